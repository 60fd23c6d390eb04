package org.tidewaiter.capture;

import java.io.Closeable;
import java.io.IOException;

/**
 * Where batches of packets come from: capture files, standard input, a live device.
 *
 * <p>A source belongs to one thread. The batch handed to {@link #fill} is written by the source
 * during the call only; afterwards it belongs to the caller until it is handed in again, and a
 * source may be given another batch each time.
 */
public interface PacketSource extends Closeable {
  /**
   * Forgets what the batch held and fills it with the next packets.
   *
   * @return true if there is at least one packet in the batch, false at the end of the source
   * @throws IOException if the source cannot go on and has no better place to say so; damage inside
   *     a capture file is no exception but an entry of {@link CaptureInput#damages}
   */
  boolean fill(PacketBatch batch) throws IOException;
}
