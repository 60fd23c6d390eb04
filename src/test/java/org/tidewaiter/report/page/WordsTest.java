package org.tidewaiter.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.tidewaiter.flow.DirectionBasis;

class WordsTest {
  @Test
  void counts() {
    assertEquals("0", Words.count(0));
    assertEquals("999", Words.count(999));
    assertEquals("1,000", Words.count(1_000));
    assertEquals("-1,234,567", Words.count(-1_234_567));
    assertEquals("1 flow", Words.count(1, "flow"));
    assertEquals("2 flows", Words.count(2, "flow"));
    assertEquals("0 entries", Words.count(0, "entry"));
  }

  @Test
  void bytesHaveThreeDigits() {
    assertEquals("999 B", Words.bytes(999));
    assertEquals("1 kB", Words.bytes(1_000));
    assertEquals("1.23 kB", Words.bytes(1_234));
    assertEquals("12.3 kB", Words.bytes(12_345));
    assertEquals("123 kB", Words.bytes(123_456));
    assertEquals("1 MB", Words.bytes(999_999));
    assertEquals("9.22 EB", Words.bytes(Long.MAX_VALUE));
  }

  @Test
  void durationsHaveTwoUnits() {
    assertEquals("0 ms", Words.duration(0));
    assertEquals("999 ms", Words.duration(999));
    assertEquals("1.5 s", Words.duration(1_500));
    assertEquals("1 min 1 s", Words.duration(61_000));
    assertEquals("2 h 5 min", Words.duration(7_500_000));
    assertEquals("2 d", Words.duration(48 * 3_600_000L));
    assertEquals("3 d 1 h", Words.duration(73 * 3_600_000L));
  }

  @Test
  void everyDirectionBasisHasWords() {
    for (DirectionBasis basis : DirectionBasis.values()) {
      if (basis != DirectionBasis.NONE) {
        assertFalse(Words.basis(basis.label).isEmpty(), basis.label);
        assertFalse(Words.confidence(basis.label, "established").isEmpty(), basis.label);
      }
    }
  }

  @Test
  void aPortWithoutANameGoesByItsContent() {
    assertEquals("http", Words.service("http", "tls"));
    assertEquals("tls (by content)", Words.service("", "tls"));
    assertEquals("", Words.service("", ""));
  }
}
