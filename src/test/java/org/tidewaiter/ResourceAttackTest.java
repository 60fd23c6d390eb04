package org.tidewaiter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.decode.DecodeEvent;
import org.tidewaiter.decode.DecodeOutcome;

/**
 * Traffic that is made to exhaust: what it may cost, and the counter that tells of it. Fast sizes
 * run always, those of an attack with {@code -Pslow}.
 */
class ResourceAttackTest {
  private static final int BUDGET = 100_000;
  private static final int SYN = 2;
  private static final int SYN_ACK = 0x12;
  private static final int ACK = 0x10;
  private static final long START = 1_700_000_000_000_000_000L;

  /** A flow's row, its place in the index and what detections keep of it, rounded up. */
  private static final long BYTES_PER_FLOW = 400;

  /** All tables at their bounds, whatever the flows. */
  private static final long BYTES_OF_TABLES = 256L << 20;

  /** Beyond this, time is not linear: timers and caches alone make less. */
  private static final double MOST_SLOWDOWN = 3;

  @TempDir Path temp;

  private static long steadily(long number) {
    return START + number * 1000;
  }

  private static void assertBounded(AttackRun run, int flowBudget) {
    assertTrue(
        run.heapBytes() < BYTES_OF_TABLES + BYTES_PER_FLOW * flowBudget,
        run.heapBytes() + " bytes in use");
    assertTrue(run.slowdown() < MOST_SLOWDOWN, run.slowdown() + " times slower");
  }

  private AttackRun synFlood(long packets, int budget) throws IOException {
    AttackRun run =
        AttackRun.of(
            temp,
            packets,
            budget,
            ResourceAttackTest::steadily,
            (number, bytes, at) ->
                MadePackets.tcp(
                    bytes, at, (int) (0x0b000000 + number), 0x0a000001, 40000 << 16 | 80, SYN));
    assertEquals(packets, run.flows());
    assertEquals(packets - budget, run.counter("flows-evicted"), budget / 8.0);
    assertBounded(run, budget);
    return run;
  }

  @Test
  void aSynFlood() throws IOException {
    synFlood(600_000, BUDGET);
  }

  @Test
  @Tag("slow")
  void aSynFloodOfTwentyMillionFlows() throws IOException {
    synFlood(20_000_000, 1_000_000);
  }

  private void fragmentFlood(long packets) throws IOException {
    AttackRun run =
        AttackRun.of(
            temp,
            packets,
            BUDGET,
            ResourceAttackTest::steadily,
            (number, bytes, at) -> {
              // First fragments of UDP datagrams that nobody ever ends, and later ones alone.
              boolean later = (number & 1) != 0;
              int length =
                  MadePackets.udp(
                      bytes, at, (int) (number >> 16), 1, 1024 << 16 | 53, new byte[16]);
              bytes.putInt(at + 4, (int) number << 16 | (later ? 0x2010 : 0x2000));
              return length;
            });
    assertTrue(run.counter("fragments-forgotten") > packets / 2 - 20_000);
    assertEquals(packets / 2.0, run.counter("without-first"), packets / 10.0);
    assertEquals(packets / 2, run.event(DecodeEvent.FIRST_FRAGMENT));
    assertBounded(run, BUDGET);
  }

  @Test
  void aFragmentFlood() throws IOException {
    fragmentFlood(400_000);
  }

  @Test
  @Tag("slow")
  void aFragmentFloodOfTenMillion() throws IOException {
    fragmentFlood(10_000_000);
  }

  @Test
  void aScanOfEveryPortOfManyHosts() throws IOException {
    long packets = 65_536L * 10;
    AttackRun run =
        AttackRun.of(
            temp,
            packets,
            BUDGET,
            ResourceAttackTest::steadily,
            (number, bytes, at) ->
                MadePackets.tcp(
                    bytes,
                    at,
                    0x0a000002,
                    0x0a000100 + (int) (number >> 16),
                    50000 << 16 | (int) number & 0xffff,
                    SYN));
    assertEquals(packets, run.flows());
    assertTrue(run.findings() < 1000, run.findings() + " findings");
    assertBounded(run, BUDGET);
  }

  @Test
  void theDeepestNestingOfTunnels() throws IOException {
    int levels = 60;
    long packets = 100_000;
    AttackRun run =
        AttackRun.of(
            temp,
            packets,
            BUDGET,
            ResourceAttackTest::steadily,
            (number, bytes, at) -> {
              for (int level = 0; level < levels; level++) {
                int inside = 20 * (levels - 1 - level);
                MadePackets.ipv4(bytes, at + 20 * level, 4, level, level + 1, inside);
              }
              return 20 * levels;
            });
    assertEquals(packets, run.decoder().counters().outcome(DecodeOutcome.FLOW));
    assertEquals(packets, run.event(DecodeEvent.NESTING_LIMIT));
    assertBounded(run, BUDGET);
  }

