package org.tidewaiter.report;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A report to compare with may be anybody's. */
class ReportSummaryTest {
  @TempDir private Path report;

  private String failure(String summary) throws IOException {
    Files.writeString(report.resolve("summary.json"), summary);
    String message = assertThrows(IOException.class, () -> ReportSummary.read(report)).getMessage();
    assertTrue(message.contains("summary.json"), message);
    return message;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{\"inputs\": [}", "null"})
  void whatIsNoObjectIsSaidToBeNone(String summary) throws IOException {
    assertTrue(failure(summary).contains("not a JSON object"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":"})
  void nestingBeyondAllReasonIsRefused(String opening) throws IOException {
    assertTrue(failure("{\"inputs\":" + opening.repeat(1_000_000)).contains("nested"));
  }

  @Test
  void bracketsWithinTextAreText() throws IOException {
    String name = "[".repeat(1000) + "\\\"" + "{".repeat(1000);
    Files.writeString(
        report.resolve("summary.json"), "{\"inputs\": [{\"path\": \"" + name + "\"}]}");
    assertTrue(ReportSummary.read(report).inputs().get(0).path().startsWith("[[["));
  }
}
