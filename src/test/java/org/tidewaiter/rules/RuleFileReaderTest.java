package org.tidewaiter.rules;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleFileReaderTest {
  private static final Columns COLUMNS = new Columns(List.of("group", "member", "comment"), 2);

  private final Problems problems = new Problems();

  private RuleFile read(byte[] bytes) {
    return RuleFileReader.read("networks.csv", false, bytes, COLUMNS, problems);
  }

  private List<String> rows(String text) {
    List<String> rows = new ArrayList<>();
    for (RuleRow row : read(text.getBytes(UTF_8)).rows()) {
      rows.add(row.line() + ":" + row.cell(0) + "|" + row.cell(1) + "|" + row.cell(2));
    }
    return rows;
  }

  private List<String> told() {
    return problems.sorted().stream().map(Problem::toString).toList();
  }

  private List<String> problemsOf(String text) {
    read(text.getBytes(UTF_8));
    return told();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void cellsAreTrimmedAndCommentsSkippedWhateverTheLineEnd(String end) {
    String text =
        String.join(
            end,
            "# a comment, with a comma",
            "group, member ,comment",
            "",
            "\"# a comment that a spreadsheet quoted, too\",,",
            " dcs ,10.0.0.1,  the first  ",
            ",,",
            "dcs,10.0.0.2");
    assertEquals(List.of("5:dcs|10.0.0.1|the first", "7:dcs|10.0.0.2|"), rows(text));
    assertEquals(List.of(), told());
  }

  @Test
  void theHeaderTellsTheSeparatorAndTheOrderOfColumns() {
    assertEquals(List.of("2:a|b, c|d"), rows("comment;group;member\nd;a;b, c"));
    assertEquals(List.of("3:a|b|c"), rows("sep=;\ngroup;member;comment\na;b;c"));
    assertEquals(List.of(), told());
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheHeader() {
    assertEquals(List.of("2:a|b|"), rows("\ufeffgroup,member\na,b"));
    assertEquals(List.of(), told());
  }

  @Test
  void quotedCellsKeepSeparatorsAndQuotes() {
    assertEquals(
        List.of("2:a, b|say \"x\"|c"),
        rows("group,member,comment\n\"a, b\", \"say \"\"x\"\"\" ,c"));
    assertEquals(List.of(), told());
  }

  @Test
  void aNoBreakSpaceFromAWebPageIsASpace() {
    assertEquals(List.of("2:a|10.0.0.1|"), rows("group,member\na,10.0.0.1\u00a0"));
  }

  @Test
  void allProblemsAreListedInOneRunAndReadingGoesOn() {
    assertEquals(
        List.of(
            "networks.csv:2: a quoted cell has no closing '\"' in its line",
            "networks.csv:3: text follows a closing '\"'; write '\"\"' for a quote in a quoted cell",
            "networks.csv:4: cell 4 has no column in the header; put a cell that contains ',' in"
                + " double quotes",
            "networks.csv:5: '=1+1' begins with '=', which a spreadsheet would run",
            "networks.csv:6: '@x' begins with '@', which a spreadsheet would run",
            "networks.csv:7: the line contains the control character 0x7"),
        problemsOf(
            """
            group,member,comment
            a,"b
            a,"b" c
            a,b,c,d
            a,=1+1
            a,@x
            a,b\u0007
            """));
  }

  @Test
  void aHeaderIsCheckedWhole() {
    assertEquals(
        List.of(
            "networks.csv:1: unknown column 'grop'; did you mean 'group'?",
            "networks.csv:1: column 'member' stands twice in the header",
            "networks.csv:1: the header lacks the column 'group'"),
        problemsOf("grop,member,member\n"));
  }

  @Test
  void aFileWithoutHeaderSaysWhatItShouldBe() {
    assertEquals(
        List.of("networks.csv: no header row; the first row is group,member,comment"),
        problemsOf("# nothing\n"));
    assertEquals(
        "networks.csv:1: cells are separated by tabs; use commas or semicolons",
        problemsOf("group\tmember\na\tb\n").get(1));
  }

  @Test
  void otherEncodingsAreNamed() {
    read("group,member,comment\na,b,c\na,b,für\n".getBytes(ISO_8859_1));
    read("group,member".getBytes(UTF_16));
    assertEquals(
        List.of(
            "networks.csv:1: the file is UTF-16; save it as 'CSV UTF-8'",
            "networks.csv:3: byte 0xFC is not UTF-8; save the file as 'CSV UTF-8'"),
        told());
  }

  @Test
  void whatIsTextInUtf8IsNoProblem() {
    assertEquals(List.of("2:a|b|für \ufffd"), rows("group,member,comment\na,b,für \ufffd"));
    assertEquals(List.of(), told());
  }

  @Test
  void errorsComeBeforeWarningsAndEndTheReading() {
    problems.warning("a.csv", 1, "doubtful");
    problems.error("b.csv", 2, "wrong");
    RuleException e = assertThrows(RuleException.class, problems::throwIfErrors);
    assertEquals("b.csv:2: wrong\na.csv:1: doubtful", e.getMessage());
  }

  @Test
  void aFileThatIsNoneGivesALimitedList() {
    for (int i = 0; i < Problems.MAX_PROBLEMS + 5; i++) {
      problems.error("a.csv", i, "wrong");
    }
    assertEquals(Problems.MAX_PROBLEMS, problems.sorted().size());
    assertEquals(5, problems.omitted());
    assertEquals(Problems.MAX_PROBLEMS + 5, problems.errors());
  }

  @Test
  void noBytesMakeTheReaderThrow() {
    Random random = new Random(20260706);
    byte[] likely = "group,member;\"#=\r\n\t \u00e4".getBytes(UTF_8);
    for (int round = 0; round < 2000; round++) {
      byte[] bytes = new byte[random.nextInt(80)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] =
            random.nextInt(4) == 0
                ? (byte) random.nextInt(256)
                : likely[random.nextInt(likely.length)];
      }
      read(bytes);
    }
  }
}