  @Test
  void timesThatJumpByYears() throws IOException {
    long[] times = {0, 4_294_967_295_999_999_999L, START, -1_000_000_000L, START + 1};
    long packets = 200_000;
    AttackRun run =
        AttackRun.of(
            temp,
            packets,
            BUDGET,
            number -> times[(int) (number % times.length)],
            (number, bytes, at) ->
                MadePackets.tcp(
                    bytes, at, (int) (number % 4999), 0x0a000001, 40000 << 16 | 80, ACK));
    assertEquals(packets, run.decoder().counters().outcome(DecodeOutcome.FLOW));
    assertTrue(run.counter("time-backwards") > 0);
    assertBounded(run, BUDGET);
  }

  private void dnsStorm(long packets) throws IOException {
    byte[] head = bytes("8180000100010000000001");
    AttackRun run =
        AttackRun.of(
            temp,
            packets,
            BUDGET,
            ResourceAttackTest::steadily,
            (number, bytes, at) ->
                MadePackets.udp(
                    bytes,
                    at,
                    0x0a000035,
                    (int) (0x0a010000 + number % 50_000),
                    53 << 16 | 40000,
                    answer(head, number)));
    assertTrue(run.counter("observations") > packets / 2, run.counters().toString());
    assertTrue(run.counter("memories-dropped") > 0, run.counters().toString());
    assertBounded(run, BUDGET);
  }

  private static byte[] bytes(String hex) {
    return java.util.HexFormat.of().parseHex(hex);
  }

  /** An SRV answer for a KMS host of its own domain, each with another name and target. */
  private static byte[] answer(byte[] head, long number) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) number, (byte) (number >> 8)});
    out.write(head, 0, 10);
    label(out, "_vlmcs");
    label(out, "_tcp");
    label(out, "d" + number);
    out.writeBytes(bytes("0000210001"));
    out.writeBytes(bytes("c00c00210001000003e8"));
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    target.writeBytes(bytes("000000000698"));
    label(target, "k" + number);
    target.write(0);
    out.write(0);
    out.write(target.size());
    out.writeBytes(target.toByteArray());
    return out.toByteArray();
  }

  private static void label(ByteArrayOutputStream out, String label) {
    out.write(label.length());
    out.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void aStormOfDnsAnswers() throws IOException {
    dnsStorm(200_000);
  }

  @Test
  @Tag("slow")
  void aStormOfFiveMillionDnsAnswers() throws IOException {
    dnsStorm(5_000_000);
  }

  /** Three packets make a conversation with a KMS host that nobody expects. */
  private AttackRun unexpectedHosts(int hosts) throws IOException {
    long packets = 3L * hosts;
    AttackRun run =
        AttackRun.of(
            temp, packets, 2 * BUDGET, ResourceAttackTest::steadily, ResourceAttackTest::handshake);
    assertBounded(run, 2 * BUDGET);
    return run;
  }

  private static int handshake(long number, ByteBuffer bytes, int at) {
    int client = 0x0a000005;
    int server = 0x0a800000 + (int) (number / 3);
    return switch ((int) (number % 3)) {
      case 0 -> MadePackets.tcp(bytes, at, client, server, 50000 << 16 | 1688, SYN);
      case 1 -> MadePackets.tcp(bytes, at, server, client, 1688 << 16 | 50000, SYN_ACK);
      default -> MadePackets.tcp(bytes, at, client, server, 50000 << 16 | 1688, ACK);
    };
  }

  @Test
  void moreFindingsThanCanBeKept() throws IOException {
    AttackRun run = unexpectedHosts(130_000);
    assertEquals(100_000, run.findings());
    assertTrue(run.counter("findings-not-kept") >= 30_000, run.counters().toString());
  }

  @Test
  void dnsThatSpeaksOfAsManyKmsHostsAsThereAre() throws IOException {
    byte[] head = bytes("8180000100010000000001");
    long packets = 4 * 30_000;
    AttackRun run =
        AttackRun.of(
            temp,
            packets,
            BUDGET,
            ResourceAttackTest::steadily,
            (number, bytes, at) ->
                number % 4 < 3
                    ? handshake(number / 4 * 3 + number % 4, bytes, at)
                    : MadePackets.udp(
                        bytes, at, 0x0a000035, 0x0a010000, 53 << 16 | 40000, answer(head, number)));
    assertEquals(packets / 4, run.counter("observations"), run.counters().toString());
    assertTrue(run.findings() >= packets / 4, run.findings() + " findings");
    assertBounded(run, BUDGET);
  }
}
