package org.tidewaiter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.JarRun;

/**
 * A replay begun by {@code java -jar} goes on as the launcher: only that one gives Java what stands
 * in TIDEWAITER_JAVA_OPTIONS, here to tell how its collector begins.
 */
class HandoverIT {
  private static final String BEGINS = "[gc,init]";

  @TempDir Path temp;

  @BeforeEach
  void isPossible() {
    assumeTrue(JarRun.jar() != null, "no jar");
    assumeTrue(Files.exists(Path.of("/proc/self/cmdline")), "no Linux");
    assumeTrue(Files.exists(JarRun.jar().resolveSibling("tidewaiter")), "no launcher");
  }

  private String said(int exitCode, List<String> optionsOfJava, String... words) throws Exception {
    List<String> command = new ArrayList<>(JarRun.command(words));
    command.addAll(1, optionsOfJava);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("TIDEWAITER_JAVA_OPTIONS", "-Xlog:gc,gc+init");
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(exitCode, process.waitFor(), said);
    return said;
  }

  private String[] replay(String... more) {
    List<String> words = new ArrayList<>(List.of("replay", "captures/office-kms.pcapng"));
    words.addAll(List.of("--out", temp.resolve("a report").toString()));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  @Test
  void aReplayBecomesTheLaunchersWithItsExitCode() throws Exception {
    String said = said(10, List.of(), replay("--fail-on", "low"));
    assertTrue(said.contains(BEGINS), said);
    assertTrue(said.contains("a report"), said);
    assertTrue(Files.exists(temp.resolve("a report/findings.csv")), said);
  }

  @Test
  void aDirectoryOfSmallCapturesIsShortWorkForTheLauncher() throws Exception {
    Path captures = Files.createDirectory(temp.resolve("captures"));
    Files.copy(Path.of("captures/scan.pcap"), captures.resolve("one.pcap"));
    String[] words = {"replay", "-r", captures.toString(), "-o", temp.resolve("r").toString()};
    assertTrue(said(0, List.of(), words).contains("Using Serial"));
  }

  @Test
  void notWhereJavaIsGivenOptionsNorForOtherCommands() throws Exception {
    assertFalse(said(0, List.of("-Xmx512m"), replay()).contains(BEGINS));
    assertFalse(said(0, List.of(), "lookup", "1688").contains(BEGINS));
  }
}
