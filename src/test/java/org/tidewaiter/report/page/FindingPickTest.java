package org.tidewaiter.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.report.page.PageModel.FindingKind;
import org.tidewaiter.report.page.PageModel.FindingRow;

class FindingPickTest {
  private static List<String> ids(List<FindingRow> rows) {
    return rows.stream().map(FindingRow::id).toList();
  }

  @Test
  void worstFirstAndAlikeTogether() {
    FindingPick pick = new FindingPick();
    pick.add(SampleModel.finding("a", "low", "x", 9));
    pick.add(SampleModel.finding("b", "high", "x", 1));
    pick.add(SampleModel.finding("c", "high", "y", 5));
    pick.add(SampleModel.finding("d", "high", "x", 9));
    pick.add(SampleModel.finding("e", "critical", "z", 1));
    assertEquals(List.of("e", "d", "b", "c", "a"), ids(pick.picked()));
  }

  @Test
  void theOddOneIsNotCrowdedOut() {
    FindingPick pick = new FindingPick();
    for (int i = 0; i < 10_000; i++) {
      pick.add(SampleModel.finding("s" + i, "critical", "scan", 1));
    }
    pick.add(SampleModel.finding("odd", "high", "kms-unexpected-host", 1));
    pick.add(SampleModel.finding("small", "info", "telnet-in-use", 1));
    List<String> ids = ids(pick.picked());
    assertEquals(FindingPick.MAX_OF_KIND + 2, ids.size());
    assertEquals("odd", ids.get(FindingPick.MAX_OF_KIND));
    assertEquals("small", ids.get(FindingPick.MAX_OF_KIND + 1));
    assertEquals(10_002, pick.total());
    assertEquals(new FindingKind("critical", "scan", 10_000), pick.kinds().get(0));
  }

  @Test
  void manyKindsShareTheRoom() {
    FindingPick pick = new FindingPick();
    for (int i = 0; i < 100_000; i++) {
      pick.add(SampleModel.finding("f" + i, "high", "kind" + i % 300, 1));
    }
    assertTrue(pick.picked().size() <= FindingPick.MAX_SHOWN);
    assertEquals(FindingPick.MAX_KINDS, pick.kinds().size());
    assertEquals(100_000, pick.total());
  }

  @Test
  void anUnknownSeverityIsSeen() {
    FindingPick pick = new FindingPick();
    pick.add(SampleModel.finding("a", "high", "x", 9));
    pick.add(SampleModel.finding("b", "apocalyptic", "x", 1));
    assertEquals(List.of("b", "a"), ids(pick.picked()));
  }
}
