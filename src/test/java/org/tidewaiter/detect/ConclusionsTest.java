package org.tidewaiter.detect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.tidewaiter.policy.Severity;

/** What is concluded at the end of a period, and may not hold at the end of the next. */
class ConclusionsTest {
  private static final long KEY =
      FindingRow.key(Detection.KMS_NOT_ADVERTISED, 0, FindingRow.CONCLUSION, 6, 1688, 1);

  private final Findings findings = new Findings(new DetectCounters());
  private final int finding = findings.find(KEY, -1, 0, 0, 5, Severity.MEDIUM.ordinal());

  private boolean stands() {
    return FindingRow.stands(findings.table.words(finding), FindingTable.at(finding));
  }

  @Test
  void standUntilTheyAreTakenBackAndAgainWhenTheyAreDrawnAgain() {
    findings.concluded(finding);
    findings.note(finding, "first");
    assertTrue(stands());
    findings.takeChanged();
    findings.takeBackConclusions();
    assertFalse(stands());
    assertArrayEquals(new int[] {finding}, findings.takeChanged());
    findings.concluded(finding);
    findings.note(finding, "second");
    assertTrue(stands());
    assertEquals("second", findings.noteOf(finding));
  }

  @Test
  void otherFindingsAreNotTakenBack() {
    long key = FindingRow.key(Detection.KMS_UNEXPECTED_HOST, 0, 0, 6, 1688, 1);
    int other = findings.find(key, -1, 0, 0, 5, Severity.HIGH.ordinal());
    findings.table.words(other)[FindingTable.at(other) + FindingRow.ENDED] = 1;
    findings.takeBackConclusions();
    assertTrue(FindingRow.stands(findings.table.words(other), FindingTable.at(other)));
  }
}
