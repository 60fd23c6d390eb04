package org.tidewaiter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Colours and progress are for a person at a terminal; script(1) of util-linux plays one. */
class TerminalIT {
  private static final String ESCAPE = "\u001b";
  private static final Pattern COLOUR = Pattern.compile(ESCAPE + "\\[[\\d;]*m");
  private static final String SCRIPT = "/usr/bin/script";
  private static final String SLOWLY = "(cat captures/office-kms.pcapng; sleep 2) | ";

  @TempDir Path temp;

  private String tidewaiter(String arguments) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return java + " -jar " + System.getProperty("tidewaiter.jar") + " " + arguments;
  }

  private String replay(String arguments) {
    return tidewaiter("replay --force --out " + temp.resolve("report") + " " + arguments);
  }

  /** Everything that a shell command writes to a terminal. */
  private String onTerminal(String command) throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of(SCRIPT)), "no script(1)");
    return output(SCRIPT, "-qec", command, "/dev/null");
  }

  private String output(String... command) throws IOException, InterruptedException {
    File file = temp.resolve("output").toFile();
    ProcessBuilder builder = new ProcessBuilder(List.of(command));
    builder.environment().put("TERM", "xterm");
    builder.environment().keySet().removeAll(List.of("NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"));
    Process process = builder.redirectErrorStream(true).redirectOutput(file).start();
    assertEquals(0, process.waitFor());
    return Files.readString(file.toPath(), StandardCharsets.UTF_8);
  }

  @Test
  void aLongReplayTellsHowFarItIs() throws IOException, InterruptedException {
    String seen = onTerminal(SLOWLY + replay("-"));
    assertTrue(seen.contains("1,850 packets, "), seen);
    int erased = seen.lastIndexOf("\r" + ESCAPE + "[K");
    assertTrue(erased >= 0 && seen.indexOf("Input ", erased) > 0, seen);
  }

  @Test
  void nobodyWhoDoesNotLookIsTold() throws IOException, InterruptedException {
    assertFalse(onTerminal(SLOWLY + replay("- --quiet")).contains(ESCAPE));
    String piped = output("sh", "-c", SLOWLY + replay("-"));
    assertTrue(piped.startsWith("Input "), piped);
    assertFalse(piped.contains(ESCAPE), piped);
    assertFalse(onTerminal(SLOWLY + replay("- 2>&1") + " | cat").contains(ESCAPE));
  }

  @Test
  void coloursAreForTerminalsAndCanBeRefused() throws IOException, InterruptedException {
    String office = replay("captures/office-kms.pcapng");
    assertTrue(COLOUR.matcher(onTerminal(office)).find());
    assertFalse(COLOUR.matcher(onTerminal("NO_COLOR=1 " + office)).find());
    assertFalse(output("sh", "-c", office).contains(ESCAPE));
  }
}
