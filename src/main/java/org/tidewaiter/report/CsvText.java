package org.tidewaiter.report;

/**
 * Text cells that neither break the row nor run in a spreadsheet.
 *
 * <p>A cell that begins with {@code = + - @} or a tab would be taken for a formula: a single quote
 * goes in front, and a cell that begins with a single quote gets another, so that dropping one
 * leading quote always gives back the original. Control characters, which no cell needs, are
 * written as {@code \xNN} with the backslash doubled where it stood before.
 */
public final class CsvText {
  /** What a cell needs: nothing. */
  static final int NOTHING = 0;

  /** What a cell needs: quotes around it. */
  static final int QUOTES = 1;

  /** What a cell needs: to be {@link #cell} instead. */
  static final int REWRITING = 2;

  private static final int OF_ELLIPSIS = 4;

  // What each byte of UTF-8 lets its cell need.
  private static final byte[] NEEDS = new byte[256];

  static {
    for (int i = 0; i < NEEDS.length; i++) {
      boolean isHarmless = i >= ' ' && i < 0x7F && i != '"' && i != '\\';
      NEEDS[i] = (byte) (isHarmless ? NOTHING : REWRITING);
    }
    NEEDS[','] = QUOTES;
    NEEDS[0xE2] = OF_ELLIPSIS;
    NEEDS[0x80] = OF_ELLIPSIS;
    NEEDS[0xA6] = OF_ELLIPSIS;
  }

  private CsvText() {}

  /** What the cell for a text in UTF-8 needs, to be as {@link #cell} makes it. */
  static int needs(byte[] utf8, int length) {
    if (length == 0) {
      return NOTHING;
    }
    int needs = 0;
    for (int i = 0; i < length; i++) {
      needs |= NEEDS[utf8[i] & 0xFF];
    }
    boolean isAsItIs = needs <= QUOTES || (needs & REWRITING) == 0 && hasOnlyEllipses(utf8, length);
    return !isAsItIs || utf8[0] == ' ' || utf8[length - 1] == ' ' || runs((char) utf8[0])
        ? REWRITING
        : needs & QUOTES;
  }

  /** Whether all that is beyond ASCII are ellipses, which our own sentences have. */
  private static boolean hasOnlyEllipses(byte[] utf8, int length) {
    for (int i = 0; i < length; i++) {
      if (utf8[i] < 0) {
        if (i + 2 >= length
            || utf8[i] != (byte) 0xE2
            || utf8[i + 1] != (byte) 0x80
            || utf8[i + 2] != (byte) 0xA6) {
          return false;
        }
        i += 2;
      }
    }
    return true;
  }

  /** The cell for any text, quoted as RFC 4180 wants where needed. */
  public static String cell(String any) {
    boolean plain = true;
    for (int i = 0; i < any.length() && plain; i++) {
      char letter = any.charAt(i);
      plain = letter > ' ' && letter != ',' && letter != '"' && letter < 0x7F && letter != '\\';
    }
    if (plain && !runs(any)) {
      return any;
    }
    String clean = printable(any);
    String neutral = runs(clean) ? "'" + clean : clean;
    return needsQuotes(neutral) ? '"' + neutral.replace("\"", "\"\"") + '"' : neutral;
  }

  private static boolean runs(String text) {
    return !text.isEmpty() && runs(text.charAt(0));
  }

  /** Whether a spreadsheet would run a text that begins so. */
  static boolean runs(char first) {
    return switch (first) {
      case '=', '+', '-', '@', '\'', '\t', '\r' -> true;
      default -> false;
    };
  }

  private static boolean needsQuotes(String text) {
    return text.indexOf(',') >= 0
        || text.indexOf('"') >= 0
        || text.startsWith(" ")
        || text.endsWith(" ");
  }

  /** The text with controls and reordering marks written out, and backslashes doubled. */
  public static String printable(String any) {
    StringBuilder clean = new StringBuilder(any.length() + 8);
    for (int i = 0; i < any.length(); i++) {
      char letter = any.charAt(i);
      if (letter == '\\') {
        clean.append("\\\\");
      } else if (isHidden(letter)) {
        clean.append(letter < 0x100 ? "\\x" : "\\u");
        String digits = Integer.toHexString(letter);
        clean.append("0000", 0, (letter < 0x100 ? 2 : 4) - digits.length()).append(digits);
      } else {
        clean.append(letter);
      }
    }
    return clean.toString();
  }

  /** Controls, lone surrogates' kin and the marks that reorder text on screen. */
  private static boolean isHidden(char letter) {
    return Character.isISOControl(letter)
        || letter >= 0x200B && letter <= 0x200F
        || letter >= 0x2028 && letter <= 0x202E
        || letter >= 0x2060 && letter <= 0x206F
        || letter == 0xFEFF;
  }
}
