package org.tidewaiter.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.StringReader;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the row encoder writes, read back by readers that are not ours. */
class RowBytesTest {
  private static String written(RowBytes row) {
    return StandardCharsets.UTF_8.decode(row.asByteBuffer()).toString();
  }

  @Test
  void numbersAreDecimal() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      long value = i < 2000 ? i : random.nextLong() >> random.nextInt(63);
      RowBytes row = new RowBytes(4);
      row.number(value);
      assertEquals(Long.toString(value), written(row));
    }
    for (long value : new long[] {Long.MIN_VALUE, Long.MAX_VALUE, -1, 9_999_999_999L}) {
      RowBytes row = new RowBytes(4);
      row.number(value);
      assertEquals(Long.toString(value), written(row));
    }
  }

  @Test
  void timesAreIso8601() {
    Random random = new Random(2);
    RowBytes row = new RowBytes(4);
    for (int i = 0; i < 20_000; i++) {
      long nanos =
          i % 3 == 0 ? random.nextLong() : random.nextLong(4_200_000_000L) * 1_000_000_000L;
      nanos += i % 2 == 0 ? random.nextInt(1_000_000) * 1000L : random.nextInt(1_000_000_000);
      row.clear();
      row.time(nanos);
      Instant instant =
          Instant.ofEpochSecond(
              Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
      assertEquals(instant, Instant.parse(written(row)));
    }
    row.clear();
    row.time(1_700_000_000_000_001_000L);
    assertEquals("2023-11-14T22:13:20.000001Z", written(row));
    row.clear();
    row.time(1_700_000_000_000_000_007L);
    assertEquals("2023-11-14T22:13:20.000000007Z", written(row));
  }

  @Test
  void addressesAreWhatTheyWere() throws Exception {
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      long high = random.nextLong() & -(long) random.nextInt(2) & mask(random);
      long low = random.nextLong() & mask(random);
      RowBytes row = new RowBytes(4);
      row.address(high, low, true);
      byte[] bytes = InetAddress.getByName(written(row)).getAddress();
      boolean mapped = high == 0 && low >>> 32 == 0xFFFF;
      if (mapped) {
        assertEquals((int) low, ByteBuffer.wrap(bytes).getInt());
      } else {
        assertEquals(high, ByteBuffer.wrap(bytes).getLong());
        assertEquals(low, ByteBuffer.wrap(bytes).getLong(8));
      }
    }
  }

  /** Whole groups of zeros, so that the gap of the text form is exercised. */
  private static long mask(Random random) {
    long mask = 0;
    for (int group = 0; group < 4; group++) {
      mask = mask << 16 | (random.nextBoolean() ? 0xFFFF : 0);
    }
    return mask;
  }

  @ParameterizedTest
  @CsvSource({"2001, db8:0:0:1:0:0:1, 2001:db8::1:0:0:1", "0, 0, ::", "0, 1, ::1"})
  void theLongestGapIsShortened(String ignored, String tail, String expected) throws Exception {
    String address = ignored.equals("2001") ? "2001:" + tail : "::" + tail;
    byte[] bytes = InetAddress.getByName(address).getAddress();
    RowBytes row = new RowBytes(4);
    row.address(ByteBuffer.wrap(bytes).getLong(), ByteBuffer.wrap(bytes).getLong(8), true);
    assertEquals(expected, written(row));
  }

  @Test
  void ipv4IsADottedQuad() {
    RowBytes row = new RowBytes(4);
    row.address(0, 0xFFFF_0A00_FF01L, false).comma().address(0, 0xFFFF_FFFF_FFFFL, false);
    assertEquals("10.0.255.1,255.255.255.255", written(row));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "plain | plain",
        "two words | two words",
        "=1+1 | '=1+1",
        "+1 | '+1",
        "-1 | '-1",
        "@SUM(A1) | '@SUM(A1)",
        "'quoted | ''quoted",
        "a,b | \"a,b\"",
        "say \"x\" | \"say \"\"x\"\"\"",
        "back\\slash | back\\\\slash",
        "é | é",
        "a, … | \"a, …\"",
        "… | …",
        "\u20a6 | \u20a6",
        "\u2026\u202e | …\\u202e",
      })
  void textNeitherBreaksTheRowNorRuns(String text, String cell) {
    assertEquals(cell, CsvText.cell(text));
    RowBytes row = new RowBytes(4);
    assertEquals(cell, written(row.text(text)));
  }

  @Test
  void anyTextComesBackThroughCommonsCsv() throws Exception {
    Random random = new Random(4);
    String alphabet = "=+-@'\",;\\\t\r\n\0\u001b\u202e\u2066 aé€…\ud83d\ude00";
    for (int i = 0; i < 5000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(8); length > 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      RowBytes row = new RowBytes(4);
      row.text(text.toString()).comma().text("next").endRow();
      String written = written(row);
      assertEquals(1, written.chars().filter(c -> c == '\n').count());
      List<CSVRecord> records = CSVFormat.RFC4180.parse(new StringReader(written)).getRecords();
      assertEquals(1, records.size());
      assertEquals("next", records.get(0).get(1));
      // Half a surrogate pair is a question mark in UTF-8.
      byte[] asCsvText = CsvText.cell(text.toString()).getBytes(StandardCharsets.UTF_8);
      assertEquals(new String(asCsvText, StandardCharsets.UTF_8) + ",next\n", written);
      String cell = records.get(0).get(0);
      assertFalse(!cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0, cell);
    }
  }
}
