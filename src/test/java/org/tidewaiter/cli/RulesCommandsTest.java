package org.tidewaiter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** lookup, rules check and rules import-iana as a person runs them. */
class RulesCommandsTest {
  @TempDir Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) {
    return Tidewaiter.run(
        args, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }

  @Test
  void lookupSaysWhatAPortIsFor() {
    assertEquals(0, run("lookup", "1688/tcp", "Netlogon"));
    String printed = out.toString(UTF_8);
    assertTrue(
        printed.startsWith("1688/tcp  kms  Microsoft KMS (de facto) · IANA: nsjtp-data"), printed);
    assertTrue(printed.contains("Net Logon (Netlogon) needs"), printed);
  }

  @Test
  void checkListsErrorsAndEndsWithTwo() throws IOException {
    Files.writeString(directory.resolve("expectations.csv"), "id,service\n");
    Files.writeString(directory.resolve("networks.csv"), "group,member\na,10.0.0.1/8\n");
    assertEquals(2, run("rules", "check", "--rules", directory.toString()));
    String printed = out.toString(UTF_8);
    assertTrue(printed.contains("networks.csv:2: 10.0.0.1/8 has host bits set"), printed);
    assertTrue(
        printed.contains("expectations.csv:1: the header lacks the column 'servers'"), printed);
    assertTrue(printed.contains("4 errors; the rules cannot be used"), printed);
  }

  @Test
  void checkOfTheShippedRulesNamesTheGroupsToFill() {
    assertEquals(0, run("rules", "check"));
    String printed = out.toString(UTF_8);
    assertTrue(printed.contains("networks.csv: group 'kms-hosts' has no member; "), printed);
    assertTrue(printed.contains("no errors, 0 warnings"), printed);
  }

  @Test
  void importIanaRefreshesTheNames() throws IOException {
    Path registry = directory.resolve("registry.csv");
    Files.writeString(
        registry, "Service Name,Port Number,Transport Protocol\nour-own,1688,tcp\nhttp,80,tcp\n");
    String rules = directory.resolve("rules").toString();
    assertEquals(0, run("rules", "import-iana", registry.toString(), "--rules", rules));
    assertEquals(0, run("lookup", "--rules", rules, "1688/tcp"));
    assertTrue(out.toString(UTF_8).contains("IANA: our-own"), out.toString(UTF_8));
  }

  @Test
  void importIanaRefusesOtherFiles() throws IOException {
    Path other = directory.resolve("other.csv");
    Files.writeString(other, "a,b\n1,2\n");
    assertEquals(2, run("rules", "import-iana", other.toString(), "--rules", directory.toString()));
    assertTrue(err.toString(UTF_8).contains("expected IANA's"), err.toString(UTF_8));
    assertEquals(2, run("rules", "import-iana", "nowhere.csv", "--rules", directory.toString()));
    assertEquals(2, run("rules"));
  }

  @Test
  void aDamagedCopyOfTheRegistryIsAnError() throws IOException {
    Files.writeString(directory.resolve("iana.csv"), "80,,xtp,http\n");
    assertEquals(2, run("lookup", "--rules", directory.toString(), "80"));
    assertTrue(
        err.toString(UTF_8).contains("iana.csv: 1 lines cannot be read; write the file with"),
        err.toString(UTF_8));
  }
}
