package org.tidewaiter.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the tables of Microsoft's port article anew, to hold services.csv against it. It shares no
 * code with what made services.csv.
 */
final class PortArticle {
  private static final Pattern RANGE = Pattern.compile("(\\d+)\\s*(?:-|and|to)\\s*(\\d+)");
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final Pattern SYSTEM_SERVICES = Pattern.compile("System service names?: ?(.*)");
  private static final Pattern TRANSPORT = Pattern.compile("\\b(TCP|UDP|ICMP|GRE|ESP|AH)\\b");

  /** One port of one row of a table; -1 where the row has no port. */
  record Use(
      int line, boolean summary, List<String> services, String transport, int port, int portEnd) {}

  final List<Use> uses = new ArrayList<>();
  int rows;

  private String heading = "";
  private List<String> logicalNames = List.of();
  private boolean summary;

  /** The article, or null where the seeds are not beside the project. */
  static PortArticle find() throws IOException {
    String shared = System.getProperty("tidewaiter.shared", "../shared");
    Path path = Path.of(shared, "seeds", "windows-ports-kb832017.md");
    if (!Files.exists(path)) {
      return null;
    }
    PortArticle article = new PortArticle();
    int number = 0;
    for (String line : Files.readAllLines(path)) {
      article.read(line, ++number);
    }
    return article;
  }

  private void read(String line, int number) {
    if (line.startsWith("## ") || line.startsWith("### ")) {
      heading = line.substring(line.indexOf(' ') + 1).trim();
      logicalNames = List.of(heading);
      summary = heading.equals("Ports and protocols") || (summary && line.startsWith("###"));
      return;
    }
    Matcher names = SYSTEM_SERVICES.matcher(line);
    if (names.find() && !summary) {
      logicalNames = List.of(names.group(1).replaceAll("[*`]|\\.$", "").split(", "));
    }
    boolean header = line.matches("\\|\\s*(Application|Port\\|).*") || line.startsWith("|---");
    if (line.startsWith("|") && !header) {
      rows++;
      String[] cells = line.trim().substring(1).split("\\|", -1);
      if (summary) {
        addUses(number, List.of(plain(cells[3])), cells[1], cells[0]);
      } else {
        addUses(number, logicalNames, cells[1], cells[2]);
      }
    }
  }

  private void addUses(int number, List<String> services, String protocol, String ports) {
    for (String transport : transports(protocol)) {
      int before = uses.size();
      for (String part : ports.split("<br/>")) {
        String text = plain(part).replaceAll("\\([^)]*\\)", "");
        Matcher range = RANGE.matcher(text);
        if (range.find()) {
          int first = Integer.parseInt(range.group(1));
          int last = Integer.parseInt(range.group(2));
          uses.add(new Use(number, summary, services, transport, first, last));
          continue;
        }
        Matcher port = NUMBER.matcher(text);
        while (port.find()) {
          int fixed = Integer.parseInt(port.group());
          uses.add(new Use(number, summary, services, transport, fixed, fixed));
        }
      }
      if (uses.size() == before) {
        uses.add(new Use(number, summary, services, transport, -1, -1));
      }
    }
  }

  /** The transports of a cell, its slips mended. */
  private static List<String> transports(String cell) {
    String text = plain(cell).replace("UPD", "UDP").replaceAll("^TP$", "TCP");
    List<String> transports = new ArrayList<>();
    Matcher word = TRANSPORT.matcher(text);
    while (word.find()) {
      transports.add(word.group(1).toLowerCase(Locale.ROOT));
    }
    return transports.isEmpty() ? List.of("icmp") : transports;
  }

  /** A cell without its marks and footnotes. */
  private static String plain(String cell) {
    return cell.replaceAll("<sup>.*?</sup>", "").replaceAll("[¹²³*`]", "").trim();
  }
}
