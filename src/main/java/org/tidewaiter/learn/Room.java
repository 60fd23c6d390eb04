package org.tidewaiter.learn;

/** How many more addresses may be kept, over all services: a scan must not fill the memory. */
final class Room {
  /** Most addresses kept at once. */
  static final int MAX_ADDRESSES = 250_000;

  private int left = MAX_ADDRESSES;
  private long refused;

  /** Takes room for one address, if there is any. */
  boolean take() {
    if (left == 0) {
      refused++;
      return false;
    }
    left--;
    return true;
  }

  /** How often there was none. */
  long refused() {
    return refused;
  }
}
