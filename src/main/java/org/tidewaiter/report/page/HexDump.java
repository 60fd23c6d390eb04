package org.tidewaiter.report.page;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds bytes written as hex within evidence, so that they can be laid out like Wireshark's byte
 * pane: {@code 05 00 0b 03 …} or one unbroken run of digits.
 */
final class HexDump {
  /** Fewer bytes than this stay in the sentence. */
  static final int MIN_BYTES = 8;

  private static final int BYTES_PER_LINE = 16;

  /** A piece of evidence: words, or bytes where {@code bytes} is not null. */
  record Piece(String words, byte[] bytes) {}

  private HexDump() {}

  static List<Piece> split(String evidence) {
    List<Piece> pieces = new ArrayList<>();
    int wordsStart = 0;
    int i = 0;
    while (i < evidence.length()) {
      boolean startsWord = i == 0 || !Character.isLetterOrDigit(evidence.charAt(i - 1));
      int end = startsWord ? hexEnd(evidence, i) : i;
      byte[] bytes = end > i ? bytes(evidence, i, end) : null;
      if (bytes == null || bytes.length < MIN_BYTES) {
        i++;
        continue;
      }
      addWords(pieces, evidence.substring(wordsStart, i));
      pieces.add(new Piece("", bytes));
      wordsStart = end;
      i = end;
    }
    addWords(pieces, evidence.substring(wordsStart));
    return pieces;
  }

  /** Adds words without the punctuation that joined them to the bytes before. */
  private static void addWords(List<Piece> pieces, String words) {
    int start = 0;
    while (start < words.length() && " ,;.".indexOf(words.charAt(start)) >= 0) {
      start++;
    }
    String rest = words.substring(start).strip();
    if (!rest.isEmpty()) {
      pieces.add(new Piece(rest, null));
    }
  }

  /** Lines of offset, hex and printable ASCII. */
  static String layOut(byte[] bytes) {
    StringBuilder out = new StringBuilder();
    for (int line = 0; line < bytes.length; line += BYTES_PER_LINE) {
      out.append(line == 0 ? "" : "\n");
      String offset = Integer.toHexString(line);
      out.append("0000".substring(Math.min(4, offset.length()))).append(offset).append(' ');
      StringBuilder ascii = new StringBuilder();
      for (int i = line; i < line + BYTES_PER_LINE; i++) {
        out.append(i % 8 == 0 ? "  " : " ");
        if (i < bytes.length) {
          int b = bytes[i] & 0xff;
          out.append(Character.forDigit(b >> 4, 16)).append(Character.forDigit(b & 15, 16));
          ascii.append(b >= 0x20 && b < 0x7f ? (char) b : '.');
        } else {
          out.append("  ");
        }
      }
      out.append("  ").append(ascii);
    }
    return out.toString();
  }

  /** End of the run of hex pairs that starts here, or the start where there is none. */
  private static int hexEnd(String text, int start) {
    int i = start;
    int end = start;
    boolean spaced = false;
    while (i + 1 < text.length() && isHex(text.charAt(i)) && isHex(text.charAt(i + 1))) {
      i += 2;
      end = i;
      if (i < text.length() && text.charAt(i) == ' ' && (spaced || i == start + 2)) {
        spaced = true;
        i++;
      } else if (spaced) {
        break;
      }
    }
    boolean endsWord = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
    return endsWord && (end == text.length() || text.charAt(end) != '-') ? end : start;
  }

  private static byte[] bytes(String text, int from, int to) {
    byte[] bytes = new byte[to - from];
    int count = 0;
    for (int i = from; i < to; i++) {
      if (text.charAt(i) != ' ') {
        int high = Character.digit(text.charAt(i), 16);
        int low = Character.digit(text.charAt(++i), 16);
        bytes[count++] = (byte) (high << 4 | low);
      }
    }
    return java.util.Arrays.copyOf(bytes, count);
  }

  private static boolean isHex(char c) {
    return c < 0x80 && Character.digit(c, 16) >= 0;
  }
}
