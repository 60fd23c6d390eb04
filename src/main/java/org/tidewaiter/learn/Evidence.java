package org.tidewaiter.learn;

/** How much was seen of something, and when. */
final class Evidence {
  /** A report's time down to the second. */
  private static final int SECONDS = "2026-01-02T03:04:05".length();

  private long flows;
  private long confirmed;
  private String first = "";
  private String last = "";

  /**
   * Adds a flow.
   *
   * @param isConfirmed whether its bytes are those of the service
   * @param firstSeen as reports write it
   * @param lastSeen as reports write it
   */
  void add(boolean isConfirmed, String firstSeen, String lastSeen) {
    flows++;
    confirmed += isConfirmed ? 1 : 0;
    String began = second(firstSeen);
    String ended = second(lastSeen);
    first = first.isEmpty() || began.compareTo(first) < 0 ? began : first;
    last = ended.compareTo(last) > 0 ? ended : last;
  }

  private static String second(String time) {
    return time.length() < SECONDS ? time : time.substring(0, SECONDS) + "Z";
  }

  long flows() {
    return flows;
  }

  /** {@code 12 flows (10 confirmed by their bytes)}. */
  String counted() {
    String text = count(flows, "flow");
    return confirmed == 0
        ? text + " (by port only)"
        : text + " (" + confirmed + " confirmed by their bytes)";
  }

  /** {@code 2026-01-02T03:04:05Z to 2026-01-02T04:00:00Z}. */
  String when() {
    return first + " to " + last;
  }

  /** Both. */
  String told() {
    return counted() + ", " + when();
  }

  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
