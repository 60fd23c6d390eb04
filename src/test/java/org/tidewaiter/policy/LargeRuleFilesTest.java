package org.tidewaiter.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rule files that a machine has written: as large as they may be, good and bad. */
class LargeRuleFilesTest {
  @TempDir Path temp;

  private static String[] members(int rows) {
    String[] members = new String[rows];
    for (int i = 0; i < rows; i++) {
      members[i] = "kms-hosts,10." + (i >> 16 & 255) + "." + (i >> 8 & 255) + "." + (i & 255) + ",";
    }
    return members;
  }

  private void manyMembers(int rows, int seconds) {
    assertTimeout(
        Duration.ofSeconds(seconds),
        () -> new RuleFixture(temp).networks(members(rows)).overShipped());
  }

  private String[] expectations(int rows) {
    String[] expectations = new String[rows];
    for (int i = 0; i < rows; i++) {
      String server = "10." + (i >> 16 & 255) + "." + (i >> 8 & 255) + "." + (i & 255);
      expectations[i] = "row-" + i + ",kms," + server + ",any,expect,,,,";
    }
    return expectations;
  }

  @Test
  void manyRows() {
    manyMembers(40_000, 10);
    assertTimeout(
        Duration.ofSeconds(10),
        () -> new RuleFixture(temp).expectations(expectations(2_000)).overShipped());
  }

  @Test
  void moreNetworksThanThereIsRoomForAreRefused() {
    List<String> problems =
        assertTimeout(
            Duration.ofSeconds(20),
            () -> new RuleFixture(temp).expectations(expectations(200_000)).problems());
    assertTrue(problems.get(0).contains("too many"), problems.get(0));
  }

  @Test
  @Tag("slow")
  void twoHundredThousandRows() {
    manyMembers(200_000, 20);
  }

  @Test
  void twoHundredThousandBadRowsAreRefusedSoon() {
    String[] rows = new String[200_000];
    java.util.Arrays.fill(rows, "no-such-group-,300.1.2.3/99,");
    List<String> problems =
        assertTimeout(
            Duration.ofSeconds(20), () -> new RuleFixture(temp).networks(rows).problems());
    assertTrue(problems.size() > 1, problems.size() + " problems");
    assertEquals(problems.size(), problems.stream().distinct().count());
  }
}
