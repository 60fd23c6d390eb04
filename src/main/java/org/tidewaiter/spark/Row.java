package org.tidewaiter.spark;

/** One row of the header columns, as it travels; overwritten by the next one of its reader. */
final class Row {
  /** Number of the row in its part, or, once parts have an order, in the whole input. */
  long number;

  RowKey key;
  boolean fromB;
  long nanos;
  int wireLength;
  int payloadLength;
  int tcpFlags;
  int fragmentId;

  /** Payload bytes that travel along, in {@link #bytes} from {@link #bytesAt} on; mostly 0. */
  int captured;

  byte[] bytes;
  int bytesAt;

  /**
   * Not a packet but packets counted before, in {@link org.tidewaiter.flow.FlowRow#WORDS} words
   * that stand behind the packet of this number; else null.
   */
  long[] counted;
}
