package org.tidewaiter.capture.live;

import org.tidewaiter.capture.PacketBatch;

/**
 * How a device is to be captured from.
 *
 * @param device name of the device
 * @param input number of the device among the run's inputs, for {@link PacketBatch#input}
 * @param snaplenBytes bytes to capture of each packet at most
 * @param bufferBytes size of the buffer in which the kernel keeps packets until we take them
 * @param promiscuous whether to see packets to other stations too, as on a mirror port
 * @param filter capture filter expression (pcap-filter(7)), empty for every packet
 * @param fanoutGroup number of the group of sources that share the device's flows, or {@link
 *     #NO_FANOUT}
 */
public record CaptureOptions(
    String device,
    int input,
    int snaplenBytes,
    long bufferBytes,
    boolean promiscuous,
    String filter,
    int fanoutGroup) {
  /** This source sees all of the device's packets. */
  public static final int NO_FANOUT = -1;

  /** Greatest number of a fanout group. */
  public static final int MAX_FANOUT_GROUP = 65_535;

  /**
   * Default snaplen in bytes: every header through a few tunnels and the first bytes that were
   * said, and also all of a full-sized Ethernet frame for evidence.
   */
  public static final int DEFAULT_SNAPLEN_BYTES = 1600;

  /** Default capture buffer in bytes: about a second of half a million small packets. */
  public static final long DEFAULT_BUFFER_BYTES = 64L << 20;

  /** Largest capture buffer in bytes. */
  public static final long MAX_BUFFER_BYTES = 1L << 30;

  public CaptureOptions {
    if (snaplenBytes < 1 || snaplenBytes > PacketBatch.MAX_CAPTURED_LENGTH) {
      throw new IllegalArgumentException(
          "snaplen " + snaplenBytes + " is not within 1 to " + PacketBatch.MAX_CAPTURED_LENGTH);
    }
    if (bufferBytes < 1 || bufferBytes > MAX_BUFFER_BYTES) {
      throw new IllegalArgumentException(
          "a capture buffer of " + bufferBytes + " bytes is not within 1 to " + MAX_BUFFER_BYTES);
    }
    if (fanoutGroup < NO_FANOUT || fanoutGroup > MAX_FANOUT_GROUP) {
      throw new IllegalArgumentException(
          "capture group " + fanoutGroup + " is not within 0 to " + MAX_FANOUT_GROUP);
    }
  }

  /** Everything from the device, with defaults. */
  public static CaptureOptions of(String device) {
    return new CaptureOptions(
        device, 0, DEFAULT_SNAPLEN_BYTES, DEFAULT_BUFFER_BYTES, true, "", NO_FANOUT);
  }
}
