package org.tidewaiter.service;

/** What a service's own row says of a flow that no expectation covers. */
public enum DefaultVerdict {
  /** No opinion. */
  OPEN("open"),
  /** Only listed servers are expected, as soon as any expectation in force lists one. */
  CLOSED("closed"),
  /** Reported unless an expectation allows it: the service itself is out of date. */
  LEGACY("legacy");

  private final String label;

  DefaultVerdict(String label) {
    this.label = label;
  }

  /** The word that rule files use. */
  public String label() {
    return label;
  }
}
