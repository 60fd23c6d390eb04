package org.tidewaiter.capture;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;

/**
 * Reads pcap files: both byte orders, micro- and nanoseconds, and the variants of {@link
 * PcapHeader} and {@link PcapRecord}.
 *
 * <p>A record header with an impossible length ends the input, since nothing in this format says
 * where the next record begins.
 */
final class PcapReader implements PacketSource {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final ReadableByteChannel channel;
  private final CaptureInput input;
  private final StreamWindow window;
  private boolean started;
  private boolean finished;
  private PcapHeader header;
  private PcapRecord record = PcapRecord.STANDARD;
  private int interfaceId;

  /**
   * Where in the file the first record stands that the channel has, below 0 for behind its header.
   */
  private final long firstRecordOffset;

  /** Takes over the channel, which stands at the first byte of the file header. */
  PcapReader(ReadableByteChannel channel, CaptureInput input) {
    this(channel, input, -1);
  }

  /**
   * Takes over a channel that has the file header and then the records from an offset on.
   *
   * @param firstRecordOffset that offset, 0 or more; the records are of the usual layout
   */
  PcapReader(ReadableByteChannel channel, CaptureInput input, long firstRecordOffset) {
    this.firstRecordOffset = firstRecordOffset;
    this.channel = channel;
    this.input = input;
    this.window = new StreamWindow(channel);
    input.format = "pcap";
  }

  @Override
  public boolean fill(PacketBatch batch) {
    batch.clear();
    if (finished) {
      return false;
    }
    window.begin(batch);
    if (!started) {
      started = true;
      finished = !readHeader(batch);
    }
    while (!finished) {
      walk(batch);
      if (finished || batch.size == PacketBatch.MAX_PACKETS) {
        break;
      }
      if (!window.more(batch)) {
        finished = window.ended();
        if (finished) {
          reportEnd();
        }
        break;
      }
    }
    window.end(batch);
    Arrays.fill(batch.linkType, 0, batch.size, header == null ? 0 : header.linkType);
    Arrays.fill(batch.interfaceId, 0, batch.size, interfaceId);
    return batch.size > 0;
  }

  private boolean readHeader(PacketBatch batch) {
    while (window.limit < PcapHeader.BYTES + PcapHeader.IXIA_EXTRA_BYTES && window.more(batch)) {}
    if (window.limit < PcapHeader.BYTES) {
      reportCut("the file ends inside the pcap file header", PcapHeader.BYTES);
      return false;
    }
    header = new PcapHeader(batch.bytes, window.position);
    if (window.limit < header.bytes()) {
      reportCut("the file ends inside the pcap file header", header.bytes());
      return false;
    }
    if (!headerUsable()) {
      return false;
    }
    window.position += header.bytes();
    if (firstRecordOffset >= 0) {
      window.renumber(firstRecordOffset);
    } else if (header.layoutOpen()) {
      record = recogniseLayout(batch);
    }
    boolean big = header.order == ByteOrder.BIG_ENDIAN;
    String unit = header.fractionNanos() == 1 ? "ns" : "µs";
    input.format =
        (header.aix ? "pcap AIX" : record.text)
            + (" " + unit + (big ? " big-endian" : " little-endian"));
    String resolution = header.fractionNanos() == 1 ? "10^-9" : "10^-6";
    interfaceId = input.add(new CaptureInterface("", header.linkType, header.snaplen, resolution));
    return true;
  }

  private boolean headerUsable() {
    if (!header.versionKnown()) {
      String version = header.majorVersion + "." + header.minorVersion;
      input.add(
          new Damage(
              4,
              "pcap version " + version,
              "version 2.x; how records of this one look is not known",
              "if the file is otherwise sound, convert it with the program that wrote it"));
      return false;
    }
    if (header.reservedBitsSet) {
      input.add(
          new Damage(
              20,
              "reserved bits are set in the link type field",
              "bits 16 to 25 zero, so that the lower ones name the link type",
              "write the link type into the file header if you know it"));
      return false;
    }
    return true;
  }

