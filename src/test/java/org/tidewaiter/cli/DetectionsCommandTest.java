package org.tidewaiter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.tidewaiter.Replaying;
import org.tidewaiter.detect.Detection;

class DetectionsCommandTest {
  @Test
  void listsAll() {
    Replaying.Run run = Replaying.run("detections");
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(Detection.values().length, run.out().lines().count());
    assertTrue(run.out().contains("kms-unexpected-host          high      A host answers"));
    assertTrue(run.out().contains("new-service                  off "));
  }

  @Test
  void explainsOne() {
    Replaying.Run run = Replaying.run("detections", "kms-client-hunting");
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().contains("kms-client-hunting,min_servers,4"), run.out());
    assertTrue(run.out().contains("detections.csv:"), run.out());
    assertTrue(run.out().contains("Check first: a vulnerability scanner."), run.out());
  }

  @Test
  void suggests() {
    Replaying.Run run = Replaying.run("detections", "kms-client-hunger");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("did you mean 'kms-client-hunting'"), run.err());
  }
}
