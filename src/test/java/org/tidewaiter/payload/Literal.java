package org.tidewaiter.payload;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Writes payloads the way a hex dump is read: pairs of hex digits, {@code 'text'} in quotes (with
 * {@code \r} and {@code \n}), {@code 00*12} for twelve zeros.
 */
public final class Literal {
  private static final int MOST_REPEATED = 10_000;

  private Literal() {}

  /** The bytes of a literal. */
  public static byte[] bytes(String literal) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int index = 0;
    while (index < literal.length()) {
      char letter = literal.charAt(index);
      if (Character.isWhitespace(letter)) {
        index++;
      } else if (letter == '\'') {
        int end = literal.indexOf('\'', index + 1);
        out.writeBytes(text(literal.substring(index + 1, end)));
        index = end + 1;
      } else {
        int octet = HexFormat.fromHexDigits(literal, index, index + 2);
        index += 2;
        int count = 1;
        if (index < literal.length() && literal.charAt(index) == '*') {
          int end = index + 1;
          while (end < literal.length() && Character.isDigit(literal.charAt(end))) {
            end++;
          }
          count = Integer.parseInt(literal, index + 1, end, 10);
          if (count > MOST_REPEATED) {
            throw new IllegalArgumentException(
                "a space is missing after " + literal.substring(index));
          }
          index = end;
        }
        for (int i = 0; i < count; i++) {
          out.write(octet);
        }
      }
    }
    return out.toByteArray();
  }

  /** A buffer that ends with the literal's last byte: reading beyond it is an exception. */
  public static ByteBuffer buffer(byte[] bytes, int offset) {
    ByteBuffer buffer = ByteBuffer.allocate(offset + bytes.length);
    buffer.put(offset, bytes);
    return buffer;
  }

  private static byte[] text(String text) {
    return text.replace("\\r", "\r").replace("\\n", "\n").getBytes(StandardCharsets.ISO_8859_1);
  }
}
