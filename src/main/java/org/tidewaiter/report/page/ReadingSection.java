package org.tidewaiter.report.page;

import org.tidewaiter.report.page.PageModel.Counter;
import org.tidewaiter.report.page.PageModel.Detail;
import org.tidewaiter.report.page.PageModel.Input;
import org.tidewaiter.report.page.PageModel.Run;
import org.tidewaiter.report.page.PageModel.Shown;

/** What was read, with which rules and versions, and every counter of the accounting. */
final class ReadingSection {
  private ReadingSection() {}

  static void write(PageModel model, Html html) {
    Run run = model.run();
    html.raw("<section id=\"reading\" aria-labelledby=\"reading-title\">\n<div class=\"head\">");
    html.raw("<h2 id=\"reading-title\">What was read</h2></div>\n");
    if (!run.inputs().rows().isEmpty()) {
      inputs(run.inputs(), html);
    }
    if (!run.counters().rows().isEmpty()) {
      counters(run.counters(), html);
    }
    if (!run.details().rows().isEmpty()) {
      details(run.details(), html);
    }
    html.raw("</section>\n");
  }

  private static void inputs(Shown<Input> inputs, Html html) {
    html.raw("<div class=\"scroll\"><table><caption>Inputs</caption><thead><tr>");
    html.raw("<th scope=\"col\">Capture</th><th scope=\"col\" class=\"n\">Size</th>");
    html.raw("<th scope=\"col\" class=\"n\">Packets</th></tr></thead><tbody>\n");
    for (Input input : inputs.rows()) {
      html.raw("<tr><td class=\"path\">")
          .text(input.path(), Html.MAX_SENTENCE)
          .raw("</td><td class=\"n\">");
      html.raw(input.bytes() < 0 ? "–" : Words.bytes(input.bytes())).raw("</td><td class=\"n\">");
      html.raw(input.packets() < 0 ? "–" : Words.count(input.packets())).raw("</td></tr>\n");
    }
    html.raw("</tbody></table></div>\n");
    more(inputs, html, "input", "summary.json");
  }

  private static void counters(Shown<Counter> counters, Html html) {
    html.raw("<details open><summary>Accounting: every packet is in exactly one outcome");
    html.raw("</summary><div class=\"scroll\"><table><caption class=\"visually-hidden\">");
    html.raw("Accounting</caption><thead><tr><th scope=\"col\">Scope</th>");
    html.raw("<th scope=\"col\">Counter</th><th scope=\"col\" class=\"n\">Value</th>");
    html.raw("<th scope=\"col\">Input</th><th scope=\"col\">Meaning</th></tr></thead><tbody>\n");
    for (Counter counter : counters.rows()) {
      html.raw(counter.value() == 0 ? "<tr class=\"zero\"><td>" : "<tr><td>");
      html.text(counter.scope()).raw("</td><td>").text(counter.counter());
      html.raw("</td><td class=\"n\">").raw(Words.count(counter.value())).raw(" ");
      html.text(counter.unit())
          .raw("</td><td class=\"path\">")
          .text(counter.input(), Html.MAX_SENTENCE);
      html.raw("</td><td>").text(counter.meaning(), 300).raw("</td></tr>\n");
    }
    html.raw("</tbody></table></div></details>\n");
    more(counters, html, "counter", "accounting.csv");
  }

  private static void details(Shown<Detail> details, Html html) {
    html.raw("<details><summary>Versions, rules and options</summary><dl class=\"pairs\">");
    for (Detail detail : details.rows()) {
      html.raw("<dt>")
          .text(detail.key())
          .raw("</dt><dd>")
          .text(detail.value(), Html.MAX_SENTENCE)
          .raw("</dd>");
    }
    html.raw("</dl></details>\n");
    more(details, html, "entry", "summary.json");
  }

  private static void more(Shown<?> rows, Html html, String noun, String file) {
    if (rows.left() > 0) {
      html.raw("<p class=\"more\">and ").raw(Words.count(rows.left(), "more " + noun));
      html.raw(": see <code>").raw(file).raw("</code></p>\n");
    }
  }
}
