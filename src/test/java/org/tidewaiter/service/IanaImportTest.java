package org.tidewaiter.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tidewaiter.rules.RuleDirectory;

class IanaImportTest {
  private static final String HEADER =
      "Service Name,Port Number,Transport Protocol,Description,Assignee,Contact,Registration"
          + " Date,Modification Date,Reference,Service Code,Unauthorized Use Reported,Assignment"
          + " Notes\n";
  private static final LocalDate DATE = LocalDate.of(2026, 7, 1);

  @TempDir Path directory;

  private IanaImport.Result run(String text) throws IOException {
    Path registry = directory.resolve("registry.csv");
    Files.writeString(registry, text);
    return IanaImport.run(registry, directory.resolve("rules"), DATE);
  }

  @Test
  void primaryNamesRangesAndGaps() throws IOException {
    IanaImport.Result result =
        run(
            HEADER
                + ",0,tcp,Reserved,,,,,,,,\n"
                + "www,80,tcp,World Wide Web HTTP,,,,,,,,\"This is a duplicate of the \"\"http\"\"\n"
                + "service and should not be used for discovery\"\n"
                + "http,80,tcp,World Wide Web HTTP,,,,,RFC9110,,,Defined TXT keys\n"
                + "www-http,80,tcp,World Wide Web HTTP,,,,,,,,\n"
                + "http,80,udp,World Wide Web HTTP,,,,,,,,\n"
                + "x11,6000-6063,tcp,X Window System,,,,,,,,\n"
                + ",6064-6068,tcp,Unassigned,,,,,,,,\n"
                + "ipps,,tcp,no port,,,,,,,,\n"
                + "nsjtp-data,1688,tcp,nsjtp-data,,,,,,,,\n"
                + "odd,1689,quic,,,,,,,,,\n"
                + "bad name,1690,tcp,,,,,,,,,\n");
    assertEquals(new IanaImport.Result(11, 4, 2, 5), result);
    assertEquals(
        "# IANA Service Name and Transport Protocol Port Number Registry, imported 2026-07-01\n"
            + "port,port_end,transport,name\n"
            + "80,,tcp,http\n"
            + "80,,udp,http\n"
            + "1688,,tcp,nsjtp-data\n"
            + "6000,6063,tcp,x11\n",
        Files.readString(directory.resolve("rules/iana.csv")));
  }

  @Test
  void theImportStandsForTheShippedNames() throws IOException {
    run(HEADER + "our-own,1688,tcp,,,,,,,,,\n");
    ServiceTable table = TestTables.read(RuleDirectory.shippedAnd(directory.resolve("rules")));
    assertEquals("our-own", table.registeredName(6, 1688));
    assertEquals("", table.registeredName(6, 80));
  }

  @Test
  void whatIsNotTheRegistryIsRefusedAndNothingIsWritten() {
    for (String text : new String[] {"", "a,b\n1,2\n", HEADER, "Service Name,Port Number\nx,1\n"}) {
      IOException e = assertThrows(IanaImport.NotTheRegistryException.class, () -> run(text));
      assertTrue(e.getMessage().contains("registry.csv: "), e.getMessage());
      assertFalse(Files.exists(directory.resolve("rules/iana.csv")));
    }
  }
}
