package org.tidewaiter.decode;

import java.util.Arrays;
import org.tidewaiter.capture.PacketBatch;

/**
 * What the headers of one batch say, a column per field and a row per header that can be a flow: a
 * packet in no tunnel has one row, a packet that tunnels another has a row for the carrier and,
 * after it, one for what it carries.
 *
 * <p>Endpoints stand in canonical order: A is the smaller (address, port) as unsigned numbers, and
 * {@link #FROM_B} tells who sent. Both directions of a conversation so have the same columns and
 * the same {@link #hash}. Addresses are two longs; IPv4 is ::ffff:a.b.c.d.
 *
 * <p>Written by {@link Decoder}, read by {@code flow}; recycled with its batch. The columns that
 * most packets have nothing for (VLAN, fragment, tunnel, parent) stand at "none" unless a row is
 * given something; {@link #clear} sees to that.
 */
public final class HeaderColumns {
  /** Most headers that are followed in one packet; deeper ones are counted, not decoded. */
  public static final int MAX_NESTING = 8;

  /** Most rows of a batch. */
  public static final int MAX_ROWS = PacketBatch.MAX_PACKETS * MAX_NESTING;

  /** Flag: endpoint B sent this packet. */
  public static final int FROM_B = 1;

  /** Flag: the protocol has ports (or ICMP type and counterpart) and they were read. */
  public static final int HAS_PORTS = 2;

  /** Flag: a later fragment; its ports, if any, are known from the first one only. */
  public static final int LATER_FRAGMENT = 4;

  /** Flag: the first fragment of several. */
  public static final int FIRST_FRAGMENT = 8;

  /** Flag: one-way ICMP: endpoint A is the sender whatever the order, as in Community ID. */
  public static final int ONE_WAY = 16;

  /** Flag: IPv6 rather than IPv4. */
  public static final int IPV6 = 32;

  /** Flag: the link addressed a group, so the receiver stands for many hosts and is no server. */
  public static final int LINK_BROADCAST = 64;

  /** Where the parts of {@link #key} stand: their shifts, and the flags in its lowest bits. */
  public static final int KEY_PORT_A = 48;

  public static final int KEY_PORT_B = 32;
  public static final int KEY_PROTOCOL = 24;
  public static final int KEY_VLAN = 12;
  public static final long KEY_HAS_PORTS = HAS_PORTS;
  public static final long KEY_ONE_WAY = ONE_WAY;
  public static final long KEY_IPV6 = IPV6;
  private static final int KEY_FLAGS = HAS_PORTS | ONE_WAY | IPV6;

  /** Number of rows. */
  public int size;

  /** Index of the packet in its batch. */
  public final int[] packet = new int[MAX_ROWS];

  public final long[] aHigh = new long[MAX_ROWS];
  public final long[] aLow = new long[MAX_ROWS];
  public final long[] bHigh = new long[MAX_ROWS];
  public final long[] bLow = new long[MAX_ROWS];

  /**
   * What identifies the flow beside the addresses: port A 16 | port B 16 | protocol 8 | VLAN 12 (if
   * it belongs to the key) | flags 12.
   */
  public final long[] key = new long[MAX_ROWS];

  /** The flags above. */
  public final byte[] flags = new byte[MAX_ROWS];

  /** TCP flag bits (RFC 9293 section 3.1: CWR ECE URG ACK PSH RST SYN FIN), 0 for others. */
  public final byte[] tcpFlags = new byte[MAX_ROWS];

  /** Hash of protocol, endpoints and, where they belong to the key, VLAN; symmetric. */
  public final int[] hash = new int[MAX_ROWS];

  /** Index in the batch's bytes of the first transport payload byte. */
  public final int[] payloadOffset = new int[MAX_ROWS];

  /** Transport payload on the wire in bytes, Ethernet padding excluded. */
  public final int[] payloadLength = new int[MAX_ROWS];

  /** Transport payload that was captured, at most {@link #payloadLength}. */
  public final int[] payloadCaptured = new int[MAX_ROWS];

  /** Outermost VLAN number 1 to 4095, 0 for none; of a tunnelled row the one inside its tunnel. */
  public final short[] vlan = new short[MAX_ROWS];

  /** Identification of the fragmented datagram (IPv4 16 bits, IPv6 32 bits), else 0. */
  public final int[] fragmentId = new int[MAX_ROWS];

  /** Ordinal of the {@link Tunnel} that carries this row; 0 is none. */
  public final byte[] tunnel = new byte[MAX_ROWS];

  /** Number within the tunnel's kind: VNI, ERSPAN session, GTP TEID, MPLS label; else 0. */
  public final int[] tunnelId = new int[MAX_ROWS];

  /** Row of the carrier, always smaller than the row itself, or -1. */
  public final int[] parent = new int[MAX_ROWS];

  /** Ordinal of the {@link DecodeOutcome} of each packet of the batch (by packet, not row). */
  public final byte[] outcome = new byte[PacketBatch.MAX_PACKETS];

  /** Whether a row was given a VLAN, fragment, tunnel or parent. */
  boolean hasRare;

  /** No rows. */
  public HeaderColumns() {
    Arrays.fill(parent, -1);
  }

  /** Port of A in the upper, of B in the lower 16 bits; for ICMP type and counterpart. */
  public int ports(int row) {
    return (int) (key[row] >>> KEY_PORT_B);
  }

  /** IP protocol number (IANA), 0 to 255. */
  public int protocol(int row) {
    return protocolOf(key[row]);
  }

  /** IP protocol number of a {@link #key}, 0 to 255. */
  public static int protocolOf(long key) {
    return (int) (key >>> KEY_PROTOCOL) & 0xff;
  }

  /** Port of A of a {@link #key}, 0 to 65,535. */
  public static int portAOf(long key) {
    return (int) (key >>> KEY_PORT_A) & 0xffff;
  }

  /** Port of B of a {@link #key}, 0 to 65,535. */
  public static int portBOf(long key) {
    return (int) (key >>> KEY_PORT_B) & 0xffff;
  }

  /** Packs a {@link #key}. */
  static long key(int ports, int protocol, int vlan, int flags) {
    return (long) ports << KEY_PORT_B
        | (long) protocol << KEY_PROTOCOL
        | (long) vlan << KEY_VLAN
        | flags & KEY_FLAGS;
  }

  /** Forgets all rows. */
  public void clear() {
    if (hasRare) {
      Arrays.fill(vlan, 0, size, (short) 0);
      Arrays.fill(fragmentId, 0, size, 0);
      Arrays.fill(tunnel, 0, size, (byte) 0);
      Arrays.fill(tunnelId, 0, size, 0);
      Arrays.fill(parent, 0, size, -1);
      hasRare = false;
    }
    size = 0;
  }
}
