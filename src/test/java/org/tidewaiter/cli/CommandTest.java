package org.tidewaiter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.Replaying;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

/** What holds for all commands. */
class CommandTest {
  private static List<CommandLine> withSubcommands(CommandLine command) {
    List<CommandLine> all = new ArrayList<>(List.of(command));
    command.getSubcommands().values().forEach(sub -> all.addAll(withSubcommands(sub)));
    return all;
  }

  /** Reflecting on annotations took up to half the time of a short command. */
  @Test
  void nothingIsReadFromAnnotations() {
    List<CommandLine> commands = withSubcommands(Tidewaiter.commandLine());
    assertEquals(15, commands.size());
    for (CommandLine command : commands) {
      Class<?> type = command.getCommand().getClass();
      assertEquals(0, type.getAnnotations().length, type.getName());
      for (ArgSpec argument : command.getCommandSpec().args()) {
        assertNull(argument.userObject(), "the annotated field of " + argument);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"replay", "lookup", "report", "diff", "evidence -w w", "rules learn -o o"})
  void saysWhichParameterIsMissing(String words) {
    Replaying.Run run = Replaying.run(words.split(" "));
    assertEquals(ExitCode.USAGE, run.exitCode(), run.out());
    assertTrue(run.err().startsWith("Missing required parameter"), run.err());
  }

  /** As in {@code --out="$REPORT"} where nothing has set that. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "replay x.pcap --out=",
        "replay x.pcap --rules=",
        "lookup 1 --rules-only=",
        "rules learn -o= x.pcap"
      })
  void namesOfFilesAreNotEmpty(String words) {
    Replaying.Run run = Replaying.run(words.split(" "));
    assertEquals(ExitCode.USAGE, run.exitCode(), run.out());
    assertTrue(run.err().contains("the name is empty"), run.err());
  }

  @Test
  void namesOfCapturesAreNotEmpty() {
    Replaying.Run run = Replaying.run("replay", "", "-r");
    assertEquals(ExitCode.USAGE, run.exitCode(), run.out());
    assertTrue(run.err().contains("the name of a capture is empty"), run.err());
  }
}
