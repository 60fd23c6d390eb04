package org.tidewaiter.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;

/**
 * Reads pcapng files: any number of sections in either byte order, interfaces that differ in link
 * type, snaplen and clock, enhanced, simple and obsolete packet blocks. Other blocks are stepped
 * over by their length.
 *
 * <p>A packet block that is sound as a block but wrong inside is left out. Where the chain of
 * blocks itself is broken, {@link PcapngSearch} looks for the next block that verifies.
 */
final class PcapngReader implements PacketSource {
  private static final int NO_TRAILER = 0;

  private final ReadableByteChannel channel;
  private final CaptureInput input;
  private final StreamWindow window;
  private final PcapngInterfaces interfaces;
  private final PcapngSection section;
  private final PcapngSearch search;
  private ByteOrder order = ByteOrder.BIG_ENDIAN;
  private boolean finished;

  /** Length that the trailer behind a long block must repeat, or {@link #NO_TRAILER}. */
  private int expectedTrailer = NO_TRAILER;

  /** Where the current section's header stands. */
  private long sectionOffset = -1;

  /** Takes over the channel, which stands at the first section header. */
  PcapngReader(ReadableByteChannel channel, CaptureInput input) {
    this.channel = channel;
    this.input = input;
    this.window = new StreamWindow(channel);
    this.interfaces = new PcapngInterfaces(input);
    this.section = new PcapngSection(window, interfaces, input);
    this.search = new PcapngSearch(window, input);
    input.format = "pcapng";
  }

  @Override
  public boolean fill(PacketBatch batch) {
    batch.clear();
    if (finished) {
      return false;
    }
    window.begin(batch);
    do {
      batch.bytes.order(order);
      walk(batch);
      batch.bytes.order(ByteOrder.BIG_ENDIAN);
    } while (!finished
        && batch.size < PacketBatch.MAX_PACKETS
        && (window.more(batch) || window.ended()));
    if (finished && window.failure() != null) {
      input.add(Damages.unreadable(window.offsetOf(window.limit), window.failure()));
    }
    window.end(batch);
    return batch.size > 0;
  }

  /** Walks blocks until the batch is full, more bytes are needed or the input is finished. */
  private void walk(PacketBatch batch) {
    while (true) {
      if (search.lost()) {
        if (!search.find(batch.bytes)) {
          finished = window.ended();
          return;
        }
      }
      walkPackets(batch);
      if (batch.size == PacketBatch.MAX_PACKETS || !walkOther(batch) || finished) {
        return;
      }
    }
  }

  /** The inner loop: sound packet blocks with a time of their own. Stops at anything else. */
  private void walkPackets(PacketBatch batch) {
    ByteBuffer bytes = batch.bytes;
    int[] linkTypes = interfaces.linkType;
    int[] inputInterfaces = interfaces.inputInterface;
    long[] simpleTicks = interfaces.simpleTicks;
    long[] tickNanos = interfaces.tickNanos;
    int interfaceCount = interfaces.count;
    int at = window.position;
    int limit = window.limit;
    int size = batch.size;
    while (size < PacketBatch.MAX_PACKETS && limit - at >= 32) {
      int type = bytes.getInt(at);
      int length = bytes.getInt(at + 4);
      boolean enhanced = type == PcapngBlock.ENHANCED_PACKET;
      if ((!enhanced && type != PcapngBlock.OBSOLETE_PACKET)
          || length < 32
          || length > limit - at
          || (length & 3) != 0
          || bytes.getInt(at + length - PcapngBlock.TRAILER_BYTES) != length) {
        break;
      }
      int number = enhanced ? bytes.getInt(at + 8) : bytes.getShort(at + 8) & 0xffff;
      int captured = bytes.getInt(at + 20);
      if (number < 0
          || number >= interfaceCount
          || captured < 0
          || captured > length - 32
          || captured > PacketBatch.MAX_CAPTURED_LENGTH) {
        break;
      }
      int wire = bytes.getInt(at + 24);
      wire = wire < 0 ? Integer.MAX_VALUE : Math.max(wire, captured);
      long ticks = ((long) bytes.getInt(at + 12) << 32) | (bytes.getInt(at + 16) & 0xffffffffL);
      batch.offset[size] = at + 28;
      batch.capturedLength[size] = captured;
      batch.wireLength[size] = wire;
      batch.timestampNanos[size] =
          ticks >= 0 && ticks <= simpleTicks[number]
              ? ticks * tickNanos[number]
              : interfaces.nanos(number, ticks);
      batch.linkType[size] = linkTypes[number];
      batch.interfaceId[size] = inputInterfaces[number];
      size++;
      at += length;
    }
    section.lastNanos = size > batch.size ? batch.timestampNanos[size - 1] : section.lastNanos;
    batch.size = size;
    window.position = at;
  }

