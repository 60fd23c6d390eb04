package org.tidewaiter.policy;

/** Where an address lies, as far as rules and reports care. */
public enum Zone {
  /** In the group {@code internal}. */
  INTERNAL("internal"),
  /** Neither internal nor special. */
  EXTERNAL("external"),
  /** Multicast, broadcast, link-local, unspecified, loopback, documentation, benchmark. */
  SPECIAL("special");

  private static final Zone[] ALL = values();

  private final String label;

  Zone(String label) {
    this.label = label;
  }

  /** The word that reports use. */
  public String label() {
    return label;
  }

  /** The zone that a number from {@link Networks#zoneOf} means. */
  public static Zone ofNumber(int number) {
    return ALL[number];
  }
}
