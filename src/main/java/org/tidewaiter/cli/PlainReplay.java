package org.tidewaiter.cli;

import java.nio.file.Path;

/**
 * Reads the words of a replay as they mostly are: captures, {@code --out}, {@code --force} and
 * {@code --quiet}. Picocli, which first describes all options to itself by reflection, takes longer
 * for that than reading a small capture does. Whatever else the words hold, mistakes above all, is
 * left to picocli.
 */
final class PlainReplay {
  private PlainReplay() {}

  /**
   * Reads the words of a command line.
   *
   * @param words all of them, the command first
   * @param command a new one; of no use where the words are not plain
   * @return whether they are plain, and the command has what picocli would have given it
   */
  static boolean read(String[] words, ReplayCommand command) {
    boolean withOut = false;
    for (int i = 1; i < words.length; i++) {
      boolean again = false;
      switch (words[i]) {
        case "--force" -> {
          again = command.force;
          command.force = true;
        }
        case "-q", "--quiet" -> {
          again = command.quiet;
          command.quiet = true;
        }
        case "-o", "--out" -> {
          if (withOut || i + 1 == words.length || !isPlain(words[i + 1])) {
            return false;
          }
          withOut = true;
          command.out = Path.of(words[++i]);
        }
        default -> {
          if (!isPlain(words[i])) {
            return false;
          }
          command.captures.add(words[i]);
        }
      }
      if (again) {
        return false;
      }
    }
    return !command.captures.isEmpty();
  }

  /** Whether a word means nothing but itself: it is no option, and no file of words. */
  private static boolean isPlain(String word) {
    return !word.isEmpty()
        && word.charAt(0) != '-'
        && word.charAt(0) != '@'
        && word.indexOf('\0') < 0;
  }
}
