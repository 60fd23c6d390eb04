package org.tidewaiter.rules;

import java.util.Locale;

/**
 * Recognises what spreadsheets make of ports and networks when they take them for something else.
 */
public final class SpreadsheetDamage {
  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

  private SpreadsheetDamage() {}

  /**
   * What a spreadsheet did to a number.
   *
   * @return the end of a message that quotes the cell, or null where nothing is recognised
   */
  public static String ofNumber(String cell) {
    if (isScientific(cell)) {
      return "looks like a number a spreadsheet rounded; format the column as text and write the"
          + " number in full";
    }
    if (isDate(cell)) {
      return "looks like a date a spreadsheet made of a number; format the column as text";
    }
    int dot = cell.indexOf('.');
    if (dot > 0 && isDigits(cell.substring(0, dot)) && isZeros(cell.substring(dot + 1))) {
      return "has decimals; write " + cell.substring(0, dot);
    }
    String digits = cell.replace(",", "").replace(".", "").replace(" ", "").replace("'", "");
    if (!digits.equals(cell) && isDigits(digits)) {
      return "has a thousands separator; write " + digits;
    }
    return spreadsheetError(cell);
  }

  /** What a spreadsheet did to an address or network; null where nothing is recognised. */
  public static String ofNetwork(String cell) {
    int dash = cell.indexOf('-');
    if (dash > 0 && isDate(cell)) {
      String first = cell.substring(0, dash);
      String second = cell.substring(dash + 1);
      if (isDigits(first) && month(second) > 0) {
        String network = first + ".0.0.0/" + month(second);
        return "looks like a date a spreadsheet made of "
            + first
            + "/"
            + month(second)
            + "; write "
            + network;
      }
      return "looks like a date a spreadsheet made of a network; write it in full, as 10.0.0.0/8";
    }
    if (isDate(cell)) {
      return "looks like a date a spreadsheet made of a network; write it in full, as 10.0.0.0/8";
    }
    if (isScientific(cell)) {
      return "looks like a number a spreadsheet rounded; write the network in full, as 10.0.0.0/8";
    }
    return spreadsheetError(cell);
  }

  private static String spreadsheetError(String cell) {
    return cell.startsWith("#") && (cell.endsWith("!") || cell.endsWith("?") || cell.equals("#N/A"))
        ? "is an error value of a spreadsheet"
        : null;
  }

  /** {@code 1.00E+05}, {@code 1,00E+05}, {@code 1E5}. */
  private static boolean isScientific(String cell) {
    String upper = cell.toUpperCase(Locale.ROOT);
    int e = upper.indexOf('E');
    if (e <= 0) {
      return false;
    }
    String mantissa = upper.substring(0, e).replace(".", "").replace(",", "");
    String exponent = upper.substring(e + 1).replace("+", "").replace("-", "");
    return isDigits(mantissa) && isDigits(exponent);
  }

  /** {@code 10-Aug}, {@code Aug-10}, {@code 10.08.2026}, {@code 10/08/2026}, {@code 2026-08-10}. */
  private static boolean isDate(String cell) {
    int dash = cell.indexOf('-');
    if (dash > 0 && cell.indexOf('-', dash + 1) < 0) {
      String first = cell.substring(0, dash);
      String second = cell.substring(dash + 1);
      return (isDigits(first) && month(second) > 0) || (month(first) > 0 && isDigits(second));
    }
    for (char separator : new char[] {'-', '/', '.'}) {
      int one = cell.indexOf(separator);
      int two = cell.indexOf(separator, one + 1);
      if (one > 0
          && two > one
          && cell.indexOf(separator, two + 1) < 0
          && isDigits(cell.substring(0, one))
          && isDigits(cell.substring(one + 1, two))
          && isDigits(cell.substring(two + 1))
          && (one == 4 || cell.length() - two - 1 == 4)) {
        return true;
      }
    }
    return false;
  }

  /** Number of an English month by its first three letters, or 0. */
  private static int month(String text) {
    if (text.length() < 3 || !Character.isLetter(text.charAt(2))) {
      return 0;
    }
    int at = MONTHS.indexOf(text.substring(0, 3).toLowerCase(Locale.ROOT));
    return at >= 0 && at % 3 == 0 ? at / 3 + 1 : 0;
  }

  private static boolean isZeros(String text) {
    return isDigits(text) && text.replace("0", "").isEmpty();
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
