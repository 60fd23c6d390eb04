package org.tidewaiter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.cli.Tidewaiter;

/** Runs the command line within the test's own JVM. */
public final class Replaying {
  /** What a run said and how it ended. */
  public record Run(int exitCode, String out, String err) {}

  private Replaying() {}

  /** Runs any command. */
  public static Run run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        Tidewaiter.run(
            args,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Run(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Replays a capture into a directory. */
  public static Run replay(Path report, List<String> captures, String... options) {
    List<String> args = new ArrayList<>(List.of("replay", "--quiet", "--out", report.toString()));
    args.addAll(List.of(options));
    args.addAll(captures);
    return run(args.toArray(String[]::new));
  }

  /** The lines of a report's file, header first. */
  public static List<String> lines(Path report, String file) {
    try {
      return Files.readAllLines(report.resolve(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Rows without their last cell, which names the input. */
  public static List<String> withoutInput(List<String> rows) {
    return rows.stream().map(row -> row.substring(0, row.lastIndexOf(','))).toList();
  }
}
