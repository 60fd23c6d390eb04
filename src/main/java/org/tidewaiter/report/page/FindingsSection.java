package org.tidewaiter.report.page;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tidewaiter.policy.Severity;
import org.tidewaiter.report.page.PageModel.Finding;
import org.tidewaiter.report.page.PageModel.FindingKind;
import org.tidewaiter.report.page.PageModel.FindingRow;
import org.tidewaiter.report.page.PageModel.Shown;

/** The list of findings, worst first; each opens to its {@link FindingBody}. */
final class FindingsSection {
  /** As many findings are listed one by one. */
  private static final int MAX_UNGROUPED = 10;

  /** Fewer findings of a kind than this are never put together. */
  private static final int MIN_GROUP = 4;

  /** Findings that are opened in print. */
  private static final int MAX_ON_PAPER = 20;

  private final PageModel model;
  private final Html html;
  private final FindingBody body;

  FindingsSection(PageModel model, Html html, Addresses addresses) {
    this.model = model;
    this.html = html;
    body = new FindingBody(model, html, addresses);
  }

  void write() {
    Shown<Finding> findings = model.findings();
    html.raw("<section id=\"findings\" aria-labelledby=\"findings-title\">\n<div class=\"head\">");
    html.raw("<h2 id=\"findings-title\">Findings</h2><p class=\"sub\">Worst first. ");
    html.raw("<span data-count=\"findings\"></span></p></div>\n");
    if (findings.rows().isEmpty()) {
      empty();
    }
    html.raw("<ol class=\"findings\">\n");
    int index = 0;
    while (index < findings.rows().size()) {
      int end = endOfKind(index);
      if (findings.rows().size() > MAX_UNGROUPED && end - index >= MIN_GROUP) {
        group(index, end);
      } else {
        items(index, end);
      }
      index = end;
    }
    html.raw("</ol>\n<p class=\"none\" hidden>No finding matches the filter.</p>\n");
    if (findings.left() > 0) {
      more(findings.left());
    }
    html.raw("</section>\n");
  }

  /** Says of which kinds findings are not on the page. */
  private void more(long left) {
    html.raw("<p class=\"more\">and ").raw(Words.count(left, "more finding"));
    html.raw(" of the same kinds and no worse: see <code>findings.csv</code></p>\n");
  }

  private void empty() {
    if (!model.run().judged()) {
      html.raw("<p class=\"calm\">Whether anything is unexpected is not known here.</p>\n");
      return;
    }
    if (model.run().reading().packets() == 0 && model.totals().flows() == 0) {
      html.raw("<p class=\"calm\">Nothing was read, so nothing can be said.</p>\n");
      return;
    }
    html.raw("<p class=\"calm\">No server was found where none is expected. This holds for what ");
    html.raw("was read, and for the services and hosts that the rules know: see ");
    html.raw("<a href=\"#reading\">what was read</a> and <a href=\"#services\">who serves what");
    html.raw("</a>, where <em>no-rule</em> marks what nothing was known about.</p>\n");
  }

  /** End of the run of findings with the same severity and detection. */
  private int endOfKind(int start) {
    List<Finding> rows = model.findings().rows();
    FindingRow first = rows.get(start).row();
    int end = start + 1;
    while (end < rows.size()
        && rows.get(end).row().detection().equals(first.detection())
        && rows.get(end).row().severity().equals(first.severity())) {
      end++;
    }
    return end;
  }

