package org.tidewaiter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What the progress line says. */
class ProgressTest {
  @Test
  void aFileOfKnownSizeHasAnEnd() {
    assertEquals(
        " 25 %  500 MB of 2.00 GB  3,000,000 packets, 1,500,000/s  0:06 left",
        Progress.line(500_000_000, 2_000_000_000, 3_000_000, 1_500_000, 2));
  }

  @Test
  void aPipeHasNone() {
    assertEquals(
        "12.00 GB  90,000,000 packets, 1,000/s  1:01:01",
        Progress.line(12_000_000_000L, -1, 90_000_000, 1000, 3661));
  }

  @Test
  void theLongestLineFitsATerminal() {
    String line =
        Progress.line(999_990_000_000L, 9_999_990_000_000L, 99_999_999_999L, 99_999_999, 1e9);
    assertTrue(line.length() < 100, line);
    assertTrue(
        Progress.line(99_990_000_000L, 999_990_000_000L, 999_999_999, 9_999_999, 1e5).length()
            < 80);
  }
}
