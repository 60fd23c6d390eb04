package org.tidewaiter.learn;

/** Why a flow taught nothing. */
enum LeftOut {
  UNANSWERED("nobody answered, or without payload"),
  GUESSED("which side served is a guess"),
  TO_MANY("sent to many at once (broadcast or multicast)"),
  OUTSIDE("both ends are external"),
  CONTRADICTED("the bytes are not those of the port's service"),
  UNNAMED("no service has the port"),
  KNOWN("the rules expect it already"),
  AGAINST_RULES("the rules call it wrong");

  private final String words;

  LeftOut(String words) {
    this.words = words;
  }

  /** For people. */
  String words() {
    return words;
  }
}
