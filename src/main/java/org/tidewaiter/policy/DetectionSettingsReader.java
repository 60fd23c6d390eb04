package org.tidewaiter.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tidewaiter.policy.DetectionSettings.Kind;
import org.tidewaiter.policy.DetectionSettings.Setting;
import org.tidewaiter.rules.Columns;
import org.tidewaiter.rules.Problems;
import org.tidewaiter.rules.RuleDirectory;
import org.tidewaiter.rules.RuleFile;
import org.tidewaiter.rules.RuleRow;
import org.tidewaiter.rules.Suggestion;

/** Reads detections.csv: the shipped file declares the settings, a site's file changes them. */
final class DetectionSettingsReader {
  /** Name of the rule file. */
  static final String FILE = "detections.csv";

  static final int DETECTION = 0;
  static final int SETTING = 1;
  static final int VALUE = 2;
  static final int COMMENT = 3;

  static final Columns COLUMNS =
      new Columns(List.of("detection", "setting", "value", "comment"), 3);
  private static final List<String> SWITCHES = List.of("true", "false");

  private final DetectionSettings settings = new DetectionSettings();
  private final Problems problems;

  private DetectionSettingsReader(Problems problems) {
    this.problems = problems;
  }

  /**
   * Reads the settings. Without the shipped rules ({@code --rules-only}) the thresholds keep their
   * shipped values, but only detections that the directory enables are.
   */
  static DetectionSettings read(RuleDirectory directory, Problems problems) {
    DetectionSettingsReader reader = new DetectionSettingsReader(problems);
    RuleFile shipped = directory.readShipped(FILE, COLUMNS, problems);
    Map<String, RuleRow> declared = new HashMap<>();
    for (RuleRow row : shipped.rows()) {
      if (reader.isRepeated(row, declared)) {
        continue;
      }
      Kind kind = kindOf(row.cell(VALUE));
      String value =
          !directory.withShipped() && row.cell(SETTING).equals("enabled")
              ? "false"
              : row.cell(VALUE);
      reader.put(row, kind, value);
    }
    for (RuleFile file : directory.readSite(FILE, COLUMNS, problems)) {
      Map<String, RuleRow> seen = new HashMap<>();
      for (RuleRow row : file.rows()) {
        if (!reader.isRepeated(row, seen)) {
          reader.change(row);
        }
      }
    }
    return reader.settings;
  }

  private boolean isRepeated(RuleRow row, Map<String, RuleRow> seen) {
    String key = row.cell(DETECTION).concat(" ").concat(row.cell(SETTING));
    RuleRow earlier = seen.put(key, row);
    if (earlier != null) {
      problems.error(
          row,
          "'"
              + row.cell(SETTING)
              + "' of '"
              + row.cell(DETECTION)
              + "' is already set in line "
              + earlier.line());
    }
    return earlier != null;
  }

  private void change(RuleRow row) {
    String detection = row.cell(DETECTION);
    String name = row.cell(SETTING);
    if (!settings.detections().contains(detection)) {
      problems.error(
          row,
          "unknown detection '"
              + detection
              + "'"
              + Suggestion.didYouMean(detection, settings.detections()));
      return;
    }
    Setting declared = settings.find(detection, name);
    if (declared == null) {
      problems.error(
          row,
          "'"
              + detection
              + "' has no setting '"
              + name
              + "'"
              + Suggestion.didYouMean(name, settings.settingsOf(detection)));
      return;
    }
    put(row, declared.kind(), row.cell(VALUE));
  }

  private void put(RuleRow row, Kind kind, String value) {
    long amount = amount(kind, value);
    if (amount < 0) {
      problems.error(row, "'" + value + "' is not " + kind.description + hint(kind, value, row));
      return;
    }
    settings.put(
        new Setting(row.cell(DETECTION), row.cell(SETTING), kind, value, amount, row.location()));
  }

  private static Kind kindOf(String value) {
    if (value.equals("true") || value.equals("false")) {
      return Kind.SWITCH;
    }
    if (Severity.ofLabel(value) != null) {
      return Kind.SEVERITY;
    }
    if (Durations.whole(value) >= 0) {
      return Kind.NUMBER;
    }
    return Durations.parseNanos(value) >= 0 ? Kind.DURATION : Kind.TEXT;
  }

  /** What a value amounts to, or -1 where it is not of its kind. */
  private static long amount(Kind kind, String value) {
    return switch (kind) {
      case SWITCH -> value.equals("true") ? 1 : value.equals("false") ? 0 : -1;
      case SEVERITY -> Severity.ofLabel(value) == null ? -1 : 0;
      case DURATION -> Durations.parseNanos(value);
      case NUMBER -> Durations.whole(value);
      case TEXT -> 0;
    };
  }

  private String hint(Kind kind, String value, RuleRow row) {
    switch (kind) {
      case SWITCH:
        return Suggestion.didYouMean(value, SWITCHES);
      case SEVERITY:
        return Suggestion.didYouMean(value, Severity.LABELS);
      case DURATION:
        String meant = Durations.guess(value);
        return meant == null
            ? "; write it as " + settings.text(row.cell(DETECTION), row.cell(SETTING))
            : "; write " + meant;
      default:
        return "; the shipped value is " + settings.text(row.cell(DETECTION), row.cell(SETTING));
    }
  }
}
