package org.tidewaiter.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tidewaiter.rules.Problems;
import org.tidewaiter.rules.RuleDirectory;

/** Service tables for tests. */
final class TestTables {
  private TestTables() {}

  /** The table of the shipped rules. */
  static ServiceTable shipped() {
    return read(RuleDirectory.shippedAnd(null));
  }

  /** The shipped rules with a site's services over them. */
  static ServiceTable withSite(Path directory, String... rows) {
    write(directory.resolve("services.csv"), rows);
    return read(RuleDirectory.shippedAnd(directory));
  }

  private static void write(Path file, String... rows) {
    try {
      Files.writeString(
          file,
          "service,transport,port,port_end,name,registered_name,system_service,class,default\n"
              + String.join("\n", rows));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ServiceTable read(RuleDirectory directory) {
    Problems problems = new Problems();
    ServiceTable table = ServiceReader.read(directory, problems);
    assertEquals(List.of(), problems.sorted());
    return table;
  }
}
