package org.tidewaiter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One capture under one name, whichever way its bytes come in: every file of the report is the same
 * to the byte. Only {@code summary.json} says how the input was packed and how long it is.
 */
class ReplayBytesTest {
  private static final List<String> FILES =
      List.of("flows.csv", "findings.csv", "services.csv", "hosts.csv", "accounting.csv");

  @TempDir Path temp;

  private interface Packing {
    byte[] pack(byte[] bytes) throws IOException;
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private static byte[] lz4(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new LZ4FrameOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  /** Every sixth one, and the largest. */
  private static List<Path> captures() throws IOException {
    List<Path> captures = new ArrayList<>(List.of(Path.of("captures/office-kms.pcapng")));
    try (Stream<Path> all = Files.list(Path.of("captures"))) {
      List<Path> sorted = all.filter(file -> !file.toString().endsWith(".md")).sorted().toList();
      for (int i = 0; i < sorted.size(); i += 6) {
        captures.add(sorted.get(i));
      }
    }
    return captures;
  }

  private Path replay(String report, Path capture, String... options) {
    Path out = temp.resolve(report);
    List<String> more = new ArrayList<>(List.of("--force", "--page", "never"));
    more.addAll(List.of(options));
    Replaying.Run run =
        Replaying.replay(out, List.of(capture.toString()), more.toArray(String[]::new));
    assertTrue(run.exitCode() == 0 || run.exitCode() == 3, run.err());
    return out;
  }

  private static void assertSame(Path one, Path other, String what) throws IOException {
    for (String file : FILES) {
      long mismatch = Files.mismatch(one.resolve(file), other.resolve(file));
      assertEquals(-1, mismatch, what + ": " + file);
    }
    assertEquals(summary(one), summary(other), what);
  }

  private static List<String> summary(Path report) {
    return Replaying.lines(report, "summary.json").stream()
        .filter(line -> !line.startsWith("    \"bytes\":"))
        .filter(line -> !line.startsWith("    \"compression\":"))
        .toList();
  }

  @Test
  void compressedAndOnAnyNumberOfThreads() throws IOException {
    Path name = temp.resolve("capture");
    for (Path capture : captures()) {
      byte[] bytes = Files.readAllBytes(capture);
      Files.write(name, bytes);
      Path plain = replay("plain", name, "--threads", "1");
      assertSame(plain, replay("other", name, "--threads", "3"), capture + ", three threads");
      for (Packing packing : List.<Packing>of(b -> gzip(b), Zstd::compress, b -> lz4(b))) {
        Files.write(name, packing.pack(bytes));
        assertSame(plain, replay("other", name), capture + ", compressed");
      }
    }
  }

  @Test
  void throughAPipe() throws Exception {
    Path name = temp.resolve("capture");
    for (Path capture : captures()) {
      byte[] bytes = Files.readAllBytes(capture);
      Files.write(name, bytes);
      Path plain = replay("plain", name);
      for (byte[] content : List.of(bytes, gzip(bytes))) {
        Files.delete(name);
        org.junit.jupiter.api.Assumptions.assumeTrue(isPipe(name), "no named pipes");
        Thread writer = new Thread(() -> write(name, content));
        writer.start();
        Path piped = replay("other", name);
        writer.join();
        assertSame(plain, piped, capture + ", through a pipe");
      }
      Files.delete(name);
    }
  }

  private static boolean isPipe(Path name) throws Exception {
    try {
      return new ProcessBuilder("mkfifo", name.toString()).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** In pieces whose lengths have nothing to do with the records. */
  private static void write(Path pipe, byte[] content) {
    try (OutputStream out = Files.newOutputStream(pipe)) {
      for (int at = 0; at < content.length; at += 4099) {
        out.write(content, at, Math.min(4099, content.length - at));
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
