package org.tidewaiter.report.page;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tidewaiter.detect.Detection;
import org.tidewaiter.detect.DetectionGuide;
import org.tidewaiter.report.page.PageModel.Client;
import org.tidewaiter.report.page.PageModel.Finding;
import org.tidewaiter.report.page.PageModel.FindingRow;

/** What a finding opens to: why, how sure, the evidence, who, when, and what to do next. */
final class FindingBody {
  private static final int MAX_EVIDENCE = 1000;
  private static final int MAX_FILTER = 700;

  private final PageModel model;
  private final Html html;
  private final Addresses addresses;
  private final NextSteps nextSteps;
  private final Map<String, DetectionGuide.Entry> guide;

  FindingBody(PageModel model, Html html, Addresses addresses) {
    this.model = model;
    this.html = html;
    this.addresses = addresses;
    nextSteps = new NextSteps(html, addresses);
    guide = model.findings().rows().isEmpty() ? Map.of() : guide();
  }

  private static Map<String, DetectionGuide.Entry> guide() {
    DetectionGuide shipped = new DetectionGuide();
    Map<String, DetectionGuide.Entry> guide = new HashMap<>();
    for (Detection detection : Detection.values()) {
      guide.put(detection.id(), shipped.of(detection));
    }
    return guide;
  }

  void write(Finding finding) {
    FindingRow row = finding.row();
    html.raw("<div class=\"body\"><div class=\"why\">\n");
    DetectionGuide.Entry about = guide.getOrDefault(row.detection(), DetectionGuide.NONE);
    why(finding, about.means());
    evidence(row.evidence(), about.check());
    nextSteps.write(finding, about);
    html.raw("</div><div class=\"who\">\n");
    when(finding);
    clients(finding);
    packets(finding);
    html.raw("</div></div>\n");
  }

  private void why(Finding finding, String means) {
    FindingRow row = finding.row();
    html.raw("<h3>Why</h3>");
    if (!means.isEmpty()) {
      html.raw("<p>").text(means, 400).raw("</p>");
    }
    html.raw("<dl class=\"pairs\">");
    pair("Detection", row.detection());
    pair(
        "Rule",
        row.ruleLocation().isEmpty() ? row.rule() : row.rule() + " at " + row.ruleLocation());
    pair("Expected", row.expected());
    if (!row.serverIp().isEmpty()) {
      html.raw("<dt>Seen</dt><dd>");
      addresses.address(html, row.serverIp());
      html.raw(" ").text(row.serverPort().isEmpty() ? "" : "port " + row.serverPort() + " ");
      html.text(row.service()).raw("</dd>");
    }
    html.raw("<dt>How sure</dt><dd>");
    sure(finding);
    html.raw("</dd>");
    pair("ATT&CK", row.attackTechnique());
    pair("Finding", row.id());
    html.raw("</dl>\n");
  }

  private void sure(Finding finding) {
    FindingRow row = finding.row();
    if ("attempt".equals(row.outcome())) {
      html.raw("<strong>Attempt only</strong>: nobody answered, so no service is proven. ");
    } else if (isOneWay(finding)) {
      html.raw("<strong>One way</strong>: no answer was seen, as is usual for what is sent to ");
      html.raw("many or needs none. ");
    } else if ("established".equals(row.outcome())) {
      html.raw("<strong>Established</strong>: the server answered. ");
    }
    String confidence = Words.confidence(row.directionBasis(), row.outcome());
    if (confidence.isEmpty()) {
      html.text(row.directionBasis());
      return;
    }
    html.raw("Who is the server: <strong>").raw(confidence).raw(" confidence</strong>, ");
    html.raw(Words.basis(row.directionBasis())).raw(" (<code>").text(row.directionBasis());
    html.raw("</code>).");
  }

  /** Whether its flows are known and none of them was answered. */
  static boolean isOneWay(Finding finding) {
    return !finding.protocols().isEmpty() && finding.answeredFlows() == 0;
  }

