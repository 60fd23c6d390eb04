package org.tidewaiter;

import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.decode.Decoder;
import org.tidewaiter.decode.HeaderColumns;

/** A batch with its header columns: what travels between the two threads of a pipeline. */
final class Parcel {
  final PacketBatch batch = new PacketBatch();
  final HeaderColumns columns = new HeaderColumns();

  /** Whether the columns are the batch's. */
  boolean isDecoded;

  /** Makes the columns the batch's. */
  void decode(Decoder decoder) {
    decoder.decode(batch, columns);
    isDecoded = true;
  }
}
