package org.tidewaiter.spark;

import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.decode.HeaderColumns;

/**
 * Makes batches of rows again, as a reader and decoder on one machine would have made them, and
 * says between them when time has moved on.
 */
final class RowFeeder {
  /** Takes what is fed, in its order. */
  interface Consumer {
    /** A batch. Each of its rows is a packet of its own; {@code rows} says where it comes from. */
    void batch(PacketBatch batch, HeaderColumns columns, BatchRows rows);

    /** A look for silent flows at a packet time, before the row of that number. */
    void sweep(long number, long nanos);

    /** Packets that were counted before, behind the row of that number. */
    void counted(long number, long[] words);
  }

  /** What the columns do not say of a batch's rows. */
  static final class BatchRows {
    final long[] number = new long[PacketBatch.MAX_PACKETS];
    final RowKey[] key = new RowKey[PacketBatch.MAX_PACKETS];
  }

  private final PacketBatch batch = new PacketBatch();
  private final HeaderColumns columns = new HeaderColumns();
  private final BatchRows rows = new BatchRows();
  private final Timeline timeline;
  private final Consumer consumer;
  private int bytesUsed;
  private int sweep;

  RowFeeder(Timeline timeline, Consumer consumer) {
    this.timeline = timeline;
    this.consumer = consumer;
  }

  /** Feeds all rows and then what is left of the sweeps. */
  void feed(RowSource source) {
    long inputEnds = 0;
    for (Row row = source.next(); row != null; row = source.next()) {
      sweepUntil(row.number);
      if (row.counted != null) {
        flush();
        consumer.counted(row.number, row.counted);
        continue;
      }
      boolean full =
          columns.size == PacketBatch.MAX_PACKETS
              || bytesUsed + row.captured > PacketBatch.BUFFER_BYTES;
      if (full || row.number >= inputEnds) {
        flush();
      }
      if (row.number >= inputEnds) {
        int part = timeline.partOf(row.number);
        batch.input = timeline.input(part) & 0xFFFF;
        inputEnds = timeline.firstRow(part + 1);
      }
      add(row);
    }
    sweepUntil(Long.MAX_VALUE);
    flush();
  }

  private void sweepUntil(long number) {
    while (sweep < timeline.sweeps() && timeline.sweepRow(sweep) <= number) {
      flush();
      consumer.sweep(timeline.sweepRow(sweep), timeline.sweepNanos(sweep));
      sweep++;
    }
  }

  private void add(Row row) {
    int i = columns.size++;
    batch.size = columns.size;
    RowKey key = row.key;
    rows.number[i] = row.number;
    rows.key[i] = key;
    batch.timestampNanos[i] = row.nanos;
    batch.wireLength[i] = row.wireLength;
    columns.packet[i] = i;
    columns.aHigh[i] = key.flow.aHigh();
    columns.aLow[i] = key.flow.aLow();
    columns.bHigh[i] = key.flow.bHigh();
    columns.bLow[i] = key.flow.bLow();
    columns.key[i] = key.flow.key();
    columns.flags[i] = (byte) (key.flags | (row.fromB ? HeaderColumns.FROM_B : 0));
    columns.tcpFlags[i] = (byte) row.tcpFlags;
    columns.hash[i] = key.hash;
    columns.payloadOffset[i] = bytesUsed;
    columns.payloadLength[i] = row.payloadLength;
    columns.payloadCaptured[i] = row.captured;
    columns.vlan[i] = (short) key.vlan;
    columns.fragmentId[i] = row.fragmentId;
    columns.tunnel[i] = (byte) key.tunnel;
    columns.tunnelId[i] = key.tunnelId;
    columns.parent[i] = -1;
    if (row.captured > 0) {
      batch.bytes.put(bytesUsed, row.bytes, row.bytesAt, row.captured);
      bytesUsed += row.captured;
    }
  }

  private void flush() {
    if (columns.size > 0) {
      consumer.batch(batch, columns, rows);
      columns.clear();
      batch.clear();
      bytesUsed = 0;
    }
  }
}
