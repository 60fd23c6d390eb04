package org.tidewaiter.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.FuzzSeeds;
import org.tidewaiter.capture.PacketBatch;

/**
 * Any bytes as a packet of any link type: one outcome, columns within the packet, and nothing that
 * depends on what lies around the packet.
 */
class DecoderFuzzTest {
  private static final int MARGIN = 256;
  private static final long SEED = 7;
  private static final Decoder WITH_VLAN = new Decoder(SEED, true);
  private static final Decoder WITHOUT_VLAN = new Decoder(SEED, false);
  private static final PacketBatch BATCH = new PacketBatch();
  private static final HeaderColumns AMONG_ZEROS = new HeaderColumns();
  private static final HeaderColumns AMONG_ONES = new HeaderColumns();
  private static final byte[] ZEROS = new byte[MARGIN];
  private static final byte[] ONES = new byte[MARGIN];

  static {
    Arrays.fill(ONES, (byte) 0xff);
  }

  @MethodSource("org.tidewaiter.FuzzSeeds#packets")
  @FuzzTest(maxDuration = "60s")
  void anyBytes(byte[] data) {
    if (data.length < 2) {
      return;
    }
    Decoder decoder = (data[1] & 1) != 0 ? WITH_VLAN : WITHOUT_VLAN;
    decode(decoder, data, ZEROS, AMONG_ZEROS);
    DecodeInvariants.check(BATCH, AMONG_ZEROS, SEED);
    DecodeInvariants.check(decoder.takeCounters(0), 1);
    decode(decoder, data, ONES, AMONG_ONES);
    decoder.takeCounters(0);
    assertSame(data);
  }

  private static void decode(Decoder decoder, byte[] data, byte[] around, HeaderColumns columns) {
    int captured = Math.min(data.length - 2, PacketBatch.MAX_CAPTURED_LENGTH);
    BATCH.clear();
    BATCH.bytes.put(0, around).put(MARGIN, data, 2, captured).put(MARGIN + captured, around);
    BATCH.size = 1;
    BATCH.offset[0] = MARGIN;
    BATCH.capturedLength[0] = captured;
    BATCH.wireLength[0] = captured + (data[1] & 0xff);
    BATCH.linkType[0] = FuzzSeeds.LINK_TYPES[(data[0] & 0xff) % FuzzSeeds.LINK_TYPES.length];
    decoder.decode(BATCH, columns);
  }

  private static void assertSame(byte[] data) {
    HeaderColumns one = AMONG_ZEROS;
    HeaderColumns other = AMONG_ONES;
    assertEquals(one.size, other.size, () -> HexFormat.of().formatHex(data));
    assertEquals(one.outcome[0], other.outcome[0], () -> HexFormat.of().formatHex(data));
    for (int i = 0; i < one.size; i++) {
      boolean same =
          one.aHigh[i] == other.aHigh[i]
              && one.aLow[i] == other.aLow[i]
              && one.bHigh[i] == other.bHigh[i]
              && one.bLow[i] == other.bLow[i]
              && one.key[i] == other.key[i]
              && one.flags[i] == other.flags[i]
              && one.tunnel[i] == other.tunnel[i]
              && one.payloadOffset[i] == other.payloadOffset[i]
              && one.payloadCaptured[i] == other.payloadCaptured[i]
              && one.payloadLength[i] == other.payloadLength[i];
      assertTrue(same, () -> "reads around the packet: " + HexFormat.of().formatHex(data));
    }
  }
}
