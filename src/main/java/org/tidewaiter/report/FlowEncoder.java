package org.tidewaiter.report;

import java.util.function.IntFunction;
import org.tidewaiter.flow.CommunityId;
import org.tidewaiter.flow.ConnState;
import org.tidewaiter.flow.FlowId;
import org.tidewaiter.flow.FlowJudgement;
import org.tidewaiter.flow.FlowRow;
import org.tidewaiter.flow.FlowTable;
import org.tidewaiter.flow.TcpHistory;
import org.tidewaiter.policy.AddressText;

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
  private final TimeText times = new TimeText();
  private final JoinedCells courses = new JoinedCells();
  private final JudgementCells judgements;

  FlowEncoder(FlowVocabulary vocabulary, IntFunction<String> findingIds, byte[][] inputs) {
    this.words = vocabulary;
    this.findingIds = findingIds;
    this.inputs = inputs;
    this.judgements = new JudgementCells(vocabulary);
  }

  /** Appends the row of the flow at {@code (flow, at)}. */
  void encode(long[] flow, int at, RowBytes out) {
    identity(flow, at, out);
    course(flow, at, out);
    counts(flow, at, out);
    judgements.write(flow, at, out);
    int findings = FlowJudgement.findings(flow, at);
    if (findings != 0) {
      out.plain(findingIds.apply(findings));
    }
    out.comma();
    out.advance(communityId.write(flow, at, out.target(), out.end()));
    out.comma();
    out.plain(words.endReasons[FlowRow.endReason(flow, at)]).comma();
    out.plain(inputs[FlowRow.input(flow, at)]).endRow();
  }

  // This and counts have most of a row's digits: they keep the place at hand, which through the
  // row's own methods would be read and written again for each cell.
  private void identity(long[] flow, int at, RowBytes out) {
    byte[] to = out.target();
    long first = FlowRow.firstNanos(flow, at);
    long last = FlowRow.lastNanos(flow, at);
    int end = RowBytes.writeHex(FlowId.of(flow, at), to, out.end());
    to[end] = ',';
    end = times.write(first, to, end + 1);
    to[end] = ',';
    end = times.write(last, to, end + 1);
    to[end] = ',';
    end = TimeText.writeSeconds(Math.max(0, last - first), to, end + 1);
    to[end] = ',';
    byte[] protocol = words.protocols[FlowRow.protocol(flow, at)];
    System.arraycopy(protocol, 0, to, end + 1, protocol.length);
    end += 1 + protocol.length;
    to[end] = ',';
    end = endpoint(flow, at, false, to, end + 1);
    end = endpoint(flow, at, true, to, end);
    out.advance(end);
  }

  private static int endpoint(long[] flow, int at, boolean server, byte[] to, int index) {
    long high = FlowRow.high(flow, at, server);
    long low = FlowRow.low(flow, at, server);
    int end = AddressText.write(high, low, FlowRow.isIpv6(flow, at), to, index);
    to[end++] = ',';
    if (FlowRow.hasPorts(flow, at)) {
      end = Decimal.write(FlowRow.port(flow, at, server), to, end);
    }
    to[end] = ',';
    return end + 1;
  }

  /** The cells from {@code direction_basis} to {@code tcp_history}. */
  private void course(long[] flow, int at, RowBytes out) {
    if (FlowRow.tunnel(flow, at) != 0 || FlowRow.parentId(flow, at) != 0) {
      course(flow, at, FlowRow.vlan(flow, at), out);
      return;
    }
    long history = FlowRow.history(flow, at);
    int vlan = FlowRow.vlan(flow, at);
    int others =
        vlan << 8
            | FlowRow.basis(flow, at) << 2
            | (FlowRow.clientIsB(flow, at) ? 2 : 0)
            | (FlowRow.protocol(flow, at) == FlowTable.TCP ? 1 : 0);
    byte[] cells = courses.get(history, others);
    if (cells == null) {
      course(flow, at, vlan, courses.begin());
      cells = courses.keep(history, others);
    }
    out.plain(cells);
  }

  private void course(long[] flow, int at, int vlan, RowBytes out) {
    out.plain(words.bases[FlowRow.basis(flow, at)]).comma();
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
    if (FlowRow.protocol(flow, at) == FlowTable.TCP) {
      history(flow, at, out);
    } else {
      out.comma().comma();
    }
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
    byte[] to = out.target();
    int end = count(FlowRow.clientPackets(flow, at), to, out.end());
    end = count(FlowRow.clientBytes(flow, at), to, end);
    end = count(FlowRow.clientPayloadBytes(flow, at), to, end);
    end = count(FlowRow.serverPackets(flow, at), to, end);
    end = count(FlowRow.serverBytes(flow, at), to, end);
    out.advance(count(FlowRow.serverPayloadBytes(flow, at), to, end));
  }

  private static int count(long count, byte[] to, int index) {
    int end = Decimal.write(count, to, index);
    to[end] = ',';
    return end + 1;
  }
}
