package org.tidewaiter.capture.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Nothing is lost at a rate that both ways to capture are made for; above it, up to the highest
 * rate that one core can send over veth, every packet is either captured or counted as dropped, and
 * capturing costs no more than set here. A process of its own captures, so the start of its JVM is
 * part of the cost.
 */
@Tag("slow")
class CaptureRateTest {
  private static final int PACKETS = 4_000_000;

  /** The highest rate at which both ways must lose nothing, in packets per second. */
  private static final int SUSTAINED_RATE = 480_000;

  /**
   * A machine whose processors are taken away makes everything dearer: one good round is enough.
   */
  private static final int ROUNDS = 3;

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

  @ParameterizedTest
  @EnumSource(names = {"AFPACKET", "PCAP4J"})
  void losesNothingAtASustainedRate(CaptureMethod method) throws Exception {
    Outcome outcome = capture(method, "-r", Integer.toString(SUSTAINED_RATE));
    assertEquals(0, outcome.kernelDrops, outcome.text);
  }

  @Test
  void ringLosesNothingAtTheHighestRateAndIsCheap() throws Exception {
    someRoundOf(
        CaptureMethod.AFPACKET,
        round -> round.kernelDrops == 0 && round.microsecondsPerPacket <= RING_MICROSECONDS);
  }

  // pcap4j takes longer for a packet than a fast core needs to send one, so it may lose some.
  @Test
  void pcap4jCountsWhatItLosesAtTheHighestRateAndIsBearable() throws Exception {
    someRoundOf(CaptureMethod.PCAP4J, round -> round.microsecondsPerPacket <= PCAP4J_MICROSECONDS);
  }

  private record Outcome(int packets, int kernelDrops, double microsecondsPerPacket, String text) {}

  private void someRoundOf(CaptureMethod method, Predicate<Outcome> good) throws Exception {
    List<String> bad = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      Outcome outcome = capture(method);
      if (good.test(outcome)) {
        return;
      }
      bad.add(outcome.text);
    }
    fail(String.join("\n", bad));
  }

  /** What capturing all that is sent came to; each packet is captured or counted, in any case. */
  private Outcome capture(CaptureMethod method, String... rate) throws Exception {
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
      List<String> send =
          new ArrayList<>(
              List.of(flood, "-i", NetworkNamespace.NEAR, "-n", Integer.toString(PACKETS)));
      send.addAll(List.of(rate));
      String sent = network.run(send.toArray(String[]::new));
      String result = output.readLine();
      System.out.println(method.label() + ": " + sent.trim() + ", " + result);
      Matcher matcher = RESULT.matcher(result);
      assertTrue(matcher.matches(), result);
      Outcome outcome =
          new Outcome(
              Integer.parseInt(matcher.group(1)),
              Integer.parseInt(matcher.group(2)),
              Double.parseDouble(matcher.group(3)),
              result);
      assertEquals(PACKETS, outcome.packets + outcome.kernelDrops, result);
      return outcome;
    } finally {
      capture.destroy();
    }
  }
}
