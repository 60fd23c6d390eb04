package org.tidewaiter.report;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.function.IntFunction;

/** {@code services.csv}: a row per server, transport and port, in the order of addresses. */
final class ServicesFile {
  /** The columns, only ever appended to. */
  static final String HEADER =
      "server_ip,server_port,protocol,service,service_source,registered_name,payload_protocol,"
          + "clients,client_sample,flows,packets,bytes,first_seen,last_seen,server_zone,"
          + "client_zones,answered_flows,verdict,rule,findings\n";

  private final FlowVocabulary vocabulary;
  private final PortNames portNames;
  private final IntFunction<String> findingIds;

  ServicesFile(FlowVocabulary vocabulary, IntFunction<String> findingIds) {
    this.vocabulary = vocabulary;
    this.portNames = vocabulary.portNames();
    this.findingIds = findingIds;
  }

  /** Writes all rows and closes the channel. */
  void write(ServiceTally tally, WritableByteChannel channel) throws IOException {
    try (RowFile file = new RowFile(channel, HEADER)) {
      file.addSorted(tally.rows(), this::encode);
    }
  }

  void encode(long[] words, int at, RowBytes out) {
    long endpoint = words[at + 2];
    boolean ipv6 = (endpoint & 1) != 0;
    int port = (int) (endpoint >>> 1) & 0xFFFF;
    int protocol = (int) (endpoint >>> 17) & 0xFF;
    boolean hasPort = endpoint >>> 32 != 0;
    long labels = words[at + ServiceTally.LABELS];
    int service = ServiceTally.service(labels);
    out.address(words[at], words[at + 1], ipv6).comma();
    if (hasPort) {
      out.number(port);
    }
    out.comma().plain(vocabulary.protocols[protocol]).comma();
    byte[] registered = hasPort ? portNames.of(protocol, port, service) : FlowVocabulary.NOTHING;
    boolean registryOnly =
        service == 0
            && ServiceTally.source(labels) == org.tidewaiter.service.ServiceSource.IANA.ordinal();
    out.plain(registryOnly ? registered : vocabulary.services[service]).comma();
    out.plain(vocabulary.sources[ServiceTally.source(labels)]).comma();
    out.plain(registryOnly ? FlowVocabulary.NOTHING : registered).comma();
    out.plain(vocabulary.payloads[ServiceTally.payload(labels)]).comma();
    out.number(words[at + ServiceTally.CLIENTS]).comma();
    out.address(words[at + ServiceTally.CLIENT_HIGH], words[at + ServiceTally.CLIENT_LOW], ipv6);
    out.comma();
    out.number(words[at + ServiceTally.FLOWS]).comma();
    out.number(words[at + ServiceTally.PACKETS]).comma();
    out.number(words[at + ServiceTally.BYTES]).comma();
    out.time(words[at + ServiceTally.FIRST]).comma();
    out.time(words[at + ServiceTally.LAST]).comma();
    out.plain(vocabulary.zones[vocabulary.networks.zoneOf(words[at], words[at + 1])]).comma();
    zones(ServiceTally.clientZones(labels), out);
    out.comma().number(words[at + ServiceTally.ANSWERED]).comma();
    out.plain(vocabulary.verdicts[ServiceTally.verdict(labels)]).comma();
    int rule = (int) (words[at + ServiceTally.RULE] >>> 32);
    if (rule != 0) {
      out.plain(vocabulary.rules[rule - 1]);
    }
    out.comma();
    int findings = (int) words[at + ServiceTally.RULE];
    if (findings != 0) {
      out.plain(findingIds.apply(findings));
    }
    out.endRow();
  }

  private void zones(int zones, RowBytes out) {
    boolean more = false;
    for (int zone = 0; zone < vocabulary.zones.length; zone++) {
      if ((zones & 1 << zone) != 0) {
        if (more) {
          out.plain(" ");
        }
        out.plain(vocabulary.zones[zone]);
        more = true;
      }
    }
  }
}
