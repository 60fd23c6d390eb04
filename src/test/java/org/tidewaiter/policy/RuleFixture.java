package org.tidewaiter.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.rules.Problem;
import org.tidewaiter.rules.RuleDirectory;
import org.tidewaiter.rules.RuleException;

/** Writes rule files for a test and loads them. */
final class RuleFixture {
  static final LocalDate TODAY = LocalDate.of(2026, 7, 6);

  private static final String EXPECTATIONS =
      "id,service,servers,clients,verdict,severity,until,owner,reason\n";

  private final Path directory;

  RuleFixture(Path directory) {
    this.directory = directory;
  }

  RuleFixture file(String name, String text) {
    try {
      Files.writeString(directory.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  RuleFixture services(String... rows) {
    return file(
        "services.csv",
        "service,transport,port,port_end,name,system_service,class,default\n"
            + String.join("\n", rows));
  }

  RuleFixture networks(String... rows) {
    return file("networks.csv", "group,member,comment\n" + String.join("\n", rows));
  }

  RuleFixture expectations(String... rows) {
    return file("expectations.csv", EXPECTATIONS + String.join("\n", rows));
  }

  RuleFixture detections(String... rows) {
    return file("detections.csv", "detection,setting,value,comment\n" + String.join("\n", rows));
  }

  RuleSet overShipped() throws RuleException {
    return RuleSet.read(RuleDirectory.shippedAnd(directory), TODAY);
  }

  RuleSet alone() throws RuleException {
    return RuleSet.read(RuleDirectory.only(directory), TODAY);
  }

  /** Errors and warnings over the shipped rules, as rules check prints them. */
  List<String> problems() {
    try {
      return texts(overShipped().warnings());
    } catch (RuleException e) {
      return texts(e.problems().sorted());
    }
  }

  private static List<String> texts(List<Problem> problems) {
    List<String> texts = new ArrayList<>();
    for (Problem problem : problems) {
      texts.add((problem.error() ? "" : "warning ") + problem);
    }
    return texts;
  }
}
