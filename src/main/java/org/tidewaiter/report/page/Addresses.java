package org.tidewaiter.report.page;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tidewaiter.report.page.PageModel.Finding;
import org.tidewaiter.report.page.PageModel.Host;

/** Links from an address to its host, and from a finding's id to the finding, where on the page. */
final class Addresses {
  private static final int MAX_FINDING_LINKS = 6;

  private final Map<String, Integer> hosts = new HashMap<>();
  private final Map<String, Integer> findings = new HashMap<>();

  Addresses(PageModel model) {
    int index = 0;
    for (Host host : model.hosts().rows()) {
      hosts.put(host.row().ip(), index++);
    }
    index = 0;
    for (Finding finding : model.findings().rows()) {
      findings.put(finding.row().id(), index++);
    }
  }

  /** Indexes, in order, of the findings of a cell that are on the page. */
  List<Integer> findings(String cell) {
    List<Integer> indexes = new ArrayList<>();
    for (String id : FindingTally.words(cell)) {
      Integer index = findings.get(id);
      if (index != null) {
        indexes.add(index);
      }
    }
    Collections.sort(indexes);
    return indexes;
  }

  void address(Html html, String ip) {
    Integer index = hosts.get(ip);
    if (index == null) {
      html.raw("<span class=\"addr\">").text(ip).raw("</span>");
    } else {
      html.raw("<a class=\"addr\" href=\"#h").raw(index).raw("\">").text(ip).raw("</a>");
    }
  }

  /** Links for a cell of finding ids: numbers as in the list of findings, and how many more. */
  void findingLinks(Html html, String cell) {
    if (cell.isEmpty()) {
      return;
    }
    List<Integer> indexes = findings(cell);
    int shown = Math.min(MAX_FINDING_LINKS, indexes.size());
    for (int index : indexes.subList(0, shown)) {
      html.raw("<a href=\"#f").raw(index).raw("\" aria-label=\"Finding ").raw(index + 1L);
      html.raw("\">#").raw(index + 1L).raw("</a> ");
    }
    int left = FindingTally.words(cell).size() - shown;
    if (left > 0) {
      html.raw("<span class=\"off\">+").raw(left).raw("</span>");
    }
  }
}
