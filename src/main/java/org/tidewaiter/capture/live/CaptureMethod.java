package org.tidewaiter.capture.live;

import java.util.function.Consumer;

/** The ways to capture from a device. */
public enum CaptureMethod {
  /** The packet ring where it is to be had, else libpcap. */
  AUTO("auto"),
  /** The Linux packet ring: {@link RingSource}. */
  AFPACKET("afpacket"),
  /** libpcap by way of pcap4j: {@link LibpcapSource}. */
  PCAP4J("pcap4j");

  private final String label;

  CaptureMethod(String label) {
    this.label = label;
  }

  /** What the command line calls it. */
  public String label() {
    return label;
  }

  /**
   * Opens a device this way.
   *
   * @param notices told, in one line, why {@link #AUTO} did not take the ring
   * @throws DeviceException if there is no packet to be had from the device this way
   */
  public LiveSource open(CaptureOptions options, Consumer<String> notices) throws DeviceException {
    return switch (this) {
      case AFPACKET -> RingSource.open(options);
      case PCAP4J -> LibpcapSource.open(options);
      case AUTO -> openAny(options, notices);
    };
  }

  private static LiveSource openAny(CaptureOptions options, Consumer<String> notices)
      throws DeviceException {
    try {
      return RingSource.open(options);
    } catch (DeviceException noRing) {
      if (noRing.reason() != DeviceException.Reason.UNSUPPORTED) {
        throw noRing;
      }
      try {
        LiveSource source = LibpcapSource.open(options);
        notices.accept(options.device() + ": captured through libpcap, as " + noRing.getMessage());
        return source;
      } catch (DeviceException e) {
        e.addSuppressed(noRing);
        throw e;
      }
    }
  }
}
