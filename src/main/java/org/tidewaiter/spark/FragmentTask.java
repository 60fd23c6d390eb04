package org.tidewaiter.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.decode.FlowHash;
import org.tidewaiter.decode.HeaderColumns;
import org.tidewaiter.flow.FlowKey;
import org.tidewaiter.flow.FragmentSequence;
import scala.Tuple2;

/** Gives fragments to their flows: all fragments of the archive, in order. */
final class FragmentTask implements RowFeeder.Consumer {
  private static final int BLOCK_BYTES = 1 << 18;

  private final ArchiveOptions options;
  private final Timeline timeline;
  private final FlowHash divider;
  private final FragmentSequence fragments = new FragmentSequence();
  private final RowWriter[] writers;
  private final List<Piece> pieces = new ArrayList<>();
  private final Row row = new Row();

  FragmentTask(ArchiveOptions options, Timeline timeline) {
    this.options = options;
    this.timeline = timeline;
    divider = new FlowHash(options.hashSeed());
    writers = new RowWriter[options.partitions()];
  }

  /** Rows that fragments become, or, at last, the counts. */
  record Piece(RowBlock block, byte[] rows, long[] counts) implements Serializable {}

  Iterator<Piece> run(Iterator<Tuple2<RowBlock, byte[]>> in) {
    Timeline withoutSweeps = timeline.withoutSweeps();
    new RowFeeder(withoutSweeps, this).feed(new RowMerge(in, new FlowHash(options.tableSeed())));
    fragments.finish();
    release(timeline.rows());
    for (int partition = 0; partition < writers.length; partition++) {
      if (writers[partition] != null) {
        end(partition, writers[partition]);
      }
    }
    pieces.add(new Piece(null, null, ShardPiece.packed(fragments.counters())));
    return pieces.iterator();
  }

  @Override
  public void batch(PacketBatch batch, HeaderColumns columns, RowFeeder.BatchRows rows) {
    byte[] payload = new byte[PacketBatch.MAX_CAPTURED_LENGTH];
    for (int i = 0; i < columns.size; i++) {
      boolean known = fragments.take(batch, columns, i);
      boolean later = (columns.flags[i] & HeaderColumns.LATER_FRAGMENT) != 0;
      if (later && known) {
        attribute(batch, columns, i, rows.number[i], rows.key[i], payload);
      }
      release(rows.number[i]);
    }
  }

  private void attribute(
      PacketBatch batch, HeaderColumns columns, int i, long number, RowKey key, byte[] payload) {
    FlowKey flow =
        new FlowKey(
            columns.aHigh[i],
            columns.aLow[i],
            columns.bHigh[i],
            columns.bLow[i],
            fragments.flowKey());
    row.counted = null;
    row.number = number;
    row.key =
        new RowKey(
            flow,
            key.flags & ~HeaderColumns.LATER_FRAGMENT,
            key.vlan,
            key.tunnel,
            key.tunnelId,
            key.parentBack,
            key.parent,
            key.carrier);
    row.fromB = (columns.flags[i] & HeaderColumns.FROM_B) != 0;
    row.nanos = batch.timestampNanos[i];
    row.wireLength = batch.wireLength[i];
    row.payloadLength = columns.payloadLength[i];
    row.tcpFlags = columns.tcpFlags[i] & 0xFF;
    row.fragmentId = 0;
    row.captured = columns.payloadCaptured[i];
    row.bytes = payload;
    row.bytesAt = 0;
    batch.bytes.get(columns.payloadOffset[i], payload, 0, row.captured);
    add(flow);
  }

  private void release(long number) {
    for (long[] counted : fragments.released()) {
      row.number = number;
      row.counted = counted;
      add(FlowKey.of(counted, 0));
    }
  }

  private void add(FlowKey flow) {
    int partition = options.partition(flow.hash(divider));
    if (writers[partition] == null) {
      writers[partition] = new RowWriter();
    }
    writers[partition].add(row);
    if (writers[partition].size() >= BLOCK_BYTES) {
      end(partition, writers[partition]);
    }
  }

  private void end(int partition, RowWriter writer) {
    if (writer.size() > 0) {
      RowBlock block = new RowBlock(partition, writer.firstNumber());
      pieces.add(new Piece(block, writer.take(), null));
    }
  }

  @Override
  public void sweep(long number, long nanos) {
    throw new IllegalStateException("fragments are not swept");
  }

  @Override
  public void counted(long number, long[] words) {
    throw new IllegalStateException("fragments come as packets");
  }
}
