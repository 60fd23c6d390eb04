package org.tidewaiter.capture;

import java.nio.ByteBuffer;

/**
 * The current section of a pcapng file: takes up what is in each block that the reader's inner loop
 * does not take itself. The block is sound as a block when it comes here, and lies in the window.
 */
final class PcapngSection {
  private static final int SUPPORTED_MAJOR_VERSION = 1;

  private final StreamWindow window;
  private final PcapngInterfaces interfaces;
  private final CaptureInput input;
  private boolean readable;

  /** Time of the last packet, for those that have none. */
  long lastNanos;

  PcapngSection(StreamWindow window, PcapngInterfaces interfaces, CaptureInput input) {
    this.window = window;
    this.interfaces = interfaces;
    this.input = input;
  }

  /** Takes up one block; a section header was taken up by {@link #begin}. */
  void read(PacketBatch batch, int type, int at, int length) {
    if (!readable || type == PcapngBlock.SECTION_HEADER) {
      return;
    }
    switch (type) {
      case PcapngBlock.INTERFACE_DESCRIPTION -> interfaces.add(batch.bytes, at, length);
      case PcapngBlock.INTERFACE_STATISTICS -> interfaces.readStatistics(batch.bytes, at, length);
      case PcapngBlock.SIMPLE_PACKET -> readSimplePacket(batch, at, length);
      case PcapngBlock.ENHANCED_PACKET, PcapngBlock.OBSOLETE_PACKET ->
          reportPacket(batch.bytes, type, at, length);
      default -> stepOver(type);
    }
  }

  /** Counts a block of which nothing is read. */
  void stepOver(int type) {
    if (!PcapngBlock.isKnown(type)) {
      input.unknownBlocks++;
    }
  }

  /**
   * Begins a section. Its header: byte-order magic (4), major and minor version (2 each), length
   * (8).
   *
   * @param available bytes of it that are there
   */
  void begin(ByteBuffer bytes, int at, int available) {
    interfaces.clear();
    boolean cut = available < PcapngBlock.VERSION_END;
    int major = cut ? 0 : bytes.getShort(at + 12) & 0xffff;
    readable = major == SUPPORTED_MAJOR_VERSION;
    if (!readable && !cut) {
      input.add(
          new Damage(
              window.offsetOf(at) + 12,
              "a section of pcapng version " + major,
              "version " + SUPPORTED_MAJOR_VERSION,
              "this section was not read; other sections were"));
    }
  }

  /** Simple packet: wire length (4), packet; of interface 0, without a time. */
  private void readSimplePacket(PacketBatch batch, int at, int length) {
    if (interfaces.count == 0) {
      report(at, "a simple packet in a section without interface", "an interface before it");
      return;
    }
    int wire = batch.bytes.getInt(at + 8);
    wire = wire < 0 ? Integer.MAX_VALUE : wire;
    int snaplen = interfaces.snaplen[0];
    int captured = Math.min(wire, length - 16);
    captured = snaplen == 0 ? captured : Math.min(captured, snaplen);
    if (captured > PacketBatch.MAX_CAPTURED_LENGTH) {
      report(at, "a packet of " + captured + " bytes", Damages.CAPTURED_EXPECTED);
      return;
    }
    int i = batch.size++;
    batch.offset[i] = at + 12;
    batch.capturedLength[i] = captured;
    batch.wireLength[i] = wire;
    batch.timestampNanos[i] = lastNanos;
    batch.linkType[i] = interfaces.linkType[0];
    batch.interfaceId[i] = interfaces.inputInterface[0];
    input.untimedPackets++;
  }

  /** Says why the inner loop did not take a packet block that is sound as a block. */
  private void reportPacket(ByteBuffer bytes, int type, int at, int length) {
    boolean enhanced = type == PcapngBlock.ENHANCED_PACKET;
    int number = enhanced ? bytes.getInt(at + 8) : bytes.getShort(at + 8) & 0xffff;
    if (number < 0 || number >= interfaces.count) {
      report(
          at,
          "a packet of interface " + (number & 0xffffffffL),
          "one of the " + interfaces.count + " interfaces of the section");
      return;
    }
    long captured = bytes.getInt(at + 20) & 0xffffffffL;
    String what = "a packet of " + captured + " bytes in a block of " + length;
    report(at, what, Damages.CAPTURED_EXPECTED + ", and inside its block");
  }

  private void report(int at, String what, String expected) {
    input.add(
        new Damage(
            window.offsetOf(at), what, expected, "the packet was left out; reading went on"));
  }
}
