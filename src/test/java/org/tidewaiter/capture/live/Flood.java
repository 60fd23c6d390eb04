package org.tidewaiter.capture.live;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The sender of numbered test frames, {@code src/test/c/flood.c}, built when first wanted. */
public final class Flood {
  private static final Path SOURCE = Path.of("src/test/c/flood.c");

  private Flood() {}

  /** Path of the program; the test is skipped where there is no C compiler. */
  public static synchronized String program() throws IOException, InterruptedException {
    Path program = Path.of("target", "flood").toAbsolutePath();
    if (!Files.exists(program)
        || Files.getLastModifiedTime(program).compareTo(Files.getLastModifiedTime(SOURCE)) < 0) {
      try {
        int status =
            new ProcessBuilder("gcc", "-O2", "-Wall", "-o", program.toString(), SOURCE.toString())
                .inheritIO()
                .start()
                .waitFor();
        assumeTrue(status == 0, "flood.c does not compile here");
      } catch (IOException e) {
        abort("no C compiler");
      }
    }
    return program.toString();
  }
}
