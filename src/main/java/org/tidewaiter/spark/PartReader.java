package org.tidewaiter.spark;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.tidewaiter.capture.CaptureInput;
import org.tidewaiter.capture.CaptureStream;
import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.capture.PcapRecordSearch;
import org.tidewaiter.decode.DecodeCounters;
import org.tidewaiter.decode.Decoder;
import org.tidewaiter.decode.HeaderColumns;
import org.tidewaiter.flow.FlowKey;
import org.tidewaiter.flow.SweepTrace;

/** Reads and decodes one part and writes its rows, divided by flow. Runs in a task. */
final class PartReader {
  /** Rows go to the file in blocks of about this size. */
  private static final int BLOCK_BYTES = 1 << 20;

  /** Bytes in which the first record of a part is looked for. */
  private static final int SEARCH_BYTES = 2 << 20;

  /** Takes blocks of rows. */
  interface Sink {
    void block(int partition, long firstRow, byte[] rows) throws IOException;
  }

  private final CapturePart part;
  private final ArchiveOptions options;
  private final FileSystem files;
  private final Sink sink;
  private final RowWriter[] writers;
  private final RowWriter fragments = new RowWriter();
  private final FlowsOfPart flows = new FlowsOfPart();
  private final SweepTrace trace;
  private final WantedPayload wanted;
  private final Row row = new Row();
  private final FlowKey[] keyOf = new FlowKey[HeaderColumns.MAX_NESTING + 1];
  private byte[] payload = new byte[1 << 16];
  private boolean sawFragments;
  private long rowBytes;

  PartReader(CapturePart part, ArchiveOptions options, FileSystem files, Sink sink) {
    this.part = part;
    this.options = options;
    this.files = files;
    this.sink = sink;
    writers = new RowWriter[options.partitions()];
    trace = new SweepTrace(options.timeouts());
    wanted = new WantedPayload(options.timeouts(), trace);
  }

  /**
   * Reads the part.
   *
   * @param lastTry whether what the store refuses is damage; else it is a failure of the task
   * @throws IOException if the store fails, and another try may help
   */
  PartSummary read(boolean lastTry) throws IOException {
    if (part.problem() != null) {
      return nothing(CaptureStream.unopened(part.name(), part.problem()));
    }
    FSDataInputStream in;
    try {
      in = files.open(new Path(part.uri()));
    } catch (IOException e) {
      if (!lastTry) {
        throw e;
      }
      return nothing(CaptureStream.unopened(part.name(), String.valueOf(e.getMessage())));
    }
    HadoopChannel channel = new HadoopChannel(in);
    long from = part.fromOffset();
    if (!part.exact()) {
      from = guess(in);
      if (from < 0) {
        in.close();
        return nothing(CaptureStream.unopened(part.name(), "no record found"));
      }
    }
    try (CaptureStream stream = open(channel, in, from)) {
      DecodeCounters decoded = readAll(stream);
      if (channel.failure() != null && !lastTry) {
        throw channel.failure();
      }
      return new PartSummary(
          from, stream.nextRecordOffset(), stream.input(), decoded, trace, sawFragments, rowBytes);
    }
  }

  private PartSummary nothing(CaptureInput input) {
    return new PartSummary(
        -1, CaptureStream.NO_RECORD, input, new DecodeCounters(), trace, false, 0);
  }

  private CaptureStream open(HadoopChannel channel, FSDataInputStream in, long from)
      throws IOException {
    if (part.header() == null) {
      return CaptureStream.whole(part.name(), part.sizeBytes(), channel);
    }
    in.seek(from);
    return CaptureStream.part(
        part.name(), part.sizeBytes(), part.header(), channel, from, part.toOffset());
  }

  private long guess(FSDataInputStream in) throws IOException {
    long left = part.sizeBytes() - part.fromOffset();
    byte[] window = new byte[(int) Math.min(left, SEARCH_BYTES)];
    in.readFully(part.fromOffset(), window);
    int found =
        new PcapRecordSearch(part.header()).find(ByteBuffer.wrap(window), window.length == left);
    return found < 0 ? -1 : part.fromOffset() + found;
  }