  /**
   * Handles one block at which the inner loop has stopped.
   *
   * @return false if more bytes are needed for it
   */
  private boolean walkOther(PacketBatch batch) {
    ByteBuffer bytes = batch.bytes;
    if (expectedTrailer != NO_TRAILER) {
      return walkTrailer(bytes);
    }
    int at = window.position;
    int available = window.limit - at;
    if (available < PcapngBlock.MIN_BYTES) {
      return incomplete(available);
    }
    int type = PcapngBlock.type(bytes, at);
    if (type == PcapngBlock.SECTION_HEADER) {
      ByteOrder found = PcapngBlock.sectionOrder(bytes, at);
      if (found == null) {
        search.lose(at, "a section header without byte-order magic", "1a 2b 3c 4d in some order");
        return true;
      }
      if (available < PcapngBlock.VERSION_END && !window.ended()) {
        return false;
      }
      order = found;
      bytes.order(order);
      search.sectionBegan();
      if (window.offsetOf(at) != sectionOffset) {
        // Whatever its lengths are: what follows belongs to no section before it.
        sectionOffset = window.offsetOf(at);
        section.begin(bytes, at, available);
      }
    }
    int length = PcapngBlock.length(bytes, at);
    if (!PcapngBlock.lengthPossible(type, length)) {
      search.lose(
          at,
          "a block (" + PcapngBlock.name(type) + ") of " + (length & 0xffffffffL) + " bytes",
          "a multiple of 4 and at least " + PcapngBlock.minBytes(type));
      return true;
    }
    if (length < 0 || length > PcapngBlock.MAX_HELD_BYTES) {
      return walkLong(type, length);
    }
    if (length > available) {
      return incomplete(available);
    }
    int trailer = bytes.getInt(at + length - PcapngBlock.TRAILER_BYTES);
    if (trailer != length) {
      loseTrailer(at, length, trailer);
      return true;
    }
    section.read(batch, type, at, length);
    window.position += length;
    return true;
  }

  private boolean incomplete(int available) {
    if (window.ended()) {
      boolean cut = available > 0 || window.skipBytes() > 0;
      if (cut && window.failure() == null) {
        search.lose(
            window.position,
            "the file ends inside a block",
            "the whole block; there are " + available + " bytes of it");
        return true;
      }
      finished = true;
    }
    return false;
  }

  /** Steps over a block that is longer than the buffer, if nothing in it is for us. */
  private boolean walkLong(int type, int length) {
    if (PcapngBlock.isRead(type)) {
      search.lose(
          window.position,
          "a block (" + PcapngBlock.name(type) + ") of " + (length & 0xffffffffL) + " bytes",
          "at most " + PcapngBlock.MAX_HELD_BYTES);
      return true;
    }
    section.stepOver(type);
    window.skip((length & 0xffffffffL) - PcapngBlock.TRAILER_BYTES);
    expectedTrailer = length;
    return true;
  }

  private boolean walkTrailer(ByteBuffer bytes) {
    int available = window.limit - window.position;
    if (window.skipBytes() > 0 || available < PcapngBlock.TRAILER_BYTES) {
      return incomplete(available);
    }
    int expected = expectedTrailer;
    expectedTrailer = NO_TRAILER;
    int trailer = bytes.getInt(window.position);
    if (trailer != expected) {
      loseTrailer(window.position, expected, trailer);
    } else {
      window.position += PcapngBlock.TRAILER_BYTES;
    }
    return true;
  }

  private void loseTrailer(int at, int length, int trailer) {
    search.lose(
        at,
        "a block whose two lengths differ: "
            + (length & 0xffffffffL)
            + " before and "
            + (trailer & 0xffffffffL)
            + " after it",
        "the same length twice");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
