package org.tidewaiter.sensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.tidewaiter.capture.live.NetworkNamespace;
import org.tidewaiter.cli.Main;

/** A sensor in a process of its own within a network namespace, as an operator would run it. */
final class SensorRun implements AutoCloseable {
  private static final long MOST_SECONDS = 30;

  private final Path out;
  private final Process process;
  private final List<String> lines = new ArrayList<>();

  private SensorRun(Path out, Process process) {
    this.out = out;
    this.process = process;
    Thread reader = new Thread(this::read, "sensor-output");
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts {@code tidewaiter live --out OUT ...} and waits until it captures. */
  static SensorRun start(NetworkNamespace network, Path out, String... options) throws Exception {
    SensorRun run = launch(network, List.of(), out, options);
    run.await("Watching ");
    return run;
  }

  /** Starts it behind another program that runs it, such as {@code taskset}; does not wait. */
  static SensorRun launch(
      NetworkNamespace network, List<String> through, Path out, String... options)
      throws IOException {
    List<String> command = new ArrayList<>(through);
    command.addAll(java());
    command.addAll(List.of("live", "--out", out.toString()));
    command.addAll(Arrays.asList(options));
    if (!command.contains("--user")) {
      command.add("--run-as-root");
    }
    return new SensorRun(out, network.start(command.toArray(String[]::new)));
  }

  private static List<String> java() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m",
        "-cp",
        System.getProperty("java.class.path"),
        Main.class.getName());
  }

  private void read() {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        synchronized (lines) {
          lines.add(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that it said so far. */
  List<String> lines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  /** Waits for a line that begins so. */
  void await(String start) throws InterruptedException {
    awaitUntil(start, () -> lines().stream().anyMatch(line -> line.startsWith(start)));
  }

  /** Waits until something is so; fails the test if that takes too long. */
  void awaitUntil(String what, BooleanSupplier condition) throws InterruptedException {
    long begin = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertTrue(process.isAlive(), () -> "ended before \"" + what + "\": " + lines());
      assertTrue(
          System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(MOST_SECONDS),
          () -> "no \"" + what + "\": " + lines());
      Thread.sleep(10);
    }
  }

  long pid() {
    return process.pid();
  }

  void signal(String name) throws Exception {
    Process kill =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start();
    assertEquals(0, kill.waitFor());
  }

  /** Ends it in order; returns the seconds that took. */
  double stop() throws Exception {
    long begin = System.nanoTime();
    signal("TERM");
    assertEquals(0, exitCode(), () -> lines().toString());
    return (System.nanoTime() - begin) / 1e9;
  }

  int exitCode() throws InterruptedException {
    assertTrue(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS), () -> "runs on: " + lines());
    return process.exitValue();
  }

  /** The finished reports, oldest first. */
  List<Path> periods() {
    try (Stream<Path> entries = Files.list(out)) {
      return entries
          .filter(entry -> entry.getFileName().toString().matches("\\d{8}T\\d{6}Z(-\\d+)?"))
          .filter(entry -> Files.exists(entry.resolve("summary.json")))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The only report of a sensor that ended. */
  Path onlyPeriod() {
    List<Path> periods = periods();
    assertEquals(1, periods.size(), periods::toString);
    return periods.get(0);
  }

  /** What was told of findings. */
  List<String> findings() {
    try {
      return Files.readAllLines(out.resolve("findings.jsonl"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sum over all periods of the counter in accounting.csv, over all devices. */
  long accounted(String scope, String counter) {
    long sum = 0;
    for (Path period : periods()) {
      for (String row : lines(period, "accounting.csv")) {
        String[] cells = row.split(",", 5);
        if (cells[0].equals(scope) && cells[2].equals(counter)) {
          sum += Long.parseLong(cells[3]);
        }
      }
    }
    return sum;
  }

  static List<String> lines(Path period, String file) {
    try {
      return Files.readAllLines(period.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills it if it still runs. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
