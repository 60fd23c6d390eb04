package org.tidewaiter.capture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Guesses where records of a pcap file begin, since nothing in the format says so: where a chain of
 * headers makes sense. Whoever uses the guess must verify it, by reading up to it from the file's
 * beginning.
 */
public final class PcapRecordSearch {
  /** Headers in a row that make sense where a record is taken to begin. */
  private static final int CHAIN = 12;

  /** Fewer will do where the next one lies beyond the window. */
  private static final int SHORT_CHAIN = 4;

  private static final int MAX_WIRE_LENGTH = 1 << 20;

  /** Seconds that records in a row lie apart at most. */
  private static final int MAX_GAP_SECONDS = 86_400;

  private final ByteOrder order;
  private final int fractions;
  private final int mostCaptured;

  /** A search in a file with this header ({@link CaptureStream#HEADER_BYTES} bytes). */
  public PcapRecordSearch(byte[] fileHeader) {
    PcapHeader header = new PcapHeader(ByteBuffer.wrap(fileHeader), 0);
    order = header.order;
    fractions = 1_000_000_000 / header.fractionNanos();
    int snaplen = header.snaplen == 0 ? PacketBatch.MAX_CAPTURED_LENGTH : header.snaplen;
    mostCaptured = Math.min(snaplen, PacketBatch.MAX_CAPTURED_LENGTH);
  }

  /**
   * The first index from which a chain of records makes sense, or -1.
   *
   * @param window a stretch of the file
   * @param endsFile whether the file ends where the window does
   */
  public int find(ByteBuffer window, boolean endsFile) {
    ByteBuffer bytes = window.duplicate().order(order);
    int last = bytes.limit() - PcapRecord.STANDARD.headerBytes;
    for (int start = 0; start <= last; start++) {
      if (isChain(bytes, start, endsFile)) {
        return start;
      }
    }
    return -1;
  }

  private boolean isChain(ByteBuffer bytes, int start, boolean endsFile) {
    int at = start;
    int seconds = bytes.getInt(start);
    for (int i = 0; i < CHAIN; i++) {
      if (at == bytes.limit() && endsFile) {
        return true;
      }
      if (bytes.limit() - at < PcapRecord.STANDARD.headerBytes) {
        return i >= SHORT_CHAIN && !endsFile;
      }
      int captured = bytes.getInt(at + 8);
      if (!isSensible(bytes, at, captured, seconds)) {
        return false;
      }
      seconds = bytes.getInt(at);
      at += PcapRecord.STANDARD.headerBytes + captured;
      if (at > bytes.limit()) {
        return i >= SHORT_CHAIN && !endsFile;
      }
    }
    return true;
  }

  private boolean isSensible(ByteBuffer bytes, int at, int captured, int secondsBefore) {
    int fraction = bytes.getInt(at + 4);
    int wire = bytes.getInt(at + 12);
    long gap = (bytes.getInt(at) & 0xFFFFFFFFL) - (secondsBefore & 0xFFFFFFFFL);
    return fraction >= 0
        && fraction < fractions
        && captured > 0
        && captured <= mostCaptured
        && wire >= captured
        && wire <= MAX_WIRE_LENGTH
        && Math.abs(gap) <= MAX_GAP_SECONDS;
  }
}
