package org.tidewaiter.capture;

/**
 * One interface of an input: for pcap the only one, for pcapng one per interface description block
 * of any section, in order of appearance.
 */
public final class CaptureInterface {
  /** Most characters of a name that are kept: names come out of the capture file. */
  static final int MAX_NAME_LENGTH = 128;

  /** What {@link #dropped} says where the capture has no interface statistics. */
  public static final long UNKNOWN = -1;

  private final String name;
  private final int linkType;
  private final int snaplen;
  private final String resolution;
  long packets;
  long dropped = UNKNOWN;

  CaptureInterface(String name, int linkType, int snaplen, String resolution) {
    this.name = name;
    this.linkType = linkType;
    this.snaplen = snaplen;
    this.resolution = resolution;
  }

  /** Name as the capture gives it, hostile text of at most 128 characters; empty if unknown. */
  public String name() {
    return name;
  }

  /** LINKTYPE_ number (tcpdump.org/linktypes.html). */
  public int linkType() {
    return linkType;
  }

  /** Most bytes captured per packet, 0 for no limit; captures are known to break this promise. */
  public int snaplen() {
    return snaplen;
  }

  /** Resolution of time stamps: {@code 10^-6} for microseconds, {@code 2^-10}, and so on. */
  public String resolution() {
    return resolution;
  }

  /** Packets of this interface that were delivered. */
  public long packets() {
    return packets;
  }

  /**
   * Packets that the capturing machine lost, by its own last interface statistics block, or {@link
   * #UNKNOWN}.
   */
  public long dropped() {
    return dropped;
  }
}
