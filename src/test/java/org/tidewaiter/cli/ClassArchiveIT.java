package org.tidewaiter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnJre;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.JarRun;

/**
 * The launcher finds all classes of the jar in the archive that the build made. Java leaves out of
 * it, without a word, what it cannot archive, and loads that from the jar at each start.
 */
@EnabledOnJre(
    value = JRE.JAVA_17,
    disabledReason = "Java 25 archives no classes in a format as old as picocli's")
class ClassArchiveIT {
  @TempDir Path temp;

  private static List<String> classesLoaded(String... words) throws Exception {
    assumeTrue(JarRun.jar() != null, "no jar");
    List<String> command = new ArrayList<>();
    command.add(JarRun.jar().resolveSibling("tidewaiter").toString());
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("TIDEWAITER_JAVA_OPTIONS", "-Xlog:class+load");
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said.lines().filter(line -> line.contains("[class,load]")).toList();
  }

  private static void areArchived(List<String> loaded) {
    assertTrue(loaded.size() > 500, loaded.size() + " classes");
    assertEquals(
        List.of(), loaded.stream().filter(line -> line.contains("source: file:")).toList());
  }

  @Test
  void thoseOfALookup() throws Exception {
    areArchived(classesLoaded("lookup", "1688"));
  }

  @Test
  void thoseOfAReplayWithItsPage() throws Exception {
    String out = temp.resolve("report").toString();
    areArchived(classesLoaded("replay", "captures/office-kms.pcapng", "--out", out));
  }
}
