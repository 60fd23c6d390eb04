package org.tidewaiter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HandoverTest {
  /** What the launcher is told, with a bar behind each word; null if nothing. */
  private static String command(int words, String commandLine) {
    if (!Handover.isPlain(bytes(commandLine), words)) {
      return null;
    }
    byte[] command = Handover.shellCommand(bytes("(launcher)"), bytes(commandLine));
    return new String(command, StandardCharsets.ISO_8859_1).replace('\0', '|');
  }

  private static byte[] bytes(String words) {
    return words.replace('|', '\0').getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void theShellIsTheLauncherBesideTheJarAndGetsTheSameWords() {
    assertEquals(
        "sh|-c|(launcher)|target/tidewaiter|replay|a b.pcap|--out|r|",
        command(4, "java|-jar|target/tidewaiter.jar|replay|a b.pcap|--out|r|"));
    assertEquals(
        "sh|-c|(launcher)|tidewaiter|replay|",
        command(1, "/usr/bin/java|-jar|tidewaiter.jar|replay|"));
  }

  @Test
  void wordsAreBytesAndMayBeEmpty() {
    assertEquals(
        "sh|-c|(launcher)|/ä/tidewaiter|replay||\u00ff\u0080||",
        command(4, "java|-jar|/ä/tidewaiter.jar|replay||\u00ff\u0080||"));
  }

  @Test
  void whoeverGivesJavaOptionsKeepsIt() {
    assertNull(command(1, "java|-Xmx1g|-jar|tidewaiter.jar|replay|"));
    assertNull(command(1, "java|-cp|tidewaiter.jar|org.tidewaiter.cli.Main|replay|"));
    assertNull(command(1, "java|-cp|tidewaiter.jar|replay|"));
  }

  @Test
  void otherJarsAndPartsOfACommandLineAreLeftAlone() {
    assertNull(command(1, "java|-jar|my-tidewaiter.jar|replay|"));
    assertNull(command(1, "java|-jar|tidewaiter.jar|replay|more|"));
    assertNull(command(1, "java|-jar|tidewaiter.jar|replay"));
    assertNull(command(1, ""));
  }

  @Test
  void optionsForJavaMayComeFromTheEnvironment() {
    assertTrue(Handover.isTuned(Map.of("JAVA_TOOL_OPTIONS", "-Da=b")));
    assertTrue(Handover.isTuned(Map.of("JDK_JAVA_OPTIONS", "-XX:+UseZGC")));
    assertTrue(Handover.isTuned(Map.of("_JAVA_OPTIONS", "-javaagent:watch.jar")));
    assertFalse(Handover.isTuned(Map.of("JAVA_TOOL_OPTIONS", " ", "OTHER", "-XX:+UseG1GC")));
    assertFalse(Handover.isTuned(Map.of()));
  }
}
