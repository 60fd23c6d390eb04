package org.tidewaiter.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.junit.jupiter.api.Test;

class CsvTableTest {
  private static CsvTable table(String csv) throws IOException {
    return new CsvTable("test.csv", new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void readsByName() throws IOException {
    CsvTable t = table("a,b,c\n1,\"x, \"\"y\"\"\",3\r\n4,,");
    assertTrue(t.next());
    assertEquals("1", t.text("a"));
    assertEquals("x, \"y\"", t.text("b"));
    assertEquals(3, t.number("c"));
    assertEquals("", t.text("not there"));
    assertEquals(0, t.number("not there"));
    assertTrue(t.next());
    assertEquals(4, t.number("a"));
    assertEquals("", t.text("c"));
    assertFalse(t.next());
  }

  @Test
  void aRowMayBeShortAndAFileEmpty() throws IOException {
    CsvTable t = table("a,b\n1\n");
    assertTrue(t.next());
    assertEquals("", t.text("b"));
    assertFalse(table("").next());
  }

  @Test
  void whatIsNoNumberIsZero() throws IOException {
    CsvTable t = table("a,b,c\nx,1234567890123456789,-5\n");
    assertTrue(t.next());
    assertEquals(0, t.number("a") + t.number("b") + t.number("c"));
  }

  @Test
  void saysWhereAFileIsBroken() throws IOException {
    CsvTable open = table("a\n1\n\"never closed");
    assertTrue(open.next());
    IOException quote = assertThrows(IOException.class, open::next);
    assertEquals("test.csv: row 3 has a quote that is not closed", quote.getMessage());
    IOException wide = assertThrows(IOException.class, () -> table(",".repeat(300)));
    assertTrue(wide.getMessage().startsWith("test.csv: row 1 is not a row"), wide.getMessage());
    String endless = "a\n" + "x".repeat(CsvTable.MAX_ROW_BYTES + 1);
    assertThrows(IOException.class, () -> table(endless).next());
  }

  /** What another library writes is read back the same, over many buffers. */
  @Test
  void readsWhatCommonsCsvWrites() throws IOException {
    Random random = new Random(11);
    List<List<String>> rows = new ArrayList<>();
    StringWriter out = new StringWriter();
    CSVFormat format = CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();
    try (CSVPrinter printer = new CSVPrinter(out, format)) {
      printer.printRecord("a", "b", "c");
      for (int i = 0; i < 30_000; i++) {
        List<String> row = List.of(word(random), word(random), word(random));
        rows.add(row);
        printer.printRecord(row);
      }
    }
    try (CsvTable t = table(out.toString())) {
      for (List<String> row : rows) {
        assertTrue(t.next());
        assertEquals(row, List.of(t.text("a"), t.text("b"), t.textOnce(t.column("c"))));
      }
      assertFalse(t.next());
    }
  }

  private static String word(Random random) {
    String letters = "abc ,\"äß→\n";
    int length = random.nextInt(random.nextInt(50) == 0 ? 4_000 : 20);
    StringBuilder word = new StringBuilder("w");
    for (int i = 0; i < length; i++) {
      word.append(letters.charAt(random.nextInt(letters.length())));
    }
    return word.toString();
  }

  /** A cell that was made safe for spreadsheets shows as it was. */
  @Test
  void undoesWhatTheWriterDid() throws IOException {
    Random random = new Random(5);
    String letters = "=+-@'\"\\,xu0123af \u0001\n\t\r\u202e\ufeffé€";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder original = new StringBuilder();
      int length = 1 + random.nextInt(8);
      for (int k = 0; k < length; k++) {
        original.append(letters.charAt(random.nextInt(letters.length())));
      }
      CsvTable t = table("a\n" + CsvText.cell(original.toString()) + "\n");
      assertTrue(t.next());
      assertEquals(original.toString(), t.text("a"));
    }
  }
}
