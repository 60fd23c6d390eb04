package org.tidewaiter.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * A capture file that somebody else has opened, whole or the records of a pcap file from one offset
 * to another: for stores that are no file system of this machine.
 */
public final class CaptureStream implements PacketSource {
  /** What {@link #nextRecordOffset} says where the file has no further record. */
  public static final long NO_RECORD = Long.MAX_VALUE;

  /** Bytes of the file's beginning that {@link #part} needs. */
  public static final int HEADER_BYTES = PcapHeader.BYTES;

  private final CaptureInput input;
  private final PacketSource source;
  private final PcapReader part;
  private final long endOffset;
  private long nextOffset;
  private boolean ended;

  private CaptureStream(CaptureInput input, PacketSource source, PcapReader part, long endOffset) {
    this.input = input;
    this.source = source;
    this.part = part;
    this.endOffset = endOffset;
  }

  /** A whole file. The channel stands at its first byte and is closed with this. */
  public static CaptureStream whole(String path, long sizeBytes, ReadableByteChannel channel) {
    CaptureInput input = new CaptureInput(path);
    input.sizeBytes = sizeBytes;
    return new CaptureStream(input, new CaptureFile(input, channel), null, NO_RECORD);
  }

  /**
   * The records of a pcap file of the usual layout that begin at or behind one offset and before
   * another.
   *
   * @param header the first {@link #HEADER_BYTES} bytes of the file
   * @param channel stands at the first offset, where a record begins; closed with this
   * @param fromOffset that offset
   * @param toOffset the other one
   */
  public static CaptureStream part(
      String path,
      long sizeBytes,
      byte[] header,
      ReadableByteChannel channel,
      long fromOffset,
      long toOffset) {
    CaptureInput input = new CaptureInput(path);
    input.sizeBytes = sizeBytes;
    PcapReader reader = new PcapReader(new HeaderFirst(header, channel), input, fromOffset);
    return new CaptureStream(input, reader, reader, toOffset);
  }

  /** An input that could not be opened. */
  public static CaptureInput unopened(String path, String why) {
    CaptureInput input = new CaptureInput(path);
    input.add(CaptureFile.cannotOpen(why));
    return input;
  }

  /** Whether whoever named the file took it for a capture. */
  public static boolean isNamedLikeCapture(String path) {
    return Signatures.namedLikeCapture(path);
  }

  /** What is known of the input so far. */
  public CaptureInput input() {
    return input;
  }

  /**
   * Whether the file is an uncompressed pcap file whose records are of the usual layout. To be
   * asked once packets were read.
   */
  public boolean isDivisible() {
    return input.compression.isEmpty()
        && (input.format.startsWith("pcap µs ") || input.format.startsWith("pcap ns "));
  }

  /** Whether the records of a pcap file with this header look as {@link #part} takes them to. */
  public static boolean isUsual(byte[] header) {
    PcapHeader pcap = new PcapHeader(ByteBuffer.wrap(header), 0);
    return pcap.bytes() == HEADER_BYTES
        && pcap.lengthOrder == PcapHeader.LengthOrder.CAPTURED_FIRST
        && !pcap.aix
        && !pcap.modified();
  }

  @Override
  public boolean fill(PacketBatch batch) throws IOException {
    batch.clear();
    if (ended || !source.fill(batch)) {
      end();
      return false;
    }
    if (part != null) {
      cut(batch);
    }
    input.count(batch);
    return batch.size > 0;
  }

  private void end() {
    if (!ended) {
      ended = true;
      nextOffset = NO_RECORD;
      endPart();
    }
  }

  // What lies behind the end is another part's to tell, be it packets or damage.
  private void endPart() {
    if (part != null) {
      long next = part.nextRecordOffset();
      if (next >= endOffset && next < input.sizeBytes) {
        nextOffset = Math.min(nextOffset, next);
      }
      input.forgetDamagesFrom(endOffset);
    }
  }

  private void cut(PacketBatch batch) {
    long next = part.nextRecordOffset();
    if (next < endOffset) {
      return;
    }
    ended = true;
    nextOffset = next < input.sizeBytes ? next : NO_RECORD;
    int last = batch.size - 1;
    long zero = next - batch.offset[last] - batch.capturedLength[last];
    for (int i = last; i >= 0; i--) {
      long begins = zero + batch.offset[i] - PcapRecord.STANDARD.headerBytes;
      if (begins < endOffset) {
        break;
      }
      nextOffset = begins;
      batch.size = i;
    }
    input.forgetDamagesFrom(endOffset);
  }

  /**
   * Where the first record begins that is not this part's, once the part has ended; {@link
   * #NO_RECORD} where there is none, or where damage ends the file before.
   */
  public long nextRecordOffset() {
    return nextOffset;
  }

  @Override
  public void close() throws IOException {
    source.close();
  }

  /** The file header, then the rest of another channel. */
  private static final class HeaderFirst implements ReadableByteChannel {
    private final ByteBuffer header;
    private final ReadableByteChannel rest;

    HeaderFirst(byte[] header, ReadableByteChannel rest) {
      this.header = ByteBuffer.wrap(header, 0, HEADER_BYTES);
      this.rest = rest;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      if (!header.hasRemaining()) {
        return rest.read(target);
      }
      int count = Math.min(header.remaining(), target.remaining());
      target.put(header.slice(header.position(), count));
      header.position(header.position() + count);
      return count;
    }

    @Override
    public boolean isOpen() {
      return rest.isOpen();
    }

    @Override
    public void close() throws IOException {
      rest.close();
    }
  }
}
