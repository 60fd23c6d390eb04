package org.tidewaiter.spark;

import java.io.Serializable;

/**
 * What one task reads: a file, or the records of a pcap file that begin between two offsets.
 *
 * @param uri where the file is
 * @param name as reports call it
 * @param sizeBytes of the file
 * @param modifiedMillis when it was last changed
 * @param header the first bytes of a file that is read in parts, null where it is read whole
 * @param fromOffset where the part begins
 * @param toOffset where it ends
 * @param exact whether a record is known to begin at {@code fromOffset}; else it is to be guessed
 * @param problem why the file cannot be opened, null if it can
 */
record CapturePart(
    String uri,
    String name,
    long sizeBytes,
    long modifiedMillis,
    byte[] header,
    long fromOffset,
    long toOffset,
    boolean exact,
    String problem)
    implements Serializable {
  /** The same part, begun where a record is known to begin. */
  CapturePart from(long offset) {
    return new CapturePart(
        uri, name, sizeBytes, modifiedMillis, header, offset, toOffset, true, problem);
  }
}
