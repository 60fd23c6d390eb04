package org.tidewaiter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packets behind a finding, replayed again, are the finding's flows and nothing else. */
class EvidenceTest {
  private static final String OFFICE = "captures/office-kms.pcapng";

  @TempDir Path temp;

  @Test
  void theEvidenceOfAFindingHoldsItsFlowWhole() {
    Path report = temp.resolve("report");
    Replaying.replay(report, List.of(OFFICE));
    String row =
        Replaying.lines(report, "findings.csv").stream()
            .filter(line -> line.contains(",kms-emulator-fingerprint,"))
            .findFirst()
            .orElseThrow();
    String id = row.substring(0, row.indexOf(','));
    List<String> flows =
        Replaying.lines(report, "flows.csv").stream().filter(line -> line.contains(id)).toList();
    assertEquals(1, flows.size());

    Path evidence = temp.resolve("evidence.pcapng");
    Replaying.Run run =
        Replaying.run("evidence", report.toString(), id, OFFICE, "-w", evidence.toString());
    assertEquals(0, run.exitCode(), run.err());
    Path again = temp.resolve("again");
    Replaying.replay(again, List.of(evidence.toString()));
    List<String> kept = Replaying.lines(again, "flows.csv");
    assertEquals(2, kept.size(), "the header and one flow");
    // Everything up to the counts is the same; the verdict may differ without the other traffic.
    int counts = 21;
    assertEquals(cells(flows.get(0), counts), cells(kept.get(1), counts));
  }

  private static List<String> cells(String row, int count) {
    return List.of(row.split(",", -1)).subList(0, count);
  }

  @Test
  void anUnknownFindingIsAMistakeOfTheUser() {
    Path report = temp.resolve("report");
    Replaying.replay(report, List.of(OFFICE));
    Replaying.Run run =
        Replaying.run(
            "evidence", report.toString(), "nonesuch", OFFICE, "-w", temp + "/none.pcapng");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("no such finding"), run.err());
  }
}
