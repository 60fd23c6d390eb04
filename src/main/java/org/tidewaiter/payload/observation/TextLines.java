package org.tidewaiter.payload.observation;

/** Walks the lines of a text message: each ends with CRLF or LF. */
final class TextLines {
  /** Bytes of one line that are looked at; the rest of a longer one is skipped. */
  static final int MAX_LINE_LENGTH = 1024;

  private final Cursor payload;
  private int start;
  private int end;

  TextLines(Cursor payload) {
    this.payload = payload;
  }

  /** Goes to the next line; false if there is none. The last one may lack its end. */
  boolean next() {
    if (!payload.has(1)) {
      return false;
    }
    start = payload.index;
    int index = start;
    while (index < payload.end && payload.bytes.get(index) != '\n') {
      index++;
    }
    payload.index = Math.min(index + 1, payload.end);
    end = index > start && payload.bytes.get(index - 1) == '\r' ? index - 1 : index;
    return true;
  }

  /** Whether the current line was closed by a line feed. */
  boolean isWhole() {
    return payload.index > start && payload.bytes.get(payload.index - 1) == '\n';
  }

  /** The current line, bytes above 127 as {@code ?}, at most {@link #MAX_LINE_LENGTH} of them. */
  String text() {
    int last = Math.min(end, start + MAX_LINE_LENGTH);
    StringBuilder text = new StringBuilder(last - start);
    for (int index = start; index < last; index++) {
      byte octet = payload.bytes.get(index);
      text.append(octet >= 0 ? (char) octet : '?');
    }
    return text.toString();
  }

  /** The current line from the given position in it on, escaped and bounded. */
  String escaped(int from) {
    return ObservationText.of(payload.bytes, Math.min(start + from, end), end);
  }
}
