package org.tidewaiter.report;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.function.IntFunction;

/** {@code hosts.csv}: a row per address, in the order of addresses. */
final class HostsFile {
  /** The columns, only ever appended to. */
  static final String HEADER =
      "ip,zone,serves,uses,flows_as_server,flows_as_client,packets_sent,bytes_sent,"
          + "packets_received,bytes_received,first_seen,last_seen,findings\n";

  private final FlowVocabulary vocabulary;
  private final IntFunction<String> findingIds;

  HostsFile(FlowVocabulary vocabulary, IntFunction<String> findingIds) {
    this.vocabulary = vocabulary;
    this.findingIds = findingIds;
  }

  /** Writes all rows and closes the channel. */
  void write(HostTally tally, WritableByteChannel channel) throws IOException {
    try (RowFile file = new RowFile(channel, HEADER)) {
      file.addSorted(tally.rows(), this::encode);
    }
  }

  void encode(long[] words, int at, RowBytes out) {
    out.address(words[at], words[at + 1], words[at + 2] != 0).comma();
    out.plain(vocabulary.zones[vocabulary.networks.zoneOf(words[at], words[at + 1])]).comma();
    services(words, at + HostTally.SERVES, out);
    out.comma();
    services(words, at + HostTally.USES, out);
    out.comma();
    out.number(words[at + HostTally.AS_SERVER]).comma();
    out.number(words[at + HostTally.AS_CLIENT]).comma();
    out.number(words[at + HostTally.SENT_PACKETS]).comma();
    out.number(words[at + HostTally.SENT_BYTES]).comma();
    out.number(words[at + HostTally.RECEIVED_PACKETS]).comma();
    out.number(words[at + HostTally.RECEIVED_BYTES]).comma();
    out.time(words[at + HostTally.FIRST]).comma();
    out.time(words[at + HostTally.LAST]).comma();
    if (words[at + HostTally.FINDINGS] != 0) {
      out.plain(findingIds.apply((int) words[at + HostTally.FINDINGS]));
    }
    out.endRow();
  }

  private void services(long[] words, int at, RowBytes out) {
    for (int i = 0; i < HostTally.MAX_SERVICES; i++) {
      int service = (int) (words[at + (i >> 2)] >>> 16 * (i & 3)) & 0xFFFF;
      if (service == 0) {
        return;
      }
      if (i > 0) {
        out.plain(" ");
      }
      out.plain(vocabulary.services[service]);
    }
  }
}
