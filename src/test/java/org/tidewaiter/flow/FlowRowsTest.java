package org.tidewaiter.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.tidewaiter.decode.HeaderColumns;

class FlowRowsTest {
  private static final int WAIT = HeaderColumns.MAX_ROWS;

  private final FlowRows rows = new FlowRows();

  private void takeNew(int count) {
    int used = rows.used();
    for (int i = 0; i < count; i++) {
      assertEquals(used + i, rows.take(0));
    }
  }

  @Test
  void aReleasedRowIsGivenOutAgainAfterAWholeBatch() {
    takeNew(3);
    FlowRow.setParentId(rows.words(1), FlowRows.at(1), 9);
    rows.words(1)[FlowRows.at(1) + FlowRow.STATE] = FlowRow.STATE_LIVE | 1;
    rows.release(1, 50);
    assertEquals(2, rows.live());
    assertFalse(FlowRow.isLive(rows.words(1), FlowRows.at(1)));
    assertEquals(9, FlowRow.parentId(rows.words(1), FlowRows.at(1)), "still readable");
    assertEquals(3, rows.take(50 + WAIT), "not yet: it ended within the last batch's rows");
    assertEquals(1, rows.take(51 + WAIT));
    assertEquals(0, FlowRow.parentId(rows.words(1), FlowRows.at(1)));
    assertEquals(0, rows.words(1)[FlowRows.at(1) + FlowRow.STATE]);
    assertEquals(4, rows.live());
    assertEquals(4, rows.used());
    assertEquals(4, rows.take(51 + WAIT), "each is given out once");
  }

  /** More than the ring holds at first, from its middle on, so that it wraps and grows. */
  @Test
  void rowsAreGivenOutInTheOrderOfTheirRelease() {
    takeNew(5000);
    for (int row = 0; row < 700; row++) {
      rows.release(row, row);
    }
    for (int row = 0; row < 600; row++) {
      assertEquals(row, rows.take(10_000L + WAIT));
    }
    for (int row = 700; row < 3700; row++) {
      rows.release(row, row);
    }
    for (int row = 600; row < 3700; row++) {
      assertEquals(row, rows.take(10_000L + WAIT));
    }
    assertEquals(5000, rows.live());
    assertEquals(5000, rows.used());
  }

  @Test
  void chunksStayWhereTheyAre() {
    long[] first = rows.words(0);
    takeNew(FlowRow.CHUNK_ROWS);
    assertSame(first, rows.words(FlowRow.CHUNK_ROWS - 1));
    takeNew(6 * FlowRow.CHUNK_ROWS);
    assertSame(first, rows.words(0));
    assertNotSame(first, rows.words(FlowRow.CHUNK_ROWS));
    assertEquals(FlowRow.at(0), FlowRows.at(FlowRow.CHUNK_ROWS));
    assertEquals(FlowRow.at(CHUNK_LAST), FlowRows.at(FlowRow.CHUNK_ROWS + CHUNK_LAST));
    assertEquals(7 * FlowRow.CHUNK_ROWS, rows.live());
  }

  private static final int CHUNK_LAST = FlowRow.CHUNK_ROWS - 1;
}
