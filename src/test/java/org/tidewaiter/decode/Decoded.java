package org.tidewaiter.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tidewaiter.capture.PacketBatch;

/** One packet decoded, and its rows in words. */
final class Decoded {
  private static final long SEED = 20261122;

  // Bytes behind a packet that nothing may read.
  private static final int BEHIND = 256;

  // The big arrays are shared: tests of this package run one after another.
  private static final PacketBatch BATCH = new PacketBatch();
  private static final HeaderColumns COLUMNS = new HeaderColumns();

  final HeaderColumns columns = COLUMNS;
  final DecodeCounters counters;
  final DecodeOutcome outcome;

  private Decoded(DecodeCounters counters, DecodeOutcome outcome) {
    this.counters = counters;
    this.outcome = outcome;
  }

  /** Decodes a packet that was captured whole, and all of its beginnings for the invariants. */
  static Decoded of(int linkType, byte[] packet) {
    int tunnels = of(linkType, packet, packet.length, packet.length).tunnels();
    for (int length = 0; length < packet.length; length++) {
      of(linkType, packet, length, packet.length).assertSaysWhatIsCut(tunnels);
      of(linkType, packet, length, length);
    }
    return of(linkType, packet, packet.length, packet.length);
  }

  /** Rows that are in another; 0 where they do not form a chain. */
  private int tunnels() {
    for (int row = 0; row < columns.size; row++) {
      if (columns.parent[row] != row - 1) {
        return 0;
      }
    }
    return Math.max(0, columns.size - 1);
  }

  /** Of each carrier that is left, its cut packet is counted or a header that was cut. */
  private void assertSaysWhatIsCut(int tunnels) {
    long told = counters.event(DecodeEvent.TUNNEL_HEADER_CUT);
    for (DecodeOutcome inner : DecodeOutcome.values()) {
      told += counters.inner(inner);
    }
    assertTrue(told >= Math.min(columns.size, tunnels), describe() + " says nothing of the rest");
  }

  /** Decodes a packet, twice: what stands behind it in the buffer changes nothing. */
  static Decoded of(int linkType, byte[] packet, int capturedLength, int wireLength) {
    String beforeZeros = before(0, linkType, packet, capturedLength, wireLength).all();
    Decoded beforeOnes = before(0xff, linkType, packet, capturedLength, wireLength);
    assertEquals(beforeZeros, beforeOnes.all(), "reads behind the packet");
    return beforeOnes;
  }

  private static Decoded before(
      int behind, int linkType, byte[] packet, int capturedLength, int wireLength) {
    BATCH.clear();
    for (int i = capturedLength; i < packet.length + BEHIND; i++) {
      BATCH.bytes.put(i, (byte) behind);
    }
    Packets.add(BATCH, linkType, packet, capturedLength, wireLength);
    Decoder decoder = new Decoder(SEED, false);
    decoder.decode(BATCH, COLUMNS);
    DecodeInvariants.check(BATCH, COLUMNS, SEED);
    DecodeCounters counters = decoder.counters();
    DecodeInvariants.check(counters, 1);
    return new Decoded(counters, DecodeOutcome.of(COLUMNS.outcome[0]));
  }

  private String all() {
    StringBuilder all = new StringBuilder().append(outcome).append(' ').append(describe());
    for (DecodeEvent event : DecodeEvent.values()) {
      all.append(' ').append(counters.event(event));
    }
    for (DecodeOutcome inner : DecodeOutcome.values()) {
      all.append(' ').append(counters.inner(inner));
    }
    return all.toString();
  }

  static Decoded ethernet(int type, byte[] payload) {
    return of(LinkType.ETHERNET, Packets.ethernet(type, payload));
  }

  /** Asserts that the packet reached a flow and what its rows are. */
  Decoded assertRows(String... rows) {
    assertEquals(DecodeOutcome.FLOW, outcome);
    assertEquals(Arrays.asList(rows), describe());
    int inside = 0;
    for (int row = 0; row < columns.size; row++) {
      inside += columns.parent[row] >= 0 ? 1 : 0;
      Tunnel tunnel = Tunnel.of(columns.tunnel[row]);
      assertTrue(columns.tunnel[row] == 0 || counters.tunnel(tunnel) > 0, tunnel.label());
    }
    assertEquals(inside, counters.inner(DecodeOutcome.FLOW));
    return this;
  }

  Decoded assertOutcome(DecodeOutcome expected) {
    assertEquals(expected, outcome);
    return this;
  }

  Decoded assertEvent(DecodeEvent event) {
    assertEquals(1, counters.event(event), event.label());
    return this;
  }

  private List<String> describe() {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < columns.size; row++) {
      rows.add(describe(row));
    }
    return rows;
  }

  /** For example {@code tcp 10.0.0.2:49152 > 10.0.0.1:1688 payload 6 vlan 5 in 0 vxlan:7}. */
  private String describe(int row) {
    final int flags = columns.flags[row];
    String a = address(columns.aHigh[row], columns.aLow[row], flags);
    String b = address(columns.bHigh[row], columns.bLow[row], flags);
    if ((flags & HeaderColumns.HAS_PORTS) != 0) {
      a += ":" + (columns.ports(row) >>> 16);
      b += ":" + (columns.ports(row) & 0xffff);
    }
    final boolean fromB = (flags & HeaderColumns.FROM_B) != 0;
    StringBuilder text = new StringBuilder(IpProtocol.keyword(columns.protocol(row)));
    text.append(' ').append(fromB ? b : a).append(" > ").append(fromB ? a : b);
    text.append(" payload ").append(columns.payloadLength[row]);
    if (columns.payloadCaptured[row] != columns.payloadLength[row]) {
      text.append('/').append(columns.payloadCaptured[row]);
    }
    append(text, flags, HeaderColumns.ONE_WAY, " one-way");
    append(text, flags, HeaderColumns.LINK_BROADCAST, " group");
    append(text, flags, HeaderColumns.FIRST_FRAGMENT, " first of " + columns.fragmentId[row]);
    append(text, flags, HeaderColumns.LATER_FRAGMENT, " later of " + columns.fragmentId[row]);
    if (columns.vlan[row] != 0) {
      text.append(" vlan ").append(columns.vlan[row]);
    }
    if (columns.parent[row] >= 0) {
      text.append(" in ").append(columns.parent[row]);
    }
    if (columns.tunnel[row] != 0) {
      text.append(' ').append(Tunnel.of(columns.tunnel[row]).label());
      text.append(columns.tunnelId[row] == 0 ? "" : ":" + columns.tunnelId[row]);
    }
    return text.toString();
  }

  private static void append(StringBuilder text, int flags, int flag, String words) {
    text.append((flags & flag) != 0 ? words : "");
  }

  private static String address(long high, long low, int flags) {
    boolean v6 = (flags & HeaderColumns.IPV6) != 0;
    byte[] bytes =
        v6
            ? ByteBuffer.allocate(16).putLong(high).putLong(low).array()
            : ByteBuffer.allocate(4).putInt((int) low).array();
    try {
      String text = InetAddress.getByAddress(bytes).getHostAddress();
      return v6 ? "[" + text.replaceFirst("(:0)+:", "::") + "]" : text;
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
