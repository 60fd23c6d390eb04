package org.tidewaiter.report.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.tidewaiter.detect.Detection;
import org.tidewaiter.detect.DetectionGuide;
import org.tidewaiter.report.CsvTable;

/**
 * What a kind of finding means and what to do about it.
 *
 * @param means what the detection sees and why that matters
 * @param check harmless causes to rule out first, as a clause that begins with "whether"
 * @param next what to look at next
 * @param group the group of networks.csv in which a legitimate host is declared; empty where none
 * @param member which side is declared there, {@code server} or {@code client}
 */
record Advice(String means, String check, String next, String group, String member) {
  private static final Advice NONE = new Advice("", "", "", "", "");

  /** The advice of the detections' own guide and of {@code advice.csv}, by detection. */
  static Map<String, Advice> load() {
    DetectionGuide guide = new DetectionGuide();
    Map<String, Advice> advice = new HashMap<>();
    for (Detection detection : Detection.values()) {
      DetectionGuide.Entry entry = guide.of(detection);
      advice.put(detection.id(), new Advice(entry.means(), entry.check(), "", "", ""));
    }
    try (CsvTable table =
        new CsvTable("advice.csv", Advice.class.getResourceAsStream("advice.csv"))) {
      while (table.next()) {
        String detection = table.text("detection");
        Advice known = advice.getOrDefault(detection, NONE);
        String next = table.text("next");
        advice.put(
            detection,
            new Advice(known.means, known.check, next, table.text("group"), table.text("member")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return advice;
  }

  /** The advice for one detection; empty fields where there is none of its own. */
  static Advice of(Map<String, Advice> all, String detection) {
    return all.getOrDefault(detection, NONE);
  }
}
