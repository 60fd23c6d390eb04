package org.tidewaiter.capture.live;

import java.io.IOException;
import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.capture.PacketSource;

/**
 * A device that packets are captured from.
 *
 * <p>{@link #fill} is a source's {@code fill} with two additions. It returns within a bounded time,
 * {@link #IDLE_MILLIS} and a little, whether packets came or not: <em>true with an empty batch</em>
 * means that nothing came, and lets the caller rotate, report and stop on a quiet line. It never
 * returns false. And it returns what it has rather than wait for a full batch, so a packet is with
 * the caller at most two idle times after it was on the wire.
 *
 * <p>One thread fills; any thread may ask for {@link #counters}.
 */
public interface LiveSource extends PacketSource {
  /** Longest wait for a packet, in milliseconds. */
  int IDLE_MILLIS = 100;

  /**
   * Forgets what the batch held and fills it with the packets at hand.
   *
   * @return true; the batch is empty if nothing came within {@link #IDLE_MILLIS}
   * @throws DeviceException with {@link DeviceException.Reason#LOST} when the device has gone down
   *     or away, after which {@link #recover} may bring it back
   */
  @Override
  boolean fill(PacketBatch batch) throws IOException;

  /**
   * Tries once, without waiting, to go on capturing from the device after it was lost.
   *
   * @return true if packets flow again, false if the device is still down or away
   * @throws DeviceException if the device is back but cannot be captured from
   */
  boolean recover() throws DeviceException;

  /** What this source has counted since it was opened, losses of the device included. */
  CaptureCounters counters();

  /**
   * Packets that the system kept for this source and that were not filled into a batch yet, as far
   * as it says; asked before closing, by the thread that fills.
   */
  long unread();

  /** How the packets are captured, in words: {@code afpacket ring} or {@code pcap4j}. */
  String method();
}
