package org.tidewaiter.capture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Layouts of the record header in pcap files.
 *
 * <pre>
 *  |                     seconds since 1970                        |
 *  |               micro- or nanoseconds of the second             |
 *  |                        captured length                        |
 *  |                          wire length                          |
 *  | modified: interface index     | protocol, packet type, others |
 * </pre>
 *
 * <p>Some systems of about 1999 added fields: a patched libpcap of Linux (24 bytes; a later one 28)
 * and Nokia's (20 bytes). Their magic number does not always tell, so the layout is recognised by
 * whether the first records of the file make sense in it.
 */
enum PcapRecord {
  STANDARD(16, "pcap"),
  MODIFIED(24, "pcap modified"),
  MODIFIED_SMP(28, "pcap modified SMP"),
  NOKIA(20, "pcap Nokia");

  /** Sensible records in a row that settle the layout. */
  private static final int RECORDS_TO_TRY = 3;

  private static final int MAX_WIRE_LENGTH = 128 * 1024 * 1024;
  private static final int MICROS_PER_SECOND = 1_000_000;
  private static final int MAX_INTERFACE_INDEX = 10_000;
  private static final int MAX_PACKET_TYPE = 4;

  /** Bits that do not vary among the values seen in Nokia's field, whose meaning is not known. */
  private static final int NOKIA_MASK = 0x0fff_00f0;

  private static final int NOKIA_BITS = 0x0fbf_0000;

  /** What the first records say about a layout. */
  enum Fit {
    GOOD,
    BAD,
    /** What has been read so far makes sense but is too little to tell. */
    MORE_NEEDED
  }

  final int headerBytes;
  final String text;

  PcapRecord(int headerBytes, String text) {
    this.headerBytes = headerBytes;
    this.text = text;
  }

  /** Layouts that a file with the given header may have, the likeliest first. */
  static PcapRecord[] candidates(PcapHeader header) {
    return header.modified()
        ? new PcapRecord[] {MODIFIED, MODIFIED_SMP}
        : new PcapRecord[] {STANDARD, MODIFIED, NOKIA};
  }

  /**
   * Judges the layout by the first records.
   *
   * @param snaplen of the file header, 0 if unknown
   * @param ended whether there is nothing behind {@code limit}
   */
  Fit fit(ByteBuffer bytes, int position, int limit, boolean ended, ByteOrder order, int snaplen) {
    int at = position;
    for (int i = 0; i < RECORDS_TO_TRY; i++) {
      if (ended && at == limit) {
        return Fit.GOOD;
      }
      if (limit - at < headerBytes) {
        return ended ? cut() : Fit.MORE_NEEDED;
      }
      if (!sensible(bytes, at, order, snaplen)) {
        return Fit.BAD;
      }
      int captured = number(bytes, at + 8, order);
      if (captured > limit - at - headerBytes) {
        return ended ? cut() : Fit.MORE_NEEDED;
      }
      at += headerBytes + captured;
    }
    return Fit.GOOD;
  }

  /** A file cut off inside a record speaks against a rare layout, not against the usual one. */
  private Fit cut() {
    return this == STANDARD ? Fit.GOOD : Fit.BAD;
  }

  private boolean sensible(ByteBuffer bytes, int at, ByteOrder order, int snaplen) {
    int micros = number(bytes, at + 4, order);
    int captured = number(bytes, at + 8, order);
    int wire = number(bytes, at + 12, order);
    int most = snaplen == 0 ? PacketBatch.MAX_CAPTURED_LENGTH : snaplen;
    most = Math.min(most, PacketBatch.MAX_CAPTURED_LENGTH);
    boolean common =
        micros >= 0
            && micros < MICROS_PER_SECOND
            && captured >= 0
            && captured <= most
            && wire >= captured
            && wire <= MAX_WIRE_LENGTH;
    return common && additionSensible(bytes, at + 16, order);
  }

  private boolean additionSensible(ByteBuffer bytes, int at, ByteOrder order) {
    return switch (this) {
      case STANDARD -> true;
      case MODIFIED, MODIFIED_SMP -> {
        int interfaceIndex = number(bytes, at, order);
        int packetType = bytes.get(at + 6) & 0xff;
        yield interfaceIndex >= 0
            && interfaceIndex <= MAX_INTERFACE_INDEX
            && packetType <= MAX_PACKET_TYPE;
      }
      case NOKIA -> {
        int unknown = number(bytes, at, order);
        yield (unknown & NOKIA_MASK) == NOKIA_BITS;
      }
    };
  }

  private static int number(ByteBuffer bytes, int at, ByteOrder order) {
    int value = bytes.getInt(at);
    return order == ByteOrder.BIG_ENDIAN ? value : Integer.reverseBytes(value);
  }
}
