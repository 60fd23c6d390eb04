package org.tidewaiter.report.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds HTML. Markup of ours goes in by {@link #raw}, everything else by {@link #text} and {@link
 * #attribute}, which escape it, cut it and make invisible characters visible: a host name may hold
 * markup, a screenful of accents or marks that turn the reading direction round.
 */
final class Html {
  /** Most characters of an address, a name or another word; ours are shorter. */
  static final int MAX_WORD = 48;

  /** Most characters of a sentence or path. */
  static final int MAX_SENTENCE = 200;

  /** Characters that are collected before they become bytes: what the caches hold. */
  private static final int PIECE = 1 << 15;

  private final StringBuilder out = new StringBuilder(PIECE + 1024);
  private final List<byte[]> pieces = new ArrayList<>();

  /** Appends markup that this program wrote. */
  Html raw(String markup) {
    if (markup.length() >= PIECE) {
      endPiece();
      pieces.add(markup.getBytes(StandardCharsets.UTF_8));
      return this;
    }
    out.append(markup);
    if (out.length() >= PIECE) {
      endPiece();
    }
    return this;
  }

  Html raw(long number) {
    out.append(number);
    return this;
  }

  /** Appends a word as text. */
  Html text(String hostile) {
    return text(hostile, MAX_WORD);
  }

  /** Appends a string as text, cut to a number of characters. */
  Html text(String hostile, int maxLength) {
    int end = escape(hostile, maxLength, "<span class=\"ctl\">", "</span>");
    if (end < hostile.length()) {
      long left = hostile.length() - (long) end;
      out.append("<span class=\"cut\"> … and ").append(Words.count(left)).append(" more</span>");
    }
    return this;
  }

  /** Appends a string as text where no markup may stand, as within a title. */
  Html plain(String hostile, int maxLength) {
    int end = escape(hostile, maxLength, "⟨", "⟩");
    return end < hostile.length() ? raw("…") : this;
  }

  /** Appends {@code name="value"}. */
  Html attribute(String name, String hostile) {
    return raw(" ").raw(name).raw("=\"").plain(hostile, MAX_WORD).raw("\"");
  }

  private void endPiece() {
    pieces.add(out.toString().getBytes(StandardCharsets.UTF_8));
    out.setLength(0);
  }

  /** Writes all of it as UTF-8. */
  void writeTo(OutputStream target) throws IOException {
    endPiece();
    for (byte[] piece : pieces) {
      target.write(piece);
    }
  }

  @Override
  public String toString() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    endPiece();
    pieces.forEach(all::writeBytes);
    return all.toString(StandardCharsets.UTF_8);
  }

  /**
   * Appends characters until there are enough or, should they need much escaping, until what is
   * written is twice as long in bytes: the size of a page does not depend on what is in it.
   */
  private int escape(String text, int maxLength, String before, String after) {
    int start = out.length();
    int extra = 0;
    int i = 0;
    while (i < text.length() && i < maxLength && out.length() - start + extra < 2 * maxLength) {
      int room = 2 * maxLength - (out.length() - start + extra);
      int plainEnd = plainEnd(text, i, Math.min(maxLength, i + room));
      if (plainEnd > i) {
        out.append(text, i, plainEnd);
        i = plainEnd;
        continue;
      }
      int c = text.codePointAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> {
          if (isInvisible(c)) {
            out.append(before).append("U+").append(hex(c)).append(after);
          } else {
            out.appendCodePoint(c);
          }
        }
      }
      extra += c < 0x80 ? 0 : c < 0x800 ? 1 : 2;
      i += Character.charCount(c);
    }
    return i;
  }

  /** End of the characters from an index on that need no escaping, at most {@code most}. */
  private static int plainEnd(String text, int from, int most) {
    int end = Math.min(text.length(), most);
    int i = from;
    while (i < end) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '&' || c == '<' || c == '>' || c == '"' || c == '\'') {
        break;
      }
      i++;
    }
    return i;
  }

  /** Controls, direction and zero-width marks, lone surrogates, characters that stack on others. */
  private static boolean isInvisible(int c) {
    if (c < 0x300) {
      return c < 0x20 || (c >= 0x7f && c <= 0xa0) || c == 0xad;
    }
    return switch (Character.getType(c)) {
      case Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK ->
          true;
      default -> c == 0x3164 || c == 0x115f || c == 0x1160 || c == 0x3000;
    };
  }

  private static String hex(int codePoint) {
    String digits = Integer.toHexString(codePoint).toUpperCase(java.util.Locale.ROOT);
    return "0000".substring(Math.min(4, digits.length())) + digits;
  }
}
