package org.tidewaiter.report.page;

/**
 * Builds HTML. Markup of ours goes in by {@link #raw}, everything else by {@link #text} and {@link
 * #attribute}, which escape it, cut it and make invisible characters visible: a host name may hold
 * markup, a screenful of accents or marks that turn the reading direction round.
 */
final class Html {
  /** Longest string shown where no other limit is given; the reports have the whole. */
  static final int MAX_TEXT = 200;

  private final StringBuilder out = new StringBuilder(1 << 16);

  /** Appends markup that this program wrote. */
  Html raw(String markup) {
    out.append(markup);
    return this;
  }

  Html raw(long number) {
    out.append(number);
    return this;
  }

  Html text(String hostile) {
    return text(hostile, MAX_TEXT);
  }

  /** Appends a string as text, cut to a number of characters. */
  Html text(String hostile, int maxLength) {
    int end = escape(hostile, maxLength, "<span class=\"ctl\">", "</span>");
    if (end < hostile.length()) {
      out.append("<span class=\"cut\">… ").append(Words.count(hostile.length() - (long) end));
      out.append(" more characters in the CSV report</span>");
    }
    return this;
  }

  /** Appends {@code name="value"}. */
  Html attribute(String name, String hostile) {
    return attribute(name, hostile, MAX_TEXT);
  }

  Html attribute(String name, String hostile, int maxLength) {
    out.append(' ').append(name).append("=\"");
    int end = escape(hostile, maxLength, "⟨", "⟩");
    out.append(end < hostile.length() ? "…\"" : "\"");
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }

  private int escape(String text, int maxLength, String before, String after) {
    int i = 0;
    while (i < text.length() && i < maxLength) {
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
      i += Character.charCount(c);
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