  private PcapRecord recogniseLayout(PacketBatch batch) {
    PcapRecord[] candidates = PcapRecord.candidates(header);
    for (PcapRecord candidate : candidates) {
      PcapRecord.Fit fit;
      do {
        fit =
            candidate.fit(
                batch.bytes,
                window.position,
                window.limit,
                window.ended(),
                header.order,
                header.snaplen);
      } while (fit == PcapRecord.Fit.MORE_NEEDED
          && window.limit - window.position < PacketBatch.BUFFER_BYTES - PcapHeader.BYTES - 8
          && (window.more(batch) || window.ended()));
      if (fit == PcapRecord.Fit.GOOD || fit == PcapRecord.Fit.MORE_NEEDED) {
        return candidate;
      }
    }
    return candidates[0];
  }

  /** The inner loop: records that lie whole in the window become packets of the batch. */
  private void walk(PacketBatch batch) {
    MappedByteBuffer bytes = batch.bytes;
    int[] offsets = batch.offset;
    int[] capturedLengths = batch.capturedLength;
    int[] wireLengths = batch.wireLength;
    long[] timestamps = batch.timestampNanos;
    boolean wireFirst = header.lengthOrder == PcapHeader.LengthOrder.WIRE_FIRST;
    // Two fields are read at once; the first of them is the upper half where the file is
    // big-endian.
    int firstShift = header.order == ByteOrder.BIG_ENDIAN ? Integer.SIZE : 0;
    int capturedShift = wireFirst ? Integer.SIZE - firstShift : firstShift;
    boolean eitherOrder = header.lengthOrder == PcapHeader.LengthOrder.SMALLER_IS_CAPTURED;
    int fractionNanos = header.fractionNanos();
    int headerBytes = record.headerBytes;
    int at = window.position;
    int limit = window.limit;
    int size = batch.size;
    bytes.order(header.order);
    while (size < PacketBatch.MAX_PACKETS && limit - at >= headerBytes) {
      long lengths = bytes.getLong(at + 8);
      int captured = (int) (lengths >>> capturedShift);
      int wire = (int) (lengths >>> Integer.SIZE - capturedShift);
      // The first comparison is all that nearly every record takes.
      if ((captured < 0 || captured > wire) && Integer.compareUnsigned(captured, wire) > 0) {
        int larger = captured;
        captured = eitherOrder ? wire : captured;
        wire = larger;
      }
      if (captured < 0 || captured > PacketBatch.MAX_CAPTURED_LENGTH) {
        finished = true;
        reportImpossible(window.offsetOf(at), captured);
        break;
      }
      if (captured > limit - at - headerBytes) {
        break;
      }
      offsets[size] = at + headerBytes;
      capturedLengths[size] = captured;
      wireLengths[size] = wire < 0 ? Integer.MAX_VALUE : wire;
      long time = bytes.getLong(at);
      timestamps[size] =
          (time >>> firstShift & 0xffffffffL) * NANOS_PER_SECOND
              + (time >>> Integer.SIZE - firstShift & 0xffffffffL) * fractionNanos;
      size++;
      at += headerBytes + captured;
    }
    bytes.order(ByteOrder.BIG_ENDIAN);
    batch.size = size;
    window.position = at;
  }

  /** Where the record begins that follows the last batch, as an offset in the file. */
  long nextRecordOffset() {
    return window.offsetOf(0);
  }

  private void reportImpossible(long byteOffset, int captured) {
    input.add(
        new Damage(
            byteOffset,
            "a record header with a captured length of " + (captured & 0xffffffffL) + " bytes",
            Damages.CAPTURED_EXPECTED,
            "what follows cannot be told from packets and was not read"));
  }

  private void reportEnd() {
    if (window.limit > window.position || window.failure() != null) {
      reportCut("the file ends inside a record", record.headerBytes);
    }
  }

  private void reportCut(String what, int headerBytes) {
    if (window.failure() != null) {
      input.add(Damages.unreadable(window.offsetOf(window.limit), window.failure()));
      return;
    }
    int left = window.limit - window.position;
    input.add(Damages.cut(window.offsetOf(window.position), what, left, headerBytes));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
