package org.tidewaiter.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged captures against Wireshark's reader: {@code capinfos} counts packets and bytes of many
 * files at once and says what it thinks of each.
 */
class MutatedCaptureWiresharkTest {
  private static final int FILES = 8_000;
  private static final int FILES_AT_ONCE = 1_000;
  private static final Pattern NAMED = Pattern.compile("^capinfos: .*\"(\\d+)\"(.*)$");

  /** What Wireshark rejects in files that are sound to us. */
  private static final Pattern WIRESHARK_ONLY =
      Pattern.compile(
          "Not enough data to handle option" // we ignore an option that overruns its block
              + "|unknown SHB version" // 1.1 and later: additions only, says the specification
              + "|network type \\d+ unknown" // counted as packets of an unknown link type
              + "|Unknown packet encapsulation");

  /** Damage that Wireshark reads over, and where it takes the file for something else. */
  private static final Pattern TIDEWAITER_ONLY =
      Pattern.compile(
          "what=pcap version" // it reads versions whose layout nobody described
              + "|what=not a pcap" // it knows other formats, text and MIME parts among them
              + "|byteOffset=0," // a first block that is broken: the same
              + "|expected=a multiple of 4" // it rounds lengths up
              + "|what=a block whose two lengths differ" // the same
              + "|expected=a header of 16 bytes"); // it does not miss a record header's rest

  @TempDir Path directory;

  private final Map<Integer, String> rows = new HashMap<>();
  private final Map<Integer, String> complaints = new HashMap<>();

  private void capinfos(int from, int to) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("capinfos", "-T", "-m", "-r", "-c", "-d", "-a", "-e", "-S", "-M"));
    for (int number = from; number < to; number++) {
      command.add(Integer.toString(number));
    }
    Path said = directory.resolve("said");
    Path out = directory.resolve("out");
    new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectError(said.toFile())
        .redirectOutput(out.toFile())
        .start()
        .waitFor();
    for (String row : Files.readAllLines(out)) {
      rows.put(Integer.parseInt(row.substring(0, row.indexOf(','))), row);
    }
    int current = -1;
    for (String line : Files.readAllLines(said, StandardCharsets.ISO_8859_1)) {
      Matcher named = NAMED.matcher(line);
      current = named.matches() ? Integer.parseInt(named.group(1)) : current;
      complaints.merge(current, line, String::concat);
    }
  }

  private static boolean isThere() throws InterruptedException {
    try {
      return new ProcessBuilder("capinfos", "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  @Tag("slow")
  void countsPacketsAndBytesAsWiresharkDoes() throws Exception {
    assumeTrue(NativeLibpcap.isThere() && isThere(), "no libpcap, or no capinfos");
    MutatedCaptures captures = new MutatedCaptures(Path.of("captures"));
    for (int from = 0; from < FILES; from += FILES_AT_ONCE) {
      for (int number = from; number < from + FILES_AT_ONCE; number++) {
        Files.write(directory.resolve(Integer.toString(number)), captures.make(number));
      }
      capinfos(from, from + FILES_AT_ONCE);
    }
    Map<String, Integer> kinds = new HashMap<>();
    List<String> undocumented = new ArrayList<>();
    for (int number = 0; number < FILES; number++) {
      String kind = kind(number, captures.make(number));
      kinds.merge(kind, 1, Integer::sum);
      if (kind.startsWith("!")) {
        undocumented.add("\n" + number + ": " + kind);
      }
    }
    assertEquals(List.of(), undocumented);
    System.out.println("mutated captures, ours and Wireshark's: " + kinds);
    assertTrue(kinds.get("equal") > FILES / 5, kinds.toString());
  }

  private String kind(int number, byte[] capture) throws IOException {
    if (capture.length == 0) {
      return "empty";
    }
    Reading ours = Reading.of(capture);
    boolean whole = ours.damages().isEmpty();
    String complaint = complaints.get(number);
    if (complaint != null && !whole) {
      return "both see damage";
    }
    if (complaint != null) {
      boolean known = WIRESHARK_ONLY.matcher(complaint).find() || ours.input().untimedPackets() > 0;
      return known ? "Wireshark rejects a sound file" : "! only Wireshark sees: " + complaint;
    }
    String[] cells = rows.get(number).split(",");
    if (!whole) {
      String damage = ours.damages().get(0).toString();
      return TIDEWAITER_ONLY.matcher(damage).find()
          ? "only we see damage"
          : "! only we see: " + damage + " " + rows.get(number);
    }
    LibpcapDifference difference = LibpcapDifference.of(ours, NativeLibpcap.read(capture));
    if (ours.packets().size() != Integer.parseInt(cells[1])) {
      return "! " + ours.packets().size() + " packets: " + rows.get(number);
    }
    if (difference != LibpcapDifference.NONE) {
      return "as many packets; sums differ by " + difference;
    }
    return isSame(ours, cells) ? "equal" : "! sums: " + rows.get(number);
  }

  /** Times are compared with libpcap's: capinfos is at a loss with fractions beyond a second. */
  private static boolean isSame(Reading ours, String[] cells) {
    long wireBytes = 0;
    for (Reading.Packet packet : ours.packets()) {
      // Lengths beyond 31 bits are the greatest that we have a number for.
      wireBytes += packet.wireLength();
      if (packet.wireLength() == Integer.MAX_VALUE) {
        return true;
      }
    }
    return wireBytes == Long.parseLong(cells[2]);
  }
}
