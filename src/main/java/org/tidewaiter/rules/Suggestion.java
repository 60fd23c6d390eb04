package org.tidewaiter.rules;

import java.util.Locale;

/** Finds what somebody probably meant to write. */
public final class Suggestion {
  private Suggestion() {}

  /**
   * Ends a message: {@code "; did you mean 'udp'?"}, or nothing where no candidate is near.
   *
   * @param written what stands in the file
   * @param candidates what could stand there; of equally near ones the one with the same first
   *     letter is told, else the alphabetically first
   */
  public static String didYouMean(String written, Iterable<String> candidates) {
    String nearest = nearest(written, candidates);
    return nearest == null ? "" : "; did you mean '" + nearest + "'?";
  }

  /** The nearest candidate, or null where none is near enough to be a slip of the pen. */
  public static String nearest(String written, Iterable<String> candidates) {
    String lower = written.toLowerCase(Locale.ROOT);
    int limit = Math.max(1, lower.length() / 3);
    String nearest = null;
    for (String candidate : candidates) {
      int distance = distance(lower, candidate.toLowerCase(Locale.ROOT), limit);
      if (distance < 0) {
        continue;
      }
      if (nearest == null || distance < limit || isBetter(candidate, nearest, lower)) {
        nearest = candidate;
        limit = distance;
      }
    }
    return nearest;
  }

  /** Of two equally near ones: the one that begins as written, then the alphabetically first. */
  private static boolean isBetter(String candidate, String nearest, String written) {
    boolean candidateBegins = !written.isEmpty() && candidate.startsWith(written.substring(0, 1));
    boolean nearestBegins = !written.isEmpty() && nearest.startsWith(written.substring(0, 1));
    return candidateBegins == nearestBegins ? candidate.compareTo(nearest) < 0 : candidateBegins;
  }

  /**
   * Edits (insert, delete, replace, swap of neighbours) that turn one text into the other, or -1
   * when more than the limit are needed.
   */
  static int distance(String a, String b, int limit) {
    if (Math.abs(a.length() - b.length()) > limit) {
      return -1;
    }
    int[] before = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replace, Math.min(last[j], row[j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      int[] free = before;
      before = last;
      last = row;
      row = free;
    }
    return last[b.length()] <= limit ? last[b.length()] : -1;
  }
}
