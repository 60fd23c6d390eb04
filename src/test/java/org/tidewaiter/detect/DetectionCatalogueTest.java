package org.tidewaiter.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tidewaiter.policy.RuleSet;

/** The detections, their settings and their texts belong together. */
class DetectionCatalogueTest {
  private static final Set<String> PLACES =
      Set.of("server", "clients", "service", "port", "subject");
  private static RuleSet rules;
  private static DetectionGuide guide;

  @BeforeAll
  static void load() throws Exception {
    rules = RuleSet.load(null, null);
    guide = new DetectionGuide();
  }

  @Test
  void everyDetectionHasSettingsAndNoSettingIsWithoutDetection() {
    TreeSet<String> ids = new TreeSet<>();
    for (Detection detection : Detection.values()) {
      ids.add(detection.id());
    }
    assertEquals(ids, new TreeSet<>(rules.detections().detections()));
  }

  @ParameterizedTest
  @EnumSource(Detection.class)
  void everyDetectionIsExplained(Detection detection) {
    DetectionGuide.Entry entry = guide.of(detection);
    assertTrue(entry.means().endsWith("."), detection.id());
    assertTrue(entry.basis().endsWith("."), detection.id());
    assertTrue(entry.technique().matches("|T\\d{4}(\\.\\d{3})?"), entry.technique());
    if (detection.namesOnly()) {
      assertTrue(entry.title().isEmpty());
    } else {
      assertFalse(entry.title().isEmpty());
      assertFalse(entry.check().isEmpty(), detection.id());
      for (String rest = entry.title(); rest.indexOf('{') >= 0; ) {
        int close = rest.indexOf('}');
        assertTrue(PLACES.contains(rest.substring(rest.indexOf('{') + 1, close)), rest);
        rest = rest.substring(close + 1);
      }
    }
  }

  @Test
  void declaredRowsNameServicesThatThereAre() {
    for (ServiceRow row : ServiceRow.declared()) {
      boolean named = !row.services().isEmpty() && row.services().charAt(0) >= 'a';
      if (named && !row.services().equals(ServiceRow.LEGACY)) {
        for (String id : row.services().split(" ")) {
          assertNotEquals(0, rules.services().number(id), id);
        }
      }
      assertTrue(
          rules.detections().settingsOf(row.detection().id()).contains(row.setting()),
          row.detection() + " " + row.setting());
    }
  }

  @Test
  void shippedAlertsBelongToDetections() {
    Set<String> ids = new TreeSet<>(rules.detections().detections());
    for (int i = 0; i < rules.policy().expectations(); i++) {
      String id = rules.policy().expectation(i).id();
      String name = id.contains("/") ? id.substring(0, id.indexOf('/')) : id;
      assertTrue(name.equals("declared") || ids.contains(name), id);
    }
  }
}
