package org.tidewaiter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
  @ParameterizedTest
  @CsvSource({
    "1ms, 1000000",
    "90s, 90000000000",
    "5m, 300000000000",
    "2h, 7200000000000",
    "10000d, 864000000000000000"
  })
  void numbersAndUnits(String text, long nanos) {
    assertEquals(nanos, DurationText.nanos(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "s", "5 s", "-5s", "5.5s", "5w", "5S", "1234567890ms", "5s "})
  void whatIsNoDuration(String text) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> DurationText.nanos(text)).getMessage();
    assertTrue(message.startsWith("'" + text + "' is not a duration; write 90s"), message);
  }

  @Test
  void bounds() {
    assertThrows(IllegalArgumentException.class, () -> DurationText.nanos("0s"));
    assertThrows(IllegalArgumentException.class, () -> DurationText.nanos("10001d"));
    assertEquals(999_999_999_000_000L, DurationText.nanos("999999999ms"));
  }
}