  /** The evidence, without the last sentence where that stands below as the first step. */
  private void evidence(String all, String check) {
    String first = " Check first: " + check + ".";
    String evidence =
        !check.isEmpty() && all.endsWith(first)
            ? all.substring(0, all.length() - first.length())
            : all;
    if (evidence.isEmpty()) {
      return;
    }
    html.raw("<h3>Evidence</h3>");
    String shown =
        evidence.length() > MAX_EVIDENCE ? evidence.substring(0, MAX_EVIDENCE) : evidence;
    for (HexDump.Piece piece : HexDump.split(shown)) {
      if (piece.bytes() == null) {
        html.raw("<p class=\"evidence\">").text(piece.words(), MAX_EVIDENCE).raw("</p>");
      } else {
        html.raw("<pre class=\"bytes\" tabindex=\"0\">");
        for (String line : HexDump.layOut(piece.bytes()).split("\n", -1)) {
          html.text(line, Html.MAX_SENTENCE).raw("\n");
        }
        html.raw("</pre>");
      }
    }
    if (shown.length() < evidence.length()) {
      html.raw("<p class=\"cut\">… ").raw(Words.count(evidence.length() - (long) shown.length()));
      html.raw(" more characters in <code>findings.csv</code></p>");
    }
    html.raw("\n");
  }

  private void when(Finding finding) {
    FindingRow row = finding.row();
    html.raw("<h3>When <span class=\"unit\">UTC</span></h3><p class=\"when\">");
    html.text(CaptureTime.display(row.firstSeen())).raw(" to ");
    html.text(CaptureTime.display(row.lastSeen()));
    long first = CaptureTime.millis(row.firstSeen());
    long last = CaptureTime.millis(row.lastSeen());
    if (first != CaptureTime.NONE && last >= first) {
      html.raw(" (").raw(Words.duration(last - first)).raw(")");
    }
    html.raw("<br>").raw(Words.count(row.flows(), "flow")).raw(", ");
    html.raw(Words.count(row.packets(), "packet")).raw(", ").raw(Words.bytes(row.bytes()));
    html.raw("</p>");
    Sparkline.write(html, finding.activity(), model.run().firstMillis(), model.run().lastMillis());
  }

  private void clients(Finding finding) {
    List<Client> clients = finding.clients();
    html.raw("<h3>Clients <span class=\"unit\">").raw(Words.count(finding.row().clients()));
    html.raw("</span></h3>");
    if (clients.isEmpty()) {
      return;
    }
    html.raw("<ul class=\"clients\">");
    for (Client client : clients) {
      html.raw("<li>");
      addresses.address(html, client.ip());
      if (client.flows() > 0) {
        html.raw(" <span class=\"dim\">").raw(Words.count(client.flows(), "flow")).raw(", ");
        html.raw(Words.bytes(client.bytes()));
        if (client.lastMillis() != CaptureTime.NONE) {
          html.raw(", last ").raw(Words.instant(client.lastMillis()));
        }
        html.raw("</span>");
      }
      html.raw("</li>");
    }
    html.raw("</ul>");
    long left = finding.row().clients() - clients.size();
    if (left > 0) {
      html.raw("<p class=\"more\">and ").raw(Words.count(left, "more client"));
      html.raw(": see <code>flows.csv</code></p>");
    }
  }

  private void packets(Finding finding) {
    html.raw("<h3>Its packets</h3>");
    String filter = DisplayFilter.of(finding);
    if (!filter.isEmpty()) {
      copyable("Wireshark display filter", filter);
    }
    copyable(
        "Copy them to a file of their own", ExtractCommand.of(finding.row().id(), model.run()));
    if (!finding.row().evidenceFile().isEmpty()) {
      html.raw("<p class=\"dim\">Already extracted: <code>")
          .text(finding.row().evidenceFile(), Html.MAX_SENTENCE);
      html.raw("</code></p>");
    }
    if (!finding.row().communityId().isEmpty()) {
      html.raw("<p class=\"dim\">Community ID <code>").text(finding.row().communityId());
      html.raw("</code></p>");
    }
  }

  private void copyable(String title, String text) {
    html.raw("<div class=\"copyable\"><span class=\"label\">").raw(title);
    html.raw("</span><code>").text(text, MAX_FILTER).raw("</code>");
    html.raw("<button type=\"button\" class=\"copy\" hidden>Copy</button></div>");
  }

  private void pair(String name, String value) {
    if (!value.isEmpty()) {
      html.raw("<dt>").text(name).raw("</dt><dd>").text(value, 300).raw("</dd>");
    }
  }
}
