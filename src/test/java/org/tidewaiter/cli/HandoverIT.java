package org.tidewaiter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
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
 * in TIDEWAITER_JAVA_OPTIONS, here to tell its options.
 */
class HandoverIT {
  private static final String BY_LAUNCHER = "-XX:+PrintCommandLineFlags";
  private static final String SHORT_WORK = "-XX:TieredStopAtLevel=1";
  private static final String OFFICE = "captures/office-kms.pcapng";

  @TempDir Path temp;

  @BeforeEach
  void isPossible() {
    assumeTrue(JarRun.jar() != null, "no jar");
    assumeTrue(Files.exists(Path.of("/proc/self/cmdline")), "no Linux");
  }

  private String said(int exitCode, String environment, List<String> command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    List<String> ofJava = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");
    builder.environment().keySet().removeAll(ofJava);
    builder.environment().put("TIDEWAITER_JAVA_OPTIONS", BY_LAUNCHER);
    builder.environment().put("CDPATH", ".:/");
    if (!environment.isEmpty()) {
      builder.environment().put(environment, "-Da=b");
    }
    builder.redirectInput(new File(OFFICE));
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(exitCode, process.waitFor(), said);
    return said;
  }

  private List<String> replay(String... more) {
    List<String> command = new ArrayList<>(JarRun.command("replay"));
    command.addAll(List.of(more));
    command.addAll(List.of("--force", "--out", temp.resolve("a report").toString()));
    return command;
  }

  @Test
  void aReplayBecomesTheLaunchersWithItsExitCode() throws Exception {
    String said = said(10, "", replay(OFFICE, "--fail-on", "low"));
    assertTrue(said.contains(BY_LAUNCHER) && said.contains(SHORT_WORK), said);
    assertTrue(said.contains("a report"), said);
    assertTrue(Files.exists(temp.resolve("a report/findings.csv")), said);
  }

  @Test
  void onlyShortWorkGetsTheOptionsForIt() throws Exception {
    String said = said(0, "", replay("-"));
    assertTrue(said.contains(BY_LAUNCHER) && said.contains("1,850 packets"), said);
    assertFalse(said.contains(SHORT_WORK), said);
  }

  @Test
  void whatElseIsCalledTidewaiterBesideTheJarDoesNotMatter() throws Exception {
    Path jar = Files.copy(JarRun.jar(), temp.resolve("tidewaiter.jar"));
    Files.createDirectory(temp.resolve("tidewaiter"));
    List<String> command = replay(OFFICE);
    command.set(command.indexOf("-jar") + 1, jar.toString());
    String said = said(0, "", command);
    assertTrue(said.contains(BY_LAUNCHER) && said.contains("1,850 packets"), said);
  }

  @Test
  void notWhereJavaIsGivenOptionsNorForOtherCommands() throws Exception {
    List<String> withOption = replay(OFFICE);
    withOption.add(1, "-Xmx512m");
    assertFalse(said(0, "", withOption).contains(BY_LAUNCHER));
    assertFalse(said(0, "JAVA_TOOL_OPTIONS", replay(OFFICE)).contains(BY_LAUNCHER));
    assertFalse(said(0, "", JarRun.command("lookup", "1688")).contains(BY_LAUNCHER));
  }
}
