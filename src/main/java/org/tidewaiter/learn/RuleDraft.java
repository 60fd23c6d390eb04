package org.tidewaiter.learn;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.rules.RuleFile;
import org.tidewaiter.rules.RuleRow;

/**
 * A directory of rule files made from finished reports of good traffic: the site's own rows, if
 * there are any, and the learned ones behind them.
 */
public final class RuleDraft {
  private static final List<String> HEADERS =
      List.of(
          "service,transport,port,port_end,name,registered_name,system_service,class,default,"
              + "source,note",
          "group,member,comment",
          "id,service,servers,clients,verdict,severity,until,owner,reason",
          "detection,setting,value,comment");

  private static final List<String> FILES =
      List.of("services.csv", "networks.csv", "expectations.csv", "detections.csv");

  private final RuleSet rules;
  private final GoodTraffic traffic;

  /** A draft over these rules, which also say what is wrong and therefore not learned. */
  public RuleDraft(RuleSet rules) {
    this.rules = rules;
    traffic = new GoodTraffic(rules);
  }

  /** Says that a directory holds rule files already. */
  public static final class OccupiedException extends IOException {
    private OccupiedException(Path file) {
      super(
          file
              + " is there already; choose another directory with --out, or replace the rule files"
              + " there with --force");
    }
  }

  /**
   * Refuses a directory with rule files in it.
   *
   * @throws OccupiedException if a rule file is there
   */
  public static void checkFree(Path directory) throws OccupiedException {
    for (String name : FILES) {
      Path file = directory.resolve(name);
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new OccupiedException(file);
      }
    }
  }

  /** Learns from a finished report. */
  public void addReport(Path report) throws IOException {
    traffic.addReport(report);
  }

  /**
   * Writes the four files, each whole or not at all, and says what was learned.
   *
   * @return lines for people
   */
  public List<String> writeTo(Path directory) throws IOException {
    Draft draft = new Draft(traffic, rules);
    Map<String, StringBuilder> texts = new LinkedHashMap<>();
    for (int i = 0; i < FILES.size(); i++) {
      texts.put(FILES.get(i), begin(i));
    }
    append(texts.get("services.csv"), draft.services);
    append(texts.get("networks.csv"), draft.networks);
    append(texts.get("expectations.csv"), draft.expectations);
    comment(texts.get("expectations.csv"), notLearned());
    comment(texts.get("detections.csv"), quiet());
    Files.createDirectories(directory);
    for (Map.Entry<String, StringBuilder> entry : texts.entrySet()) {
      write(
          directory, entry.getKey(), entry.getValue().toString().getBytes(StandardCharsets.UTF_8));
    }
    for (RuleFile file : rules.files()) {
      if (!file.shipped() && !FILES.contains(file.name())) {
        write(directory, file.name(), file.bytes());
      }
    }
    return summary(draft);
  }

  private static void write(Path directory, String name, byte[] content) throws IOException {
    Path aside = directory.resolve(name + ".partial");
    Files.deleteIfExists(aside);
    Files.write(aside, content);
    Files.move(
        aside,
        directory.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private StringBuilder begin(int file) {
    StringBuilder text = new StringBuilder();
    text.append("# Draft, learned from traffic that was said to be good: read it before use.\n");
    text.append(HEADERS.get(file)).append('\n');
    int columns = HEADERS.get(file).split(",").length;
    for (RuleFile own : rules.files()) {
      if (own.shipped() || !own.name().equals(FILES.get(file))) {
        continue;
      }
      text.append("# From the rules it was learned over.\n");
      for (RuleRow row : own.rows()) {
        List<String> cells = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
          cells.add(row.cell(column));
        }
        row(text, cells);
      }
    }
    return text;
  }

  private static void append(StringBuilder text, List<DraftRow> rows) {
    text.append(rows.isEmpty() ? "# Nothing was learned here.\n" : "# Learned.\n");
    for (DraftRow row : rows) {
      comment(text, row.evidence().isEmpty() ? List.of() : List.of(row.evidence()));
      row(text, row.cells());
    }
  }

  private static void comment(StringBuilder text, List<String> lines) {
    for (String line : lines) {
      text.append("# ").append(inOneLine(line)).append('\n');
    }
  }

  private static void row(StringBuilder text, List<String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      text.append(i == 0 ? "" : ",").append(cell(inOneLine(cells.get(i))));
    }
    text.append('\n');
  }

  /** A report may have been written by anybody: nothing in it begins a row of its own. */
  private static String inOneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      line.append(Character.isISOControl(text.charAt(i)) ? ' ' : text.charAt(i));
    }
    return line.toString();
  }

  private static String cell(String text) {
    boolean quoted = text.indexOf(',') >= 0 || text.indexOf('"') >= 0 || text.indexOf(';') >= 0;
    return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  private List<String> notLearned() {
    List<String> lines = new ArrayList<>();
    traffic
        .refused()
        .forEach(
            (what, flows) ->
                lines.add("Not learned: " + what + ", " + Evidence.count(flows, "flow") + "."));
    if (traffic.refusedNotListed() > 0) {
      lines.add("Not learned: " + traffic.refusedNotListed() + " more flows against the rules.");
    }
    return lines;
  }

  private List<String> quiet() {
    List<String> lines = new ArrayList<>();
    traffic
        .quiet()
        .forEach(
            (detection, count) ->
                lines.add(detection + " made " + count + " of its findings, low or info."));
    if (!lines.isEmpty()) {
      lines.add(0, "While learning:");
      lines.add("A row such as 'netbios-legacy,enabled,false,' turns one off.");
    }
    return lines;
  }

  private List<String> summary(Draft draft) {
    List<String> lines = new ArrayList<>();
    long unlearned = 0;
    for (long count : traffic.leftOut().values()) {
      unlearned += count;
    }
    lines.add(
        "Learned   from "
            + (traffic.flows() - unlearned)
            + " of "
            + Evidence.count(traffic.flows(), "flow")
            + ": "
            + Evidence.count(draft.networks.size(), "network row")
            + ", "
            + Evidence.count(draft.expectations.size(), "expectation")
            + ", "
            + Evidence.count(draft.services.size(), "new service"));
    traffic.leftOut().forEach((why, count) -> lines.add("Left out  " + count + ": " + why.words()));
    if (traffic.notKept() > 0) {
      lines.add("Limits    " + traffic.notKept() + " addresses and ports found no room");
    }
    for (String remark : draft.remarks) {
      lines.add("Note      " + remark);
    }
    return lines;
  }
}
