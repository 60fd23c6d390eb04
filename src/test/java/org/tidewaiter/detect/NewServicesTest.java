package org.tidewaiter.detect;

import static org.tidewaiter.detect.Scene.CLIENT;
import static org.tidewaiter.detect.Scene.OTHER_SERVER;
import static org.tidewaiter.detect.Scene.SERVER;

import org.junit.jupiter.api.Test;

class NewServicesTest {
  private static final double DAY = 86_400;

  private final Scene scene = new Scene();

  @Test
  void whatAnswersFirstAfterTheLearningPeriodIsNew() {
    scene.talk(1, CLIENT, SERVER, 80).talk(8 * DAY, CLIENT, SERVER, 80);
    scene.talk(9 * DAY, CLIENT, OTHER_SERVER, 8080);
    scene.says(Detection.NEW_SERVICE);
    scene.setting(Detection.NEW_SERVICE, "enabled", "true");
    scene.says(Detection.NEW_SERVICE, "info 10.1.0.81 established");
    scene.setting(Detection.NEW_SERVICE, "learning_period", "10d");
    scene.says(Detection.NEW_SERVICE);
  }
}
