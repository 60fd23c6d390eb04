package org.tidewaiter;

import java.io.IOException;
import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.flow.FlowTable;

/** Is shown packets and what they did to flows, to keep those that findings rest on. */
interface Gatherer {
  /** Takes in the flows that go on, of whose earlier packets it was shown nothing. */
  void goOn(FlowTable table);

  /** Takes in a batch whose flows were judged. */
  void consumed(PacketBatch batch, FlowTable table) throws IOException;

  /**
   * Takes in what is left in the table after the last packet.
   *
   * @param used rows that were in use
   */
  void ended(FlowTable table, int used);
}
