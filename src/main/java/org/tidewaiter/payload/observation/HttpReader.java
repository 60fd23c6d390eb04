package org.tidewaiter.payload.observation;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;

/** Reads HTTP/1 requests (RFC 9112 section 3) and SSDP messages, which look like them. */
final class HttpReader {
  private static final String RESPONSE = "HTTP/1.";

  private HttpReader() {}

  static boolean wants(ByteBuffer bytes, int offset, int captured) {
    // All methods are upper case; a response begins with HTTP, and so does none of them.
    return captured >= 4
        && bytes.get(offset) >= 'A'
        && bytes.get(offset) <= 'Z'
        && bytes.getInt(offset) != 0x48545450;
  }

  static boolean wantsSsdp(ByteBuffer bytes, int offset, int captured) {
    return captured >= 4 && bytes.get(offset) >= 'A' && bytes.get(offset) <= 'Z';
  }

  static boolean read(Cursor payload, Envelope envelope, List<Observation> found) {
    TextLines lines = new TextLines(payload);
    if (!lines.next()) {
      return true;
    }
    String first = lines.text();
    int space = first.indexOf(' ');
    if (space <= 0) {
      return true;
    }
    String method = ObservationText.printable(first.substring(0, space));
    int targetEnd = first.indexOf(' ', space + 1);
    String target =
        ObservationText.printable(
            first.substring(space + 1, targetEnd < 0 ? first.length() : targetEnd));
    boolean whole = lines.isWhole();
    String host = field(lines, "host:", "");
    found.add(new HttpRequest(envelope, method, target, host));
    return whole;
  }

  static boolean readSsdp(Cursor payload, Envelope envelope, List<Observation> found) {
    TextLines lines = new TextLines(payload);
    if (!lines.next()) {
      return true;
    }
    String first = lines.text();
    int space = first.indexOf(' ');
    if (space <= 0) {
      return true;
    }
    int wordStart = first.startsWith(RESPONSE) ? space + 1 : 0;
    int wordEnd = first.indexOf(' ', wordStart);
    String method =
        ObservationText.printable(
            first.substring(wordStart, wordEnd < 0 ? first.length() : wordEnd));
    int headers = payload.index;
    String searchTarget = field(lines, "st:", "nt:");
    payload.index = headers;
    String uniqueName = field(lines, "usn:", "");
    found.add(new SsdpMessage(envelope, method, searchTarget, uniqueName));
    return true;
  }

  /** Value of the first header field with one of two names (lower case, with colon), or empty. */
  private static String field(TextLines lines, String name, String otherName) {
    while (lines.next()) {
      String line = lines.text();
      if (line.isEmpty()) {
        break;
      }
      String lower = line.toLowerCase(Locale.ROOT);
      boolean other = !otherName.isEmpty() && lower.startsWith(otherName);
      if (other || lower.startsWith(name)) {
        int from = other ? otherName.length() : name.length();
        while (from < line.length() && line.charAt(from) == ' ') {
          from++;
        }
        return lines.escaped(from);
      }
    }
    return "";
  }
}
