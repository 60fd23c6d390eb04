package org.tidewaiter.report;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.tidewaiter.service.ServiceTable;

/** IANA's names of ports as cells, made once for each port that is met. Not for several threads. */
final class PortNames {
  private static final int PORTS = 1 << 16;

  private final FlowVocabulary vocabulary;
  private final ServiceTable table;
  private final byte[][][] names = new byte[256][][];

  PortNames(FlowVocabulary vocabulary, ServiceTable table) {
    this.vocabulary = vocabulary;
    this.table = table;
  }

  /** The name of a port; empty where it has none, or where it is the id of {@code service} too. */
  byte[] of(int protocol, int port, int service) {
    byte[] name = of(protocol, port);
    return Arrays.equals(name, vocabulary.services[service]) ? FlowVocabulary.NOTHING : name;
  }

  /** The name of a port; empty where it has none. */
  byte[] of(int protocol, int port) {
    byte[][] ofProtocol = names[protocol];
    if (ofProtocol == null) {
      ofProtocol = new byte[PORTS][];
      names[protocol] = ofProtocol;
    }
    byte[] name = ofProtocol[port];
    if (name == null) {
      String text = table.registeredName(protocol, port);
      name = CsvText.cell(text).getBytes(StandardCharsets.UTF_8);
      ofProtocol[port] = name;
    }
    return name;
  }
}
