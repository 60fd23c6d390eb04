package org.tidewaiter.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tidewaiter.policy.AddressText;
import org.tidewaiter.policy.RuleSet;

class TextBytesTest {
  private final TextBytes text = new TextBytes();

  @Test
  void numbersAreDecimal() {
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      long value = i < 2000 ? i : random.nextLong() >> random.nextInt(63);
      assertEquals(Long.toString(value), text.clear().number(value).toString());
    }
    for (long edge = 1; edge > 0 && edge <= Long.MAX_VALUE / 10; edge *= 10) {
      for (long value = edge - 1; value <= edge + 1; value++) {
        assertEquals(Long.toString(value), text.clear().number(value).toString());
      }
    }
    for (long value : new long[] {Long.MIN_VALUE, Long.MAX_VALUE, -1}) {
      assertEquals(Long.toString(value), text.clear().number(value).toString());
    }
  }

  @Test
  void growsWithWhatIsAdded() {
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      text.ascii("ascii ").text("é€😀").letter(' ').number(i).utf8(SharedWords.utf8("…"));
      text.address(0x2001_0db8_0000_0000L, i).address(0, 0xffff_ffff_ffffL - i);
      expected.append("ascii é€😀 ").append(i).append('…');
      expected.append(AddressText.format(0x2001_0db8_0000_0000L, i));
      expected.append("255.255.").append(255 - (i >> 8)).append('.').append(255 - (i & 255));
    }
    assertEquals(expected.toString(), text.toString());
    assertEquals("", text.clear().toString());
  }

  @Test
  void timesAreThoseOfInstants() {
    SharedWords words = new SharedWords(RuleSet.shipped());
    Random random = new Random(12);
    for (int i = 0; i < 20_000; i++) {
      long second = i % 2 == 0 ? i * 60L : Math.floorDiv(random.nextLong(), 1_000_000_000L);
      assertEquals(Instant.ofEpochSecond(second).toString(), words.time(second));
    }
  }
}
