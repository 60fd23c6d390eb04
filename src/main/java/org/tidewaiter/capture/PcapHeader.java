package org.tidewaiter.capture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What the file header of a pcap file says about its records.
 *
 * <pre>
 *  0                   1                   2                   3
 *  |                         magic number                          |
 *  |       major version (2)       |       minor version (4)       |
 *  |                 time zone, unused since ever                  |
 *  |              accuracy of time stamps, unused too              |
 *  |                            snaplen                            |
 *  | FCS |R|P|     reserved, 0     |           link type           |
 * </pre>
 *
 * <p>Sources: draft-ietf-opsawg-pcap; for what was never specified (AIX, Ixia, the orders of the
 * lengths) what Wireshark's and libpcap's readers are known to accept.
 */
final class PcapHeader {
  /** Bytes of the file header; Ixia's has {@link #IXIA_EXTRA_BYTES} more. */
  static final int BYTES = 24;

  static final int IXIA_EXTRA_BYTES = 4;

  private static final int MAGIC_MICROS = 0xa1b2c3d4;
  private static final int MAGIC_NANOS = 0xa1b23c4d;
  private static final int MAGIC_MODIFIED = 0xa1b2cd34;
  private static final int MAGIC_IXIA_HARDWARE = 0x1c0001ac;
  private static final int MAGIC_IXIA_SOFTWARE = 0x1c0001ab;

  /** DG/UX's tcpdump wrote this version, with the lengths in their oldest order. */
  private static final int DG_UX_MAJOR = 543;

  private static final int LINK_TYPE_MASK = 0xffff;
  private static final int LINK_TYPE_RESERVED = 0x03ff0000;

  /** In which order a record has its captured and its wire length. */
  enum LengthOrder {
    CAPTURED_FIRST,
    WIRE_FIRST,
    /** Version 2.3 was written both ways: the smaller one is the captured length. */
    SMALLER_IS_CAPTURED
  }

  final ByteOrder order;
  final int magic;
  final int majorVersion;
  final int minorVersion;
  final int snaplen;
  final int linkType;
  final boolean reservedBitsSet;
  final boolean aix;
  final LengthOrder lengthOrder;

  /** Reads the header at the start of the buffer, of which {@link #BYTES} must be there. */
  PcapHeader(ByteBuffer bytes, int at) {
    order = orderOf(bytes.getInt(at));
    magic = swap(bytes.getInt(at));
    int versions = swap(bytes.getInt(at + 4));
    boolean big = order == ByteOrder.BIG_ENDIAN;
    majorVersion = big ? versions >>> 16 : versions & 0xffff;
    minorVersion = big ? versions & 0xffff : versions >>> 16;
    snaplen = Math.max(0, swap(bytes.getInt(at + 16)));
    int network = swap(bytes.getInt(at + 20));
    reservedBitsSet = (network & LINK_TYPE_RESERVED) != 0;
    boolean version22 = majorVersion == 2 && minorVersion == 2;
    int fromAix = version22 && magic == MAGIC_MICROS ? linkTypeOfAix(network) : -1;
    aix = fromAix >= 0;
    linkType = aix ? fromAix : network & LINK_TYPE_MASK;
    lengthOrder = lengthOrder();
  }

  private LengthOrder lengthOrder() {
    if (majorVersion == DG_UX_MAJOR || (majorVersion == 2 && minorVersion < 3)) {
      return LengthOrder.WIRE_FIRST;
    }
    return majorVersion == 2 && minorVersion == 3
        ? LengthOrder.SMALLER_IS_CAPTURED
        : LengthOrder.CAPTURED_FIRST;
  }

  /** AIX wrote interface types of RFC 1573 where others write the link type. */
  private static int linkTypeOfAix(int interfaceType) {
    return switch (interfaceType) {
      case 6 -> 1; // Ethernet
      case 9 -> 6; // Token Ring
      case 15 -> 10; // FDDI
      case 24 -> 0; // loopback
      default -> -1;
    };
  }

  /** Whether the first bytes of a file are those of a pcap file of any variant. */
  static boolean beginsFile(byte[] first) {
    return first.length >= 4 && orderOf(ByteBuffer.wrap(first).getInt(0)) != null;
  }

  private static ByteOrder orderOf(int firstBytes) {
    if (isMagicInOrder(firstBytes)) {
      return ByteOrder.BIG_ENDIAN;
    }
    return isMagicInOrder(Integer.reverseBytes(firstBytes)) ? ByteOrder.LITTLE_ENDIAN : null;
  }

  private static boolean isMagicInOrder(int magic) {
    return magic == MAGIC_MICROS
        || magic == MAGIC_NANOS
        || magic == MAGIC_MODIFIED
        || magic == MAGIC_IXIA_HARDWARE
        || magic == MAGIC_IXIA_SOFTWARE;
  }

  private int swap(int value) {
    return order == ByteOrder.BIG_ENDIAN ? value : Integer.reverseBytes(value);
  }

  /** Whether records of this version have a layout that is known. */
  boolean versionKnown() {
    return majorVersion == 2 || majorVersion == DG_UX_MAJOR;
  }

  /** Bytes of this file header. */
  int bytes() {
    return magic == MAGIC_IXIA_HARDWARE || magic == MAGIC_IXIA_SOFTWARE
        ? BYTES + IXIA_EXTRA_BYTES
        : BYTES;
  }

  /** Whether the magic number leaves the layout of the records open; see {@link PcapRecord}. */
  boolean layoutOpen() {
    boolean current = lengthOrder == LengthOrder.CAPTURED_FIRST && !aix;
    return magic == MAGIC_MODIFIED || (magic == MAGIC_MICROS && current);
  }

  boolean modified() {
    return magic == MAGIC_MODIFIED;
  }

  /** Nanoseconds in a unit of the second time stamp field. */
  int fractionNanos() {
    return magic == MAGIC_NANOS || magic == MAGIC_IXIA_HARDWARE || aix ? 1 : 1000;
  }
}
