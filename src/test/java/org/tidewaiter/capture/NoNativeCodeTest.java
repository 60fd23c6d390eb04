package org.tidewaiter.capture;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading a capture must not load libpcap, nor what leads to it, nor unused decompressors. */
class NoNativeCodeTest {
  private static final List<String> UNWANTED =
      List.of("com.sun.jna", "org.pcap4j", "com.github.luben", "net.jpountz", "capture.Libpcap");

  @TempDir Path directory;

  /** Run in a JVM of its own. */
  public static final class ReadAll {
    public static void main(String[] files) throws IOException {
      PacketBatch batch = new PacketBatch();
      try (CaptureFiles captures = CaptureFiles.open(List.of(files), false)) {
        int packets = 0;
        while (captures.fill(batch)) {
          packets += batch.size;
        }
        System.out.println("read " + packets);
      }
    }
  }

  @Test
  void replayLoadsOnlyJava() throws Exception {
    Path pcap = directory.resolve("a");
    Path pcapng = directory.resolve("b");
    Files.write(pcap, CaptureBytes.in(LITTLE_ENDIAN).pcapHeader().pcapRecord(1, 0, 4, 4).toArray());
    Files.write(
        pcapng,
        CaptureBytes.in(LITTLE_ENDIAN)
            .section()
            .captureInterface(1, 0)
            .enhanced(0, 1, 4, 4)
            .toArray());
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path"),
                ReadAll.class.getName(),
                pcap.toString(),
                pcapng.toString())
            .redirectErrorStream(true)
            .start();
    String log = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), log);
    assertTrue(log.contains("read 2"), log);
    assertTrue(log.contains("capture.PcapReader"), "the log shows what was loaded");
    for (String unwanted : UNWANTED) {
      assertTrue(!log.contains(unwanted), unwanted + " was loaded");
    }
  }
}
