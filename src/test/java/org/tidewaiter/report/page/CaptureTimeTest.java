package org.tidewaiter.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CaptureTimeTest {
  @Test
  void agreesWithTheLibrary() {
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      long nanos = random.nextInt(1_000_000_000);
      Instant instant =
          Instant.ofEpochSecond(random.nextLong(-62_135_596_800L, 253_402_300_799L), nanos);
      assertEquals(
          instant.toEpochMilli(), CaptureTime.millis(instant.toString()), instant::toString);
    }
  }

  @Test
  void readsEveryPrecision() {
    assertEquals(0, CaptureTime.millis("1970-01-01T00:00:00Z"));
    assertEquals(100, CaptureTime.millis("1970-01-01T00:00:00.1Z"));
    assertEquals(120, CaptureTime.millis("1970-01-01T00:00:00.12Z"));
    assertEquals(123, CaptureTime.millis("1970-01-01T00:00:00.123Z"));
    assertEquals(123, CaptureTime.millis("1970-01-01T00:00:00.123999999Z"));
  }

  @Test
  void whatIsNoTimeIsNone() {
    String time = "2026-03-02T08:00:00.123456789Z";
    for (int length = 0; length < time.length(); length++) {
      assertEquals(CaptureTime.NONE, CaptureTime.millis(time.substring(0, length)));
    }
    assertEquals(CaptureTime.NONE, CaptureTime.millis("2026-13-02T08:00:00Z"));
    assertEquals(CaptureTime.NONE, CaptureTime.millis("2026-0x-02T08:00:00Z"));
    assertEquals(CaptureTime.NONE, CaptureTime.millis("2026-03-02T08:00:00.x23Z"));
  }

  @Test
  void showsMillisecondsOrSeconds() {
    assertEquals("2026-03-02 08:00:00.123", CaptureTime.display("2026-03-02T08:00:00.123456789Z"));
    assertEquals("2026-03-02 08:00:00", CaptureTime.display("2026-03-02T08:00:00Z"));
    assertEquals("2026-03-02 08:00:00", CaptureTime.displaySeconds("2026-03-02T08:00:00.1Z"));
    assertEquals("soon", CaptureTime.display("soon"));
    assertEquals("", CaptureTime.displaySeconds(""));
  }
}
