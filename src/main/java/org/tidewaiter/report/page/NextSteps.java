package org.tidewaiter.report.page;

import org.tidewaiter.report.page.PageModel.FindingRow;

/** What to do about a finding: rule out harmless causes, look further, or declare the server. */
final class NextSteps {
  private NextSteps() {}

  static void write(Html html, Addresses addresses, FindingRow row, Advice advice) {
    html.raw("<h3>What to do next</h3><ol class=\"steps\">");
    if ("attempt".equals(row.outcome())) {
      html.raw(
          "<li>Nobody answered: ask why the client tried. Many such attempts are a scan.</li>");
      html.raw("<li>See what else the client did, and whether anybody answered it.</li></ol>\n");
      return;
    }
    if (!advice.innocent().isEmpty()) {
      html.raw("<li>Rule out what is harmless: ").text(advice.innocent(), 400).raw(".</li>");
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
    declare(html, row, advice.group());
    html.raw("</ol>\n");
  }

  /** The line of a rule file that says "this is meant to be", where one line can say it. */
  private static void declare(Html html, FindingRow row, String group) {
    if (row.serverIp().isEmpty()) {
      return;
    }
    if (!group.isEmpty()) {
      html.raw("<li>If it is meant to be, declare it in your <code>networks.csv</code>: <code>");
      html.text(group + "," + row.serverIp() + ",").raw("</code></li>");
    } else if (!row.service().isEmpty()) {
      html.raw("<li>If it is meant to be, declare it in your <code>expectations.csv</code>");
      html.raw(" (a row that forbids wins over it): <code>");
      html.text("ID," + row.service() + "," + row.serverIp() + ",any,allow,,,OWNER,REASON");
      html.raw("</code></li>");
    }
  }

  private static String capital(String sentence) {
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }
}
