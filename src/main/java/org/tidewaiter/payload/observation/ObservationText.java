package org.tidewaiter.payload.observation;

import java.nio.ByteBuffer;

/** Makes wire bytes a string that is safe to print: bounded, and escaped where not printable. */
final class ObservationText {
  /** Longest string kept of one wire field, in characters. */
  static final int MAX_LENGTH = 255;

  private static final String CUT = "…";
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private ObservationText() {}

  /** The bytes {@code from} to {@code end}, as ASCII; others as {@code \xHH}. */
  static String of(ByteBuffer bytes, int from, int end) {
    StringBuilder text = new StringBuilder(Math.min(MAX_LENGTH, Math.max(end - from, 0)) + 1);
    for (int index = from; index < end; index++) {
      if (text.length() >= MAX_LENGTH - 4) {
        return text.append(CUT).toString();
      }
      append(text, bytes.get(index) & 0xff);
    }
    return text.toString();
  }

  /** Appends one character or its escape; code points above 255 become {@code \}{@code uHHHH}. */
  static void append(StringBuilder text, int code) {
    if (code >= ' ' && code < 0x7f && code != '\\') {
      text.append((char) code);
    } else if (code == '\\') {
      text.append("\\\\");
    } else if (code > 0xff) {
      text.append("\\u").append(HEX[code >> 12 & 15]).append(HEX[code >> 8 & 15]);
      text.append(HEX[code >> 4 & 15]).append(HEX[code & 15]);
    } else {
      text.append("\\x").append(HEX[code >> 4]).append(HEX[code & 15]);
    }
  }

  /** A text of which every letter stands for one byte, escaped and bounded. */
  static String printable(String raw) {
    StringBuilder text = new StringBuilder(Math.min(MAX_LENGTH, raw.length()) + 1);
    for (int i = 0; i < raw.length(); i++) {
      if (text.length() >= MAX_LENGTH - 4) {
        return text.append(CUT).toString();
      }
      append(text, raw.charAt(i));
    }
    return text.toString();
  }

  /** Hex digits of a range, at most {@link #MAX_LENGTH} of them. */
  static String hex(ByteBuffer bytes, int from, int end) {
    int last = Math.min(end, from + MAX_LENGTH / 2);
    StringBuilder text = new StringBuilder(2 * Math.max(last - from, 0));
    for (int index = from; index < last; index++) {
      int octet = bytes.get(index) & 0xff;
      text.append(HEX[octet >> 4]).append(HEX[octet & 15]);
    }
    return text.toString();
  }
}
