package org.tidewaiter.flow;

/** Why a row ended. */
public enum EndReason {
  LIVE(""),
  /** FIN both ways or RST, then silence or a new SYN. */
  CLOSED("closed"),
  /** No packet for the protocol's idle time. */
  IDLE("idle"),
  /** Reported while it goes on; a later row continues it (live only). */
  ACTIVE("active"),
  /** The flow budget was reached and this flow was among the idlest. */
  EVICTED("evicted"),
  /** The input ended. */
  END_OF_INPUT("end-of-input");

  /** As the reports print it. */
  public final String label;

  EndReason(String label) {
    this.label = label;
  }
}
