package org.tidewaiter.spark;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.decode.FlowHash;
import org.tidewaiter.flow.FlowKey;
import org.tidewaiter.flow.FlowRow;

/** Reads the rows of a block that {@link RowWriter} wrote. */
final class RowReader {
  final Row row = new Row();
  private final ByteBuffer bytes;
  private final FlowHash hash;
  private final List<RowKey> keys = new ArrayList<>();
  private long number;
  private long nanos;

  /**
   * Stands before the first row.
   *
   * @param firstNumber what the first row's number is to be
   * @param hash of the flow table that the rows will go to
   */
  RowReader(byte[] block, long firstNumber, FlowHash hash) {
    bytes = ByteBuffer.wrap(block);
    number = firstNumber;
    this.hash = hash;
  }

  /** Goes to the next row; false if there is none. */
  boolean next() {
    if (!bytes.hasRemaining()) {
      return false;
    }
    int head = bytes.get();
    number += unsigned();
    row.number = number;
    row.counted = null;
    if ((head & RowWriter.COUNTED) != 0) {
      row.counted = new long[FlowRow.WORDS];
      for (int i = 0; i < row.counted.length; i++) {
        row.counted[i] = bytes.getLong();
      }
      return true;
    }
    row.fromB = (head & RowWriter.FROM_B) != 0;
    if ((head & RowWriter.DEFINES) != 0) {
      row.key = defined();
      keys.add(row.key);
    } else {
      row.key = keys.get((int) unsigned());
    }
    nanos += signed();
    row.nanos = nanos;
    row.wireLength = (int) unsigned();
    row.payloadLength = (head & RowWriter.HAS_PAYLOAD) != 0 ? (int) unsigned() : 0;
    row.fragmentId = (head & RowWriter.HAS_FRAGMENT) != 0 ? (int) unsigned() : 0;
    row.tcpFlags = (head & RowWriter.HAS_TCP_FLAGS) != 0 ? bytes.get() : 0;
    row.captured = (head & RowWriter.HAS_BYTES) != 0 ? (int) unsigned() : 0;
    row.bytes = bytes.array();
    row.bytesAt = bytes.position();
    bytes.position(row.bytesAt + row.captured);
    return true;
  }

  private RowKey defined() {
    FlowKey flow = flow();
    int flags = (int) unsigned();
    int vlan = (int) unsigned();
    int tunnel = (int) unsigned();
    int tunnelId = (int) unsigned();
    int more = (int) unsigned();
    boolean hasParent = (more & RowWriter.DEFINES_PARENT) != 0;
    int back = hasParent ? (int) unsigned() : 0;
    FlowKey parent = hasParent ? flow() : null;
    boolean carrier = (more & RowWriter.DEFINES_CARRIER) != 0;
    RowKey key = new RowKey(flow, flags, vlan, tunnel, tunnelId, back, parent, carrier);
    key.hash = flow.hash(hash);
    return key;
  }

  private FlowKey flow() {
    return new FlowKey(
        bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
  }

  private long signed() {
    long value = unsigned();
    return value >>> 1 ^ -(value & 1);
  }

  private long unsigned() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes.get();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }
}
