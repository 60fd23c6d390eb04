package org.tidewaiter.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.tidewaiter.report.page.PageModel.Input;

class ExtractCommandTest {
  private static String command(String directory, String id, String... inputs) {
    PageBuilder builder = new PageBuilder(directory);
    for (String input : inputs) {
      builder.addInput(new Input(input, 1, 1));
    }
    return ExtractCommand.of(id, builder.build().run());
  }

  @Test
  void canBePasted() {
    assertEquals(
        "tidewaiter evidence out/r f1 a.pcap b.pcapng.gz -w f1.pcapng",
        command("out/r", "f1", "a.pcap", "b.pcapng.gz"));
    assertEquals(
        "tidewaiter evidence 'C:\\my reports' f1 'x y.pcap' -w f1.pcapng",
        command("C:\\my reports", "f1", "x y.pcap"));
  }

  @Test
  void manyOrUnknownCapturesAreLeftToTheUser() {
    assertEquals("tidewaiter evidence r f CAPTURE... -w f.pcapng", command("r", "f"));
    assertEquals(
        "tidewaiter evidence r f CAPTURE... -w f.pcapng", command("r", "f", "1", "2", "3", "4"));
    assertEquals("tidewaiter evidence r f CAPTURE -w f.pcapng", command("r", "f", "-"));
  }

  @Test
  void namesThatAShellWouldActOnAreQuotedOrLeftOut() {
    assertEquals(
        "tidewaiter evidence r f '$(reboot).pcap' -w f.pcapng",
        command("r", "f", "$(reboot).pcap"));
    assertEquals("tidewaiter evidence r f './-x' -w f.pcapng", command("r", "f", "-x"));
    assertEquals("tidewaiter evidence r f CAPTURE -w f.pcapng", command("r", "f", "a'; reboot"));
    assertEquals("tidewaiter evidence r f CAPTURE -w f.pcapng", command("r", "f", "a\nreboot"));
    assertEquals("tidewaiter evidence r f CAPTURE -w f.pcapng", command("r", "f", "a\u202eb"));
    assertEquals("tidewaiter evidence REPORT FINDING CAPTURE... -w OUT.pcapng", command("", "\n"));
  }
}
