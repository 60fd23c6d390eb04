package org.tidewaiter.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The settings of the detections: whether each is enabled, how severe its findings are, and its
 * thresholds.
 *
 * <p>The shipped detections.csv declares every setting there is and, by the form of its value, the
 * kind of each; a site changes values and cannot invent settings. Asking for a setting that is not
 * declared, or as another kind, is a mistake of ours and throws {@link IllegalArgumentException}.
 */
public final class DetectionSettings {
  private final Map<String, Map<String, Setting>> settings = new LinkedHashMap<>();

  /** What a value is, as its shipped form tells. */
  enum Kind {
    SWITCH("true or false"),
    SEVERITY("info, low, medium, high or critical"),
    DURATION("a duration"),
    NUMBER("a whole number"),
    TEXT("text");

    final String description;

    Kind(String description) {
      this.description = description;
    }
  }

  /**
   * One row of detections.csv.
   *
   * @param detection id of the detection
   * @param name name of the setting
   * @param kind what its value is
   * @param value its value as written
   * @param amount a duration in nanoseconds, a number, 1 for true; else 0
   * @param location where it was last set, {@code detections.csv:9}
   */
  record Setting(
      String detection, String name, Kind kind, String value, long amount, String location) {}

  DetectionSettings() {}

  void put(Setting setting) {
    Map<String, Setting> ofDetection = settings.get(setting.detection());
    if (ofDetection == null) {
      ofDetection = new LinkedHashMap<>();
      settings.put(setting.detection(), ofDetection);
    }
    ofDetection.put(setting.name(), setting);
  }

  /** The setting, or null where it is not declared. */
  Setting find(String detection, String name) {
    Map<String, Setting> ofDetection = settings.get(detection);
    return ofDetection == null ? null : ofDetection.get(name);
  }

  /** Ids of all detections, in the order of the shipped file. */
  public Set<String> detections() {
    return Collections.unmodifiableSet(settings.keySet());
  }

  /** Names of a detection's settings, in the order of the shipped file. */
  public Set<String> settingsOf(String detection) {
    Map<String, Setting> ofDetection = settings.get(detection);
    return ofDetection == null
        ? Set.of()
        : Collections.unmodifiableSet(new LinkedHashSet<>(ofDetection.keySet()));
  }

  /** Whether a detection is to speak. */
  public boolean enabled(String detection) {
    return isOn(detection, "enabled");
  }

  /** The setting {@code severity} of a detection. */
  public Severity severity(String detection) {
    return severity(detection, "severity");
  }

  /** A setting that is a severity. */
  public Severity severity(String detection, String name) {
    return Severity.ofLabel(get(detection, name, Kind.SEVERITY).value());
  }

  /** A setting that is true or false. */
  public boolean isOn(String detection, String name) {
    return get(detection, name, Kind.SWITCH).amount() == 1;
  }

  /** A setting that is a duration, in nanoseconds. */
  public long durationNanos(String detection, String name) {
    return get(detection, name, Kind.DURATION).amount();
  }

  /** A setting that is a whole number. */
  public long number(String detection, String name) {
    return get(detection, name, Kind.NUMBER).amount();
  }

  /** The value of any setting, as written. */
  public String text(String detection, String name) {
    return get(detection, name, null).value();
  }

  /** Where a setting was last set: {@code detections.csv:9}. */
  public String location(String detection, String name) {
    return get(detection, name, null).location();
  }

  private Setting get(String detection, String name, Kind kind) {
    Setting setting = find(detection, name);
    if (setting == null || (kind != null && setting.kind() != kind)) {
      throw new IllegalArgumentException(
          "rules/detections.csv declares no " + kind + " '" + name + "' of '" + detection + "'");
    }
    return setting;
  }
}
