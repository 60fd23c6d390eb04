package org.tidewaiter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Standard input gives the report that the file gives; only its name is another. */
class StandardInputIT {
  private static final String OFFICE = "captures/office-kms.pcapng";
  private static final long SECONDS = 60;

  @TempDir Path temp;

  private Path replay(String input) throws Exception {
    Path out = temp.resolve("of " + input.replace('/', ' '));
    List<String> command =
        new ArrayList<>(JarRun.command("replay", "-q", input, "--out", out.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(Path.of(OFFICE).toFile())
            .redirectOutput(temp.resolve("said").toFile())
            .start();
    assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), "still running");
    assertEquals(0, process.exitValue());
    return out;
  }

  @Test
  void givesTheSameReport() throws Exception {
    assumeTrue(JarRun.jar() != null, "no jar");
    Path file = replay(OFFICE);
    Path input = replay("-");
    for (String name : List.of("flows.csv", "findings.csv", "services.csv", "hosts.csv")) {
      assertEquals(renamed(file, name), renamed(input, name), name);
    }
    assertEquals(renamed(file, "accounting.csv"), renamed(input, "accounting.csv"));
  }

  /** The name of standard input is a dash, which a spreadsheet would take for a formula's. */
  private static List<String> renamed(Path report, String name) {
    return Replaying.lines(report, name).stream()
        .map(row -> row.replace("," + OFFICE, ",'-"))
        .toList();
  }
}
