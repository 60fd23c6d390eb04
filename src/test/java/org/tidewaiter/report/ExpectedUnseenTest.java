package org.tidewaiter.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.Replaying;

/** {@code expect} says more than {@code allow}: accounting tells of what was never seen. */
class ExpectedUnseenTest {
  @TempDir Path directory;

  @Test
  void whatIsExpectedAndMissingIsTold() throws IOException {
    Path rules = Files.createDirectories(directory.resolve("rules"));
    Files.writeString(
        rules.resolve("expectations.csv"),
        """
        id,service,servers,clients,verdict
        web,http,10.20.30.20,internal,expect
        gone,ssh,10.20.30.99,internal,expect
        maybe,ssh,10.20.30.98,internal,allow
        """);
    Path report = directory.resolve("report");
    Replaying.Run run =
        Replaying.replay(
            report, List.of("captures/office-kms.pcapng"), "--rules", rules.toString());
    assertEquals(0, run.exitCode(), run.err());
    List<String> rows = Replaying.lines(report, "accounting.csv");
    assertTrue(
        rows.contains(
            "rules,,expected-but-not-seen,1,expectations,No flow was as these rows expect: gone."),
        rows.toString());
  }
}
