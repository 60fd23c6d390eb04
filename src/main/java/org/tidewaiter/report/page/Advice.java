package org.tidewaiter.report.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/**
 * What to think of and do about a kind of finding.
 *
 * @param innocent harmless causes to rule out first; empty where none is known
 * @param next what to look at next
 * @param group the group of networks.csv in which a legitimate server is declared; may be empty
 */
record Advice(String innocent, String next, String group) {
  private static final Advice GENERAL = new Advice("", "", "");

  /** The advice of {@code advice.csv} by detection. */
  static Map<String, Advice> load() {
    Map<String, Advice> advice = new HashMap<>();
    try (CsvTable table =
        new CsvTable("advice.csv", Advice.class.getResourceAsStream("advice.csv"))) {
      while (table.next()) {
        advice.put(
            table.text("detection"),
            new Advice(table.text("innocent"), table.text("next"), table.text("group")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return advice;
  }

  /** The advice for one detection; empty fields where there is none of its own. */
  static Advice of(Map<String, Advice> all, String detection) {
    return all.getOrDefault(detection, GENERAL);
  }
}
