package org.tidewaiter.capture.live;

/**
 * Where things lie in a TPACKET_V3 ring (linux/if_packet.h). All fields are in host byte order.
 *
 * <pre>
 * block:  tpacket_block_desc | packet | packet | ...
 * packet: tpacket3_hdr (48 bytes) | sockaddr_ll | gap | captured bytes at tp_mac | padding
 * </pre>
 *
 * <p>Block offsets count from the start of the block, packet offsets from the packet's header.
 */
final class RingLayout {
  /** int: whose the block is, {@link #STATUS_KERNEL} or with {@link #STATUS_USER}. */
  static final int BLOCK_STATUS = 8;

  /** int: number of packets. */
  static final int BLOCK_PACKETS = 12;

  /** int: offset of the first packet within the block. */
  static final int BLOCK_FIRST_PACKET = 16;

  /** int: distance to the next packet in bytes, 0 in the last one. */
  static final int NEXT_PACKET = 0;

  /** unsigned int: seconds since 1970. */
  static final int SECONDS = 4;

  /** int: nanoseconds of the second. */
  static final int NANOSECONDS = 8;

  /** int: captured bytes, without a VLAN tag that was taken out. */
  static final int CAPTURED_LENGTH = 12;

  /** int: bytes on the wire, without a VLAN tag that was taken out. */
  static final int WIRE_LENGTH = 16;

  /** int: the STATUS bits of the packet. */
  static final int PACKET_STATUS = 20;

  /** unsigned short: offset of the captured bytes. */
  static final int DATA_OFFSET = 24;

  /** int: VLAN tag control information, if {@link #STATUS_VLAN_VALID}. */
  static final int VLAN_TCI = 32;

  /** unsigned short: VLAN tag protocol, if {@link #STATUS_VLAN_TPID_VALID}. */
  static final int VLAN_TPID = 36;

  /** The kernel owns the block. */
  static final int STATUS_KERNEL = 0;

  /** We own the block. */
  static final int STATUS_USER = 1;

  /** The device or the kernel took an outer VLAN tag out of the packet. */
  static final int STATUS_VLAN_VALID = 1 << 4;

  /** The tag's protocol is known as well; else it is 802.1Q. */
  static final int STATUS_VLAN_TPID_VALID = 1 << 6;

  private RingLayout() {}
}
