package org.tidewaiter.detect;

/** What was seen so far of one connection that is, or claims to be, activation. */
final class KmsConversation {
  /** Call id and time of a request that waits for its response; 0 for none. */
  int pendingCallId;

  long pendingNanos;

  /** Time of the first response, 0 for none. */
  long firstResponseNanos;

  /** A bind asked for the KMS interface, or a request is laid out like one. */
  boolean isKms;

  /** The client's first bytes are no RPC, or its bind asks for something else. */
  boolean isSomethingElse;
}