  /** Many of a kind, as a scan makes them, take one line until opened. */
  private void group(int start, int end) {
    FindingRow first = model.findings().rows().get(start).row();
    long count = count(first);
    Set<String> servers = new HashSet<>();
    String since = first.firstSeen();
    for (Finding finding : model.findings().rows().subList(start, end)) {
      servers.add(finding.row().serverIp());
      String seen = finding.row().firstSeen();
      since = CaptureTime.millis(seen) < CaptureTime.millis(since) ? seen : since;
    }
    html.raw("<li class=\"group\"><details").raw(start < MAX_ON_PAPER ? " class=\"paper\"" : "");
    html.raw("><summary>");
    badge(Severities.of(first.severity()));
    html.raw(" <span class=\"number\">×").raw(Words.count(count)).raw("</span> ");
    html.raw("<span class=\"title\">")
        .text(title(first), Html.MAX_SENTENCE)
        .raw(" <span class=\"dim\">and ")
        .raw(Words.count(count - 1))
        .raw(" more like it</span></span> <span class=\"facts\">");
    html.text(first.detection()).raw(" · ");
    if (count > end - start) {
      html.raw("the first ").raw(Words.count(end - (long) start)).raw(" here, on ");
    }
    html.raw(Words.count(servers.size(), "server"));
    html.raw(" · since ").text(CaptureTime.display(since)).raw("</span></summary>\n");
    html.raw("<ol class=\"findings\">\n");
    items(start, end);
    html.raw("</ol></details></li>\n");
  }

  /** How many findings there are like this one, shown or not. */
  private long count(FindingRow finding) {
    for (FindingKind kind : model.findingKinds()) {
      if (kind.severity().equals(finding.severity())
          && kind.detection().equals(finding.detection())) {
        return kind.count();
      }
    }
    return 0;
  }

  private void items(int start, int end) {
    for (int i = start; i < end; i++) {
      item(i, model.findings().rows().get(i));
    }
  }

  private void badge(Severity severity) {
    html.raw("<span class=\"badge s-").raw(severity.label()).raw("\">").raw(severity.label());
    html.raw("</span>");
  }

  private void item(int index, Finding finding) {
    FindingRow row = finding.row();
    Severity severity = Severities.of(row.severity());
    html.raw("<li><details class=\"finding").raw(index < MAX_ON_PAPER ? " paper" : "");
    html.raw("\" id=\"f").raw(index).raw("\"").attribute("data-severity", severity.label());
    Marks.span(html, row.firstSeen(), row.lastSeen());
    html.raw(index == 0 ? " open>" : ">").raw("<summary>");
    badge(severity);
    html.raw(" <span class=\"number\">#").raw(index + 1L).raw("</span> ");
    html.raw("<span class=\"title\">")
        .text(title(row), Html.MAX_SENTENCE)
        .raw("</span> <span class=\"facts\">");
    facts(row, finding);
    html.raw("</span></summary>\n");
    body.write(finding);
    html.raw("</details></li>\n");
  }

  private void facts(FindingRow row, Finding finding) {
    html.text(row.service());
    if (!row.serverIp().isEmpty()) {
      html.raw(row.service().isEmpty() ? "" : " on ").raw("<span class=\"addr\">");
      html.text(row.serverIp()).raw("</span>");
    }
    String port = port(row.serverPort(), finding.protocols());
    html.raw(port.isEmpty() ? "" : ", ").text(port).raw(" · ");
    if (row.clients() == 1 && finding.clients().size() == 1) {
      html.raw("client <span class=\"addr\">").text(finding.clients().get(0).ip());
      html.raw("</span>");
    } else {
      html.raw(Words.count(row.clients(), "client"));
    }
    html.raw(" · since ").text(CaptureTime.display(row.firstSeen()));
    html.raw(" · ").text(outcome(row, finding));
    String confidence = Words.confidence(row.directionBasis(), row.outcome());
    if (!confidence.isEmpty()) {
      html.raw(" · confidence ").raw(confidence);
    }
  }

  private static String outcome(FindingRow row, Finding finding) {
    if ("attempt".equals(row.outcome())) {
      return "attempt only";
    }
    return FindingBody.isOneWay(finding) ? "one way" : row.outcome();
  }

  private static String title(FindingRow row) {
    return row.title().isEmpty() ? row.detection() : row.title();
  }

  /** 1688/tcp, or what of it is known. */
  static String port(String port, List<String> protocols) {
    String names = String.join("+", protocols);
    if (port.isEmpty()) {
      return names;
    }
    return "port " + port + (names.isEmpty() ? "" : "/" + names);
  }
}
