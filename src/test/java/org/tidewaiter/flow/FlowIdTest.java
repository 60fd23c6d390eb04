package org.tidewaiter.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Ids join the reports of different runs and releases: they may not change. */
class FlowIdTest {
  private final long[] words = FlowRow.newChunk();
  private final int at = FlowRow.at(2);

  private long id(long aHigh, long aLow, long bHigh, long bLow, long key, long first) {
    words[at + FlowRow.A_HIGH] = aHigh;
    words[at + FlowRow.A_LOW] = aLow;
    words[at + FlowRow.B_HIGH] = bHigh;
    words[at + FlowRow.B_LOW] = bLow;
    words[at + FlowRow.KEY] = key;
    words[at + FlowRow.FIRST] = first;
    return FlowId.of(words, at);
  }

  /** Expected values were calculated by another program. */
  @Test
  void idsAreTheFinaliserOfMurmurHash3OverKeyAndFirstTime() {
    assertEquals(
        0x830DB82308D4D8A2L,
        id(
            0,
            0xFFFF_0A00_0001L,
            0,
            0xFFFF_0A00_0002L,
            0xC350_0698_0000_0601L,
            1_700_000_000L * Traffic.SECOND));
    assertEquals(
        0xCED031B8402799FAL,
        id(0x2001_0DB8_0000_0000L, 1, 0x2001_0DB8_0000_0000L, 2, 0x1122_3344_5566_7788L, 1));
  }

  @Test
  void zeroIsNoId() {
    assertEquals(1, id(0, 1, 0, 2, 3, 0x124A_B9ED_5C2E_A2F2L));
  }
}
