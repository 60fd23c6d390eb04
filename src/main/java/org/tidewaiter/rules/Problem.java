package org.tidewaiter.rules;

/**
 * One thing wrong with a rule file.
 *
 * @param error true when the file cannot be used, false for a warning
 * @param file name of the file, {@code services.csv}
 * @param line line counted from 1, or 0 where the whole file is meant
 * @param text what is wrong and what would be right
 */
public record Problem(boolean error, String file, int line, String text) {
  @Override
  public String toString() {
    return line == 0 ? file + ": " + text : file + ":" + line + ": " + text;
  }
}
