package org.tidewaiter.report.page;

import org.tidewaiter.report.page.PageModel.MatrixRow;

/** Who serves what to whom: services by the zones that the flows run between. */
final class MatrixSection {
  private MatrixSection() {}

  static void write(PageModel model, Html html) {
    html.raw("<section id=\"matrix\" aria-labelledby=\"matrix-title\">\n<div class=\"head\">");
    html.raw("<h2 id=\"matrix-title\">Who serves what to whom</h2><p class=\"sub\">Flows from ");
    html.raw("client zone to server zone, marked with the worst verdict among them.</p></div>\n");
    if (model.matrix().rows().isEmpty()) {
      html.raw("<p class=\"calm\">No flows.</p></section>\n");
      return;
    }
    html.raw(
        "<div class=\"scroll\" role=\"region\" aria-labelledby=\"matrix-title\" tabindex=\"0\">");
    html.raw("<table class=\"matrix\"><caption class=\"visually-hidden\">Flows by service and ");
    html.raw("zones</caption><thead><tr><th scope=\"col\">Service</th>");
    for (String pair : model.zonePairs()) {
      html.raw("<th scope=\"col\" class=\"n\">").text(pair, 60).raw("</th>");
    }
    html.raw("</tr></thead><tbody>\n");
    for (MatrixRow row : model.matrix().rows()) {
      html.raw("<tr><th scope=\"row\">");
      html.text(row.service().isEmpty() ? "(no name)" : row.service()).raw("</th>");
      for (int i = 0; i < row.flows().length; i++) {
        cell(html, row, i);
      }
      html.raw("</tr>\n");
    }
    html.raw("</tbody></table></div>\n<p class=\"key\">");
    for (String verdict : Verdicts.all()) {
      Marks.verdict(html, verdict);
      html.raw(" ");
    }
    html.raw("</p>\n");
    if (model.matrix().left() > 0) {
      html.raw("<p class=\"more\">and ").raw(Words.count(model.matrix().left(), "more service"));
      html.raw(": see <code>services.csv</code></p>\n");
    }
    html.raw("</section>\n");
  }

  private static void cell(Html html, MatrixRow row, int i) {
    if (row.flows()[i] == 0) {
      html.raw("<td class=\"n nil\">·</td>");
      return;
    }
    html.raw("<td class=\"n ").raw(Verdicts.style(row.verdicts()[i])).raw("\"");
    html.attribute("title", row.verdicts()[i] + ", " + Words.bytes(row.bytes()[i])).raw(">");
    html.raw(Words.count(row.flows()[i])).raw("<span class=\"visually-hidden\"> ");
    html.text(row.verdicts()[i]).raw("</span></td>");
  }
}
