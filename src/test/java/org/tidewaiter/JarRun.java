package org.tidewaiter;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the packaged jar in a process of its own, as a person would. */
public final class JarRun {
  private static final long SECONDS = 60;

  private JarRun() {}

  /** The jar, or null where the tests run without one. */
  public static Path jar() {
    String jar = System.getProperty("tidewaiter.jar");
    return jar == null ? null : Path.of(jar);
  }

  /** The command line that runs the jar with these arguments. */
  public static List<String> command(String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-jar");
    command.add(jar().toString());
    command.addAll(List.of(args));
    return command;
  }

  /** Runs {@code java -jar tidewaiter.jar} with these arguments; both streams come as one. */
  public static Replaying.Run of(String... args) {
    List<String> command = command(args);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), "still running: " + command);
      return new Replaying.Run(process.exitValue(), out, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
