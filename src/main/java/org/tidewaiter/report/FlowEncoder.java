package org.tidewaiter.report;

import java.util.function.IntFunction;
import org.tidewaiter.flow.CommunityId;
import org.tidewaiter.flow.ConnState;
import org.tidewaiter.flow.FlowId;
import org.tidewaiter.flow.FlowRow;
import org.tidewaiter.flow.FlowTable;
import org.tidewaiter.flow.TcpHistory;
import org.tidewaiter.payload.PayloadRecognizer;
import org.tidewaiter.service.ServiceSource;

/** Writes flows as rows of {@code flows.csv}. One per thread. */
final class FlowEncoder {
  /** The columns, only ever appended to. */
  static final String HEADER =
      "flow_id,first_seen,last_seen,duration_s,protocol,client_ip,client_port,server_ip,"
          + "server_port,direction_basis,vlan,tunnel,parent_flow,tcp_state,tcp_history,"
          + "client_packets,client_bytes,client_payload_bytes,server_packets,server_bytes,"
          + "server_payload_bytes,service,service_source,registered_name,payload_protocol,"
          + "payload_agreement,client_zone,server_zone,verdict,rule,findings,community_id,"
          + "end_reason,input\n";

  private final FlowVocabulary words;
  private final IntFunction<String> findingIds;
  private final byte[][] inputs;
  private final CommunityId communityId = new CommunityId(0);
  private final PortNames portNames;

  FlowEncoder(FlowVocabulary vocabulary, IntFunction<String> findingIds, byte[][] inputs) {
    this.words = vocabulary;
    this.findingIds = findingIds;
    this.inputs = inputs;
    this.portNames = vocabulary.portNames();
  }

  /** Appends the row of the flow at {@code (flow, at)}. */
  void encode(long[] flow, int at, RowBytes out) {
    boolean tcp = FlowRow.protocol(flow, at) == FlowTable.TCP;
    boolean ports = FlowRow.hasPorts(flow, at);
    identity(flow, at, ports, out);
    origin(flow, at, out);
    if (tcp) {
      history(flow, at, out);
    } else {
      out.comma().comma();
    }
    counts(flow, at, out);
    service(flow, at, ports, out);
    verdict(flow, at, out);
    out.advance(communityId.write(flow, at, out.target(), out.end()));
    out.comma();
    out.plain(words.endReasons[FlowRow.endReason(flow, at)]).comma();
    out.plain(inputs[FlowRow.input(flow, at)]).endRow();
  }

  private void identity(long[] flow, int at, boolean ports, RowBytes out) {
    boolean ipv6 = FlowRow.isIpv6(flow, at);
    long first = FlowRow.firstNanos(flow, at);
    long last = FlowRow.lastNanos(flow, at);
    out.hex(FlowId.of(flow, at)).comma();
    out.time(first).comma().time(last).comma().seconds(last - first).comma();
    out.plain(words.protocols[FlowRow.protocol(flow, at)]).comma();
    for (int side = 0; side < 2; side++) {
      boolean server = side == 1;
      out.address(FlowRow.high(flow, at, server), FlowRow.low(flow, at, server), ipv6).comma();
      if (ports) {
        out.number(FlowRow.port(flow, at, server));
      }
      out.comma();
    }
  }

  private void origin(long[] flow, int at, RowBytes out) {
    out.plain(words.bases[FlowRow.basis(flow, at)]).comma();
    int vlan = FlowRow.vlan(flow, at);
    if (vlan != 0) {
      out.number(vlan);
    }
    out.comma();
    int tunnel = FlowRow.tunnel(flow, at);
    if (tunnel != 0) {
      out.plain(words.tunnels[tunnel]);
      if (FlowRow.tunnelId(flow, at) != 0) {
        out.plain(":").number(FlowRow.tunnelId(flow, at) & 0xFFFFFFFFL);
      }
    }
    out.comma();
    if (FlowRow.parentId(flow, at) != 0) {
      out.hex(FlowRow.parentId(flow, at));
    }
    out.comma();
  }

  private void history(long[] flow, int at, RowBytes out) {
    long history = FlowRow.history(flow, at);
    boolean clientIsB = FlowRow.clientIsB(flow, at);
    ConnState state = TcpHistory.state(history, clientIsB);
    out.plain(words.states[state.ordinal()]).comma();
    out.advance(TcpHistory.write(history, clientIsB, out.target(), out.end()));
    out.comma();
  }

  private static void counts(long[] flow, int at, RowBytes out) {
    for (int counter = 0; counter < FlowRow.COUNTERS; counter++) {
      out.number(FlowRow.count(flow, at, counter)).comma();
    }
  }

  private void service(long[] flow, int at, boolean ports, RowBytes out) {
    int service = FlowRow.service(flow, at);
    int source = FlowRow.serviceSource(flow, at);
    byte[] registeredName =
        ports
            ? portNames.of(FlowRow.protocol(flow, at), FlowRow.serverPort(flow, at), service)
            : FlowVocabulary.NOTHING;
    boolean registryOnly = source == ServiceSource.IANA.ordinal() && service == 0;
    out.plain(registryOnly ? registeredName : words.services[service]).comma();
    out.plain(words.sources[source]).comma();
    if (!registryOnly) {
      out.plain(registeredName);
    }
    out.comma();
    int payload = PayloadRecognizer.protocol(FlowRow.payload(flow, at)).ordinal();
    out.plain(words.payloads[payload]).comma();
    out.plain(words.agreements[words.agreement[payload][service]]).comma();
  }

  private void verdict(long[] flow, int at, RowBytes out) {
    for (int side = 0; side < 2; side++) {
      boolean server = side == 1;
      int zone =
          words.networks.zoneOf(FlowRow.high(flow, at, server), FlowRow.low(flow, at, server));
      out.plain(words.zones[zone]).comma();
    }
    out.plain(words.verdicts[FlowRow.verdict(flow, at)]).comma();
    int rule = FlowRow.rule(flow, at);
    if (rule >= 0) {
      out.plain(words.rules[rule]);
    }
    out.comma();
    int findings = FlowRow.findings(flow, at);
    if (findings != 0) {
      out.plain(findingIds.apply(findings));
    }
    out.comma();
  }
}
