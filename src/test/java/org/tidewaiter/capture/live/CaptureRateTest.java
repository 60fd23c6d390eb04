package org.tidewaiter.capture.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Nothing is lost at the highest rate that one core can send over veth, and capturing costs no more
 * than set here. A process of its own captures, so the start of its JVM is part of the cost.
 */
@Tag("slow")
class CaptureRateTest {
  private static final int PACKETS = 4_000_000;
  private static final int BUFFER_MEBIBYTES = 256;

  /** Highest cost of the ring in microseconds of processor time per packet. */
  private static final double RING_MICROSECONDS = 0.31;

  /** Highest cost of pcap4j in microseconds of processor time per packet. */
  private static final double PCAP4J_MICROSECONDS = 1.6;

  private static final Pattern RESULT =
      Pattern.compile(
          "packets (\\d+) .*kernel-drops (\\d+) .*us-per-packet ([\\d.]+)", Pattern.DOTALL);

  private NetworkNamespace network;
  private String flood;

  @BeforeEach
  void makeNetwork() throws Exception {
    assumeTrue(Runtime.getRuntime().availableProcessors() >= 2, "one core sends, another receives");
    network = NetworkNamespace.create();
    flood = Flood.program();
  }

  @AfterEach
  void removeNetwork() throws IOException {
    if (network != null) {
      network.close();
    }
  }

  @Test
  void ringLosesNothingAndIsCheap() throws Exception {
    check(CaptureMethod.AFPACKET, RING_MICROSECONDS);
  }

  @Test
  void pcap4jLosesNothingAndIsBearable() throws Exception {
    check(CaptureMethod.PCAP4J, PCAP4J_MICROSECONDS);
  }

  private void check(CaptureMethod method, double mostMicroseconds) throws Exception {
    Process capture =
        network.start(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            CaptureCost.class.getName(),
            method.name(),
            NetworkNamespace.FAR,
            Integer.toString(PACKETS),
            Integer.toString(BUFFER_MEBIBYTES));
    try (BufferedReader output = capture.inputReader(StandardCharsets.UTF_8)) {
      assertEquals("ready", output.readLine());
      String sent =
          network.run(flood, "-i", NetworkNamespace.NEAR, "-n", Integer.toString(PACKETS));
      String result = output.readLine();
      System.out.println(method.label() + ": " + sent.trim() + ", " + result);
      Matcher matcher = RESULT.matcher(result);
      assertTrue(matcher.matches(), result);
      assertEquals(PACKETS, Integer.parseInt(matcher.group(1)), result);
      assertEquals(0, Integer.parseInt(matcher.group(2)), result);
      assertTrue(Double.parseDouble(matcher.group(3)) <= mostMicroseconds, result);
    } finally {
      capture.destroy();
    }
  }
}
