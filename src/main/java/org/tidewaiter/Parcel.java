package org.tidewaiter;

import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.decode.HeaderColumns;

/** A batch with its header columns: what travels between the two threads of a pipeline. */
final class Parcel {
  final PacketBatch batch = new PacketBatch();
  final HeaderColumns columns = new HeaderColumns();
}
