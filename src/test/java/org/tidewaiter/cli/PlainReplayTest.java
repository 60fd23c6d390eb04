package org.tidewaiter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What is read without picocli has to come to what picocli makes of it. */
class PlainReplayTest {
  private static ReplayCommand command() {
    return new ReplayCommand(null, null);
  }

  private static Map<String, Object> values(ReplayCommand command) throws IllegalAccessException {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Field field : ReplayCommand.class.getDeclaredFields()) {
      field.setAccessible(true);
      if (field.getType() == RuleOptions.class) {
        RuleOptions rules = (RuleOptions) field.get(command);
        values.put("rules", rules.site() + " " + rules.only());
      } else if (field.getType() != FlowOptions.class) {
        values.put(field.getName(), field.get(command));
      }
    }
    return values;
  }

  private static String[] words(String line) {
    return line.split(" ", -1);
  }

  private static void assertAsPicocliReads(String[] words) throws IllegalAccessException {
    ReplayCommand plain = command();
    assertTrue(PlainReplay.read(words, plain), String.join(" ", words));
    ReplayCommand expected = command();
    new CommandLine(expected).parseArgs(Arrays.copyOfRange(words, 1, words.length));
    assertEquals(values(expected), values(plain), String.join(" ", words));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "replay a.pcap",
        "replay a.pcap b.pcap",
        "replay a.pcap --out r",
        "replay --out r a.pcap b=c.pcap",
        "replay --force -o r/s --quiet a b",
        "replay -q --force a -o \"r\" ü"
      })
  void readsPlainWordsAsPicocliDoes(String line) throws IllegalAccessException {
    assertAsPicocliReads(words(line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "replay",
        "replay ",
        "replay -",
        "replay @words",
        "replay --help",
        "replay a -h",
        "replay a --",
        "replay -- a",
        "replay a --out",
        "replay a --out ",
        "replay a --out -r",
        "replay a --out @r",
        "replay a --out=r",
        "replay a -or",
        "replay a --out r --out s",
        "replay a --force --force",
        "replay a -q --quiet",
        "replay a --quiet=true",
        "replay a --verbose",
        "replay a --rules r",
        "replay --force"
      })
  void leavesOtherWordsToPicocli(String line) {
    assertFalse(PlainReplay.read(words(line), command()), line);
  }

  @Test
  void whateverItReadsPicocliReadsAlike() throws IllegalAccessException {
    String[] known = {
      "a.pcap", "b", "-o", "--out", "--force", "-q", "--quiet", "-", "--", "@c", "", "-v", "d e"
    };
    Random random = new Random(7);
    int plain = 0;
    for (int run = 0; run < 2000; run++) {
      String[] words = new String[2 + random.nextInt(5)];
      words[0] = "replay";
      for (int i = 1; i < words.length; i++) {
        words[i] = known[random.nextInt(known.length)];
      }
      if (PlainReplay.read(words, command())) {
        assertAsPicocliReads(words);
        plain++;
      }
    }
    assertTrue(plain > 50, plain + " of 2000 were plain");
  }
}
