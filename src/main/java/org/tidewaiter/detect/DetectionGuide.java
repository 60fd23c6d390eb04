package org.tidewaiter.detect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tidewaiter.rules.Columns;
import org.tidewaiter.rules.Problems;
import org.tidewaiter.rules.RuleFileReader;
import org.tidewaiter.rules.RuleRow;

/**
 * What detections mean, for people: the texts of {@code guide.csv}, read when first asked for.
 *
 * <p>Immutable.
 */
public final class DetectionGuide {
  private static final String FILE = "guide.csv";
  private static final Columns COLUMNS =
      new Columns(
          List.of(
              "detection",
              "title",
              "means",
              "basis",
              "check",
              "technique",
              "next",
              "group",
              "member"),
          9);

  /** The texts of what has none. */
  public static final Entry NONE = new Entry("", "", "", "", "", "", "", "");

  /**
   * The texts of one detection.
   *
   * @param title with places for the facts in braces
   * @param means what it sees and why that matters
   * @param basis the fact about the service that it rests on
   * @param check the harmless causes to rule out first; empty where none is known
   * @param technique ATT&amp;CK technique, or empty where none is apt
   * @param next what to look at next; empty where there is nothing to add
   * @param group the group of networks.csv in which a legitimate host is declared; empty for none
   * @param member which side is declared there, {@code server} or {@code client}
   */
  public record Entry(
      String title,
      String means,
      String basis,
      String check,
      String technique,
      String next,
      String group,
      String member) {}

  private final Map<String, Entry> entries = new HashMap<>();

  /** Reads the texts that ship with the program. */
  public DetectionGuide() {
    Problems problems = new Problems();
    for (RuleRow row : RuleFileReader.read(FILE, true, bytes(), COLUMNS, problems).rows()) {
      entries.put(
          row.cell(0),
          new Entry(
              row.cell(1),
              row.cell(2),
              row.cell(3),
              row.cell(4),
              row.cell(5),
              row.cell(6),
              row.cell(7),
              row.cell(8)));
    }
    if (problems.errors() > 0) {
      throw new IllegalStateException(problems.sorted().get(0).toString());
    }
  }

  private static byte[] bytes() {
    try (InputStream in = DetectionGuide.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its own ".concat(FILE));
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The texts of a detection. */
  public Entry of(Detection detection) {
    return of(detection, 0);
  }

  /** The texts of a detection's variant, where that has some of its own, else the detection's. */
  Entry of(Detection detection, int variant) {
    Entry ofVariant =
        variant == 0 ? null : entries.get(detection.id() + "/" + Integer.toString(variant));
    return ofVariant != null ? ofVariant : entries.getOrDefault(detection.id(), NONE);
  }
}
