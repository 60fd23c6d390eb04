package org.tidewaiter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.decode.FlowHash;

/**
 * Flows whose keys somebody chose to make the flow table slow, through decoder and analysis: not
 * more than twice the time of flows at random.
 */
class HashFloodTest {
  private static final int FLOWS = 25_000;
  private static final int BUDGET = 2 * FLOWS;
  private static final int SYN = 2;
  private static final double BOUND = 2;
  private static final long MAPPED = 0xffff_0000_0000L;

  /** Other secrets than those of the run, which the attacker does not know. */
  private static final long ATTACKERS_SEED = 99;

  @TempDir Path temp;

  private double ratio(MadePackets.Maker crafted, MadePackets.Maker usual) throws Exception {
    return CostRatio.of(() -> run(crafted), () -> run(usual), BOUND);
  }

  private void run(MadePackets.Maker maker) throws IOException {
    // Each flow twice, so that it is looked up, too.
    AttackRun run =
        AttackRun.of(
            temp,
            2 * FLOWS,
            BUDGET,
            number -> 1_700_000_000_000_000_000L + number * 1000,
            (number, bytes, at) -> maker.make(number % FLOWS, bytes, at));
    assertEquals(FLOWS, run.flows());
  }

  private static int ipv6(
      ByteBuffer bytes, int at, long fromHigh, long fromLow, long toHigh, long toLow) {
    bytes.putInt(at, 0x60000000).putInt(at + 4, 20 << 16 | 6 << 8 | 64);
    bytes.putLong(at + 8, fromHigh).putLong(at + 16, fromLow);
    bytes.putLong(at + 24, toHigh).putLong(at + 32, toLow);
    bytes.putInt(at + 40, 40000 << 16 | 80).putLong(at + 44, 0);
    bytes.putInt(at + 52, 0x50000000 | SYN << 16 | 0xffff).putInt(at + 56, 0);
    return 60;
  }

  private static final long[] RANDOM = new Random(1).longs(4L * FLOWS).toArray();

  private static int randomIpv6(long number, ByteBuffer bytes, int at) {
    int i = 4 * (int) number;
    return ipv6(bytes, at, RANDOM[i], RANDOM[i + 1], RANDOM[i + 2], RANDOM[i + 3]);
  }

  private static int randomIpv4(long number, ByteBuffer bytes, int at) {
    long random = RANDOM[(int) number];
    return MadePackets.tcp(bytes, at, (int) random, (int) (random >> 32), 40000 << 16 | 80, SYN);
  }

  @Test
  void addressesWhoseBitsAreInverted() throws Exception {
    // Sixteen keys of each base: every word as it is, or inverted but for its lowest bit.
    double ratio =
        ratio(
            (number, bytes, at) -> {
              int i = 4 * (int) (number >> 4);
              return ipv6(
                  bytes,
                  at,
                  RANDOM[i] ^ -2L * (number & 1),
                  RANDOM[i + 1] ^ -2L * (number >> 1 & 1),
                  RANDOM[i + 2] ^ -2L * (number >> 2 & 1),
                  RANDOM[i + 3] ^ -2L * (number >> 3 & 1));
            },
            HashFloodTest::randomIpv6);
    assertTrue(ratio < BOUND, ratio + " times as slow");
  }

  @Test
  void flowsThatDifferInOneOrTwoBits() throws Exception {
    double ratio =
        ratio(
            (number, bytes, at) -> {
              long[] words = {RANDOM[0], RANDOM[1], RANDOM[2], RANDOM[3]};
              int one = (int) (number % 256);
              int other = (int) (number / 256);
              words[one >> 6] ^= 1L << one;
              words[other >> 6] ^= other == one ? 0 : 1L << other;
              // Pairs come in both orders; which it is, a higher bit tells.
              words[3] ^= one < other ? 0 : 1L << 40 | 1L << 20 | 1L << 10;
              return ipv6(bytes, at, words[0], words[1], words[2], words[3]);
            },
            HashFloodTest::randomIpv6);
    assertTrue(ratio < BOUND, ratio + " times as slow");
  }

  @Test
  void flowsThatCollideUnderOtherSecrets() throws Exception {
    FlowHash known = new FlowHash(ATTACKERS_SEED);
    long[] keys = new long[FLOWS];
    Random random = new Random(2);
    for (int found = 0; found < FLOWS; ) {
      int from = random.nextInt(1 << 30);
      int to = from + 1 + random.nextInt(1 << 20);
      long ports = (40000L << 48 | 80L << 32) + (6 << 24);
      if ((known.of(0, MAPPED | from, 0, MAPPED | to, ports) & 0x3f) == 0x15) {
        keys[found++] = (long) from << 32 | to;
      }
    }
    double ratio =
        ratio(
            (number, bytes, at) -> {
              long key = keys[(int) number];
              return MadePackets.tcp(
                  bytes, at, (int) (key >> 32), (int) key, 40000 << 16 | 80, SYN);
            },
            HashFloodTest::randomIpv4);
    assertTrue(ratio < BOUND, ratio + " times as slow");
  }
}
