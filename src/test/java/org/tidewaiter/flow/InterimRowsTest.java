package org.tidewaiter.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class InterimRowsTest {
  private final InterimRows rows = new InterimRows();
  private final long[] words = FlowRow.newChunk();
  private final int at = FlowRow.at(3);

  private void packets(int fromA, int fromB) {
    FlowCounts.add(words, at, FlowCounts.A, fromA, 100L * fromA, 0);
    FlowCounts.add(words, at, FlowCounts.B, fromB, 0, 10L * fromB);
    words[at + FlowRow.LAST] += 1;
  }

  private void assertRow(int fromA, int fromB) {
    long[] row = rows.words();
    assertEquals(fromA, FlowCounts.packets(row, rows.at(), FlowCounts.A));
    assertEquals(100L * fromA, FlowCounts.bytes(row, rows.at(), FlowCounts.A));
    assertEquals(fromB, FlowCounts.packets(row, rows.at(), FlowCounts.B));
    assertEquals(10L * fromB, FlowCounts.payload(row, rows.at(), FlowCounts.B));
    assertEquals(FlowId.of(words, at), FlowId.of(row, rows.at()));
    assertEquals(words[at + FlowRow.LAST], row[rows.at() + FlowRow.LAST]);
  }

  @Test
  void tellsWhatCameSinceTheRowBefore() {
    int row = FlowRow.CHUNK_ROWS + 3;
    words[at + FlowRow.KEY] = 42;
    words[at + FlowRow.FIRST] = 7;
    packets(5, 4);
    assertTrue(rows.interim(row, words, at));
    assertRow(5, 4);
    assertEquals(EndReason.ACTIVE.ordinal(), FlowRow.endReason(rows.words(), rows.at()));
    assertFalse(rows.interim(row, words, at));
    packets(0, 2);
    assertTrue(rows.interim(row, words, at));
    assertRow(0, 2);
    assertEquals(5, FlowCounts.packets(words, at, FlowCounts.A));
    packets(1, 0);
    FlowRow.setEndReason(words, at, EndReason.IDLE);
    assertTrue(rows.last(row, words, at));
    assertRow(1, 0);
    assertEquals(EndReason.IDLE.ordinal(), FlowRow.endReason(rows.words(), rows.at()));
  }

  @Test
  void aFlowThatOneSideSpokeIsToldOfToo() {
    packets(0, 2);
    assertTrue(rows.interim(3, words, at));
    assertRow(0, 2);
    packets(0, 1);
    assertTrue(rows.last(3, words, at));
    assertRow(0, 1);
  }

  @Test
  void forgetsFlowsThatEnded() {
    packets(1, 1);
    assertFalse(rows.last(3, words, at));
    assertTrue(rows.interim(3, words, at));
    assertTrue(rows.last(3, words, at));
    assertRow(0, 0);
    assertFalse(rows.last(3, words, at));
  }
}
