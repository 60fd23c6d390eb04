package org.tidewaiter.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.rules.RuleException;

class DetectionSettingsTest {
  @TempDir Path directory;

  @Test
  void shippedValues() {
    DetectionSettings settings = RuleSet.shipped().detections();
    assertTrue(settings.enabled("kms-retry"));
    assertFalse(settings.enabled("new-service"));
    assertEquals(Severity.CRITICAL, settings.severity("kms-internet-exposed"));
    assertEquals(Severity.LOW, settings.severity("kms-internet-exposed", "attempt_severity"));
    assertEquals(7_200_000_000_000L, settings.durationNanos("kms-retry", "interval"));
    assertEquals(3, settings.number("kms-retry", "min_attempts"));
    assertEquals("2h", settings.text("kms-retry", "interval"));
    assertTrue(settings.location("kms-retry", "interval").endsWith(" (shipped)"));
  }

  @Test
  void aSiteChangesOneValueAndLeavesTheOthers() throws RuleException {
    DetectionSettings settings =
        new RuleFixture(directory)
            .detections("kms-retry,interval,30m", "kms-retry,enabled,false")
            .overShipped()
            .detections();
    assertEquals(1_800_000_000_000L, settings.durationNanos("kms-retry", "interval"));
    assertEquals("detections.csv:2", settings.location("kms-retry", "interval"));
    assertFalse(settings.enabled("kms-retry"));
    assertEquals(3, settings.number("kms-retry", "min_attempts"));
    assertTrue(settings.enabled("kms-udp"));
  }

  @Test
  void withoutTheShippedRulesOnlyWhatIsEnabledSpeaks() throws RuleException {
    DetectionSettings settings =
        new RuleFixture(directory).detections("kms-retry,enabled,true").alone().detections();
    assertTrue(settings.enabled("kms-retry"));
    assertEquals(3, settings.number("kms-retry", "min_attempts"));
    assertFalse(settings.enabled("kms-udp"));
  }

  @Test
  void askingForWhatIsNotDeclaredIsAMistakeOfOurs() {
    DetectionSettings settings = RuleSet.shipped().detections();
    assertThrows(IllegalArgumentException.class, () -> settings.enabled("nothing"));
    assertThrows(IllegalArgumentException.class, () -> settings.number("kms-retry", "interval"));
    assertThrows(IllegalArgumentException.class, () -> settings.text("kms-retry", "intervall"));
  }

  @ParameterizedTest
  @CsvSource({
    "0s, 0",
    "250ms, 250000000",
    "30s, 30000000000",
    "10m, 600000000000",
    "2h, 7200000000000",
    "7d, 604800000000000"
  })
  void durations(String text, long nanos) {
    assertEquals(nanos, Durations.parseNanos(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "h", "2", "2 h", "-2h", "2.5h", "2H", "2w", "999999999999999999d"})
  void noDurations(String text) {
    assertEquals(-1, Durations.parseNanos(text));
  }

  @ParameterizedTest
  @CsvSource({
    "two hours, 2h",
    "10 Minutes, 10m",
    "10min, 10m",
    "5 sec, 5s",
    "100 ms, 100ms",
    "100 milliseconds, 100ms",
    "3 days, 3d",
    "2 weeks, 14d"
  })
  void whatSomebodyMeant(String text, String duration) {
    assertEquals(duration, Durations.guess(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "hours", "two", "2 months", "12"})
  void whatNobodyCanTell(String text) {
    assertNull(Durations.guess(text));
  }
}
