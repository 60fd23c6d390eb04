package org.tidewaiter.capture;

/** Who reads capture files. */
public enum ReaderKind {
  /** Our own readers: all formats, no native code, fast. */
  OWN("own"),
  /** libpcap through pcap4j, for whatever it may read that we do not; slow. */
  PCAP4J("pcap4j");

  private final String label;

  ReaderKind(String label) {
    this.label = label;
  }

  /** What the command line calls it. */
  public String label() {
    return label;
  }
}
