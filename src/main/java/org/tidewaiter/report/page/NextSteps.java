package org.tidewaiter.report.page;

import java.util.List;
import org.tidewaiter.detect.DetectionGuide;
import org.tidewaiter.report.page.PageModel.Client;
import org.tidewaiter.report.page.PageModel.Finding;
import org.tidewaiter.report.page.PageModel.FindingRow;

/** What to do about a finding: rule out harmless causes, look further, or declare it as meant. */
final class NextSteps {
  private final Html html;
  private final Addresses addresses;

  NextSteps(Html html, Addresses addresses) {
    this.html = html;
    this.addresses = addresses;
  }

  void write(Finding finding, DetectionGuide.Entry advice) {
    FindingRow row = finding.row();
    html.raw("<h3>What to do next</h3><ol class=\"steps\">");
    if ("attempt".equals(row.outcome())) {
      html.raw(
          "<li>Nobody answered: ask why the client tried. Many such attempts are a scan.</li>");
      html.raw("<li>See what else the client did, and whether anybody answered it.</li></ol>\n");
      return;
    }
    if (!advice.check().isEmpty()) {
      html.raw("<li>Check first: ").text(advice.check(), 400).raw(".</li>");
    }
    if (!advice.next().isEmpty()) {
      html.raw("<li>").text(capital(advice.next()), 400).raw(".</li>");
    }
    html.raw("<li>Look at its packets with the filter or command given here");
    if (!row.serverIp().isEmpty()) {
      html.raw(", and at what else ");
      addresses.address(html, row.serverIp());
      html.raw(" did");
    }
    html.raw(".</li>");
    declare(finding, advice);
    html.raw("</ol>\n");
  }

  /** How to tell the rules that it is meant to be. */
  private void declare(Finding finding, DetectionGuide.Entry advice) {
    FindingRow row = finding.row();
    String host = advice.member().equals("client") ? client(finding.clients()) : row.serverIp();
    if (!advice.group().isEmpty() && !host.isEmpty()) {
      html.raw("<li>If it is meant to be, declare it in your <code>networks.csv</code>: <code>");
      html.text(advice.group() + "," + host + ",", Html.MAX_SENTENCE).raw("</code></li>");
    } else if (!row.rule().isEmpty()) {
      html.raw("<li>If it is meant to be, change the rule that decided: a row with the id <code>");
      html.text(row.rule()).raw("</code> in your own <code>expectations.csv</code> replaces it.");
      html.raw("</li>");
    } else if (!row.serverIp().isEmpty() && !row.service().isEmpty()) {
      html.raw("<li>If it is meant to be, declare it in your <code>expectations.csv</code>: ");
      html.raw("<code>")
          .text(
              "ID," + row.service() + "," + row.serverIp() + ",any,allow,,,,WHY",
              Html.MAX_SENTENCE);
      html.raw("</code></li>");
    }
  }

  private static String client(List<Client> clients) {
    return clients.size() == 1 ? clients.get(0).ip() : "";
  }

  private static String capital(String sentence) {
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }
}