  private DecodeCounters readAll(CaptureStream stream) throws IOException {
    Decoder decoder = new Decoder(options.hashSeed(), options.vlanInKey());
    PacketBatch batch = new PacketBatch();
    HeaderColumns columns = new HeaderColumns();
    while (stream.fill(batch)) {
      decoder.decode(batch, columns);
      for (int i = 0; i < columns.size; i++) {
        add(batch, columns, i);
      }
    }
    for (int partition = 0; partition < writers.length; partition++) {
      if (writers[partition] != null) {
        writeBlock(partition, writers[partition]);
      }
    }
    writeBlock(RowBlock.FRAGMENTS, fragments);
    return decoder.counters(0);
  }

  private void writeBlock(int partition, RowWriter writer) throws IOException {
    if (writer.size() > 0) {
      long firstRow = writer.firstNumber();
      byte[] rows = writer.take();
      rowBytes += rows.length;
      sink.block(partition, firstRow, rows);
    }
  }

  private void add(PacketBatch batch, HeaderColumns columns, int i) throws IOException {
    int packet = columns.packet[i];
    long nanos = batch.timestampNanos[packet];
    row.number = trace.count();
    if (trace.take(nanos)) {
      wanted.swept();
    }
    FlowsOfPart.Seen flow = flows.of(columns, i);
    int parent = columns.parent[i];
    FlowKey parentKey = null;
    if (parent >= 0) {
      parentKey = keyOf[parent - firstOf(columns, i)];
    }
    keyOf[i - firstOf(columns, i)] = flow.flow;
    row.key = flow.row(columns, i, parentKey, carries(columns, i));
    row.fromB = (columns.flags[i] & HeaderColumns.FROM_B) != 0;
    row.nanos = nanos;
    row.wireLength = batch.wireLength[packet];
    row.payloadLength = columns.payloadLength[i];
    row.tcpFlags = columns.tcpFlags[i] & 0xFF;
    row.fragmentId = columns.fragmentId[i];
    boolean later = (columns.flags[i] & HeaderColumns.LATER_FRAGMENT) != 0;
    boolean travels = later || wanted.take(flow, batch, columns, i);
    takePayload(travels ? columns.payloadCaptured[i] : 0, batch, columns.payloadOffset[i]);
    if ((columns.flags[i] & (HeaderColumns.LATER_FRAGMENT | HeaderColumns.FIRST_FRAGMENT)) != 0) {
      addFragment(later);
    }
    if (!later) {
      int partition = options.partition(columns.hash[i]);
      if (writers[partition] == null) {
        writers[partition] = new RowWriter();
      }
      addTo(partition, writers[partition]);
    }
  }

  private void takePayload(int captured, PacketBatch batch, int offset) {
    row.captured = captured;
    if (captured > payload.length) {
      payload = new byte[captured];
    }
    row.bytes = payload;
    row.bytesAt = 0;
    batch.bytes.get(offset, payload, 0, captured);
  }

  // A first fragment is a row of its flow as well, and there has its payload.
  private void addFragment(boolean later) throws IOException {
    sawFragments = true;
    int captured = row.captured;
    int block = row.key.block;
    int number = row.key.number;
    row.captured = later ? captured : 0;
    row.key.block = -1;
    addTo(RowBlock.FRAGMENTS, fragments);
    row.key.block = block;
    row.key.number = number;
    row.captured = captured;
  }

  private void addTo(int partition, RowWriter writer) throws IOException {
    writer.add(row);
    if (writer.size() >= BLOCK_BYTES) {
      writeBlock(partition, writer);
    }
  }

  private static int firstOf(HeaderColumns columns, int i) {
    int first = i;
    while (first > 0 && columns.packet[first - 1] == columns.packet[i]) {
      first--;
    }
    return first;
  }

  private static boolean carries(HeaderColumns columns, int i) {
    for (int next = i + 1;
        next < columns.size && columns.packet[next] == columns.packet[i];
        next++) {
      if (columns.parent[next] == i) {
        return true;
      }
    }
    return false;
  }
}
