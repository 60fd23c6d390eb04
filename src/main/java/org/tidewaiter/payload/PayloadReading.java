package org.tidewaiter.payload;

/** Which packets of a recognised flow are worth handing to the observation reader. */
public enum PayloadReading {
  /** None: all that is wanted is the label. */
  NOTHING,
  /** The packets that the recogniser is given as well: the first few of each direction. */
  FIRST_PACKETS,
  /** All of them: an announcement may stand in any. */
  EVERY_PACKET
}
