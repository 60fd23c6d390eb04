package org.tidewaiter.report.page;

import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.report.page.PageModel.Input;

/** The top of the page: the answer in one line, and how much of the input it rests on. */
final class OverviewSection {
  private static final int MAX_MISSED = 5;

  private final PageModel model;
  private final Html html;

  OverviewSection(PageModel model, Html html) {
    this.model = model;
    this.html = html;
  }

  void write() {
    html.raw("<section id=\"overview\" aria-labelledby=\"answer\">\n<p class=\"inputs\">");
    inputs();
    html.raw("</p>\n<h1 id=\"answer\">").raw(answer()).raw("</h1>\n");
    read();
    numbers();
    for (String note : model.notes()) {
      html.raw("<p class=\"note\">").text(note, Html.MAX_SENTENCE).raw("</p>\n");
    }
    html.raw("</section>\n");
  }

  private void inputs() {
    List<Input> inputs = model.run().inputs().rows();
    if (inputs.isEmpty()) {
      html.text(model.run().directory(), Html.MAX_SENTENCE);
      return;
    }
    html.raw("<span class=\"path\">")
        .text(Words.fileName(inputs.get(0).path()), Html.MAX_SENTENCE)
        .raw("</span>");
    if (model.run().inputs().total() > 1) {
      html.raw(" and ").raw(Words.count(model.run().inputs().total() - 1, "more file"));
    }
    if (model.run().readFromMillis() != CaptureTime.NONE) {
      long first = model.run().readFromMillis();
      long last = model.run().readToMillis();
      html.raw(" · ").raw(Words.instant(first)).raw(" to ").raw(Words.instant(last));
      html.raw(" UTC (").raw(Words.duration(last - first)).raw(")");
    }
  }

  private String answer() {
    long total = model.findings().total();
    boolean nothingRead = model.run().reading().packets() == 0 && model.totals().flows() == 0;
    if (!model.run().judged()) {
      return "Not judged: the report has no findings.csv";
    }
    if (total == 0) {
      return nothingRead
          ? "Nothing to judge: no packets were read"
          : model.run().reading().missed().isEmpty()
              ? "No findings"
              : "No findings in what was read";
    }
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < Severities.WORST_FIRST.size(); i++) {
      long count = model.severityCounts()[i];
      if (count > 0) {
        String word = Severities.WORST_FIRST.get(i).label();
        parts.add("<span class=\"s-" + word + "\">" + Words.count(count) + " " + word + "</span>");
      }
    }
    return Words.count(total, "finding") + ": " + String.join(", ", parts);
  }

  /** One honest line: what was read, and what was not. */
  private void read() {
    Reading reading = model.run().reading();
    boolean complete = reading.known() && reading.missed().isEmpty();
    html.raw("<p class=\"read ").raw(complete ? "complete" : "incomplete").raw("\">");
    if (!reading.known()) {
      html.raw("How much was read is not known: the accounting has no rows.</p>\n");
      return;
    }
    html.raw("<strong>Read:</strong> ").raw(Words.count(reading.packets(), "packet"));
    if (reading.packets() > 0) {
      boolean all = reading.inFlows() == reading.packets();
      html.raw(", ").raw(all ? "all" : "of which " + Words.count(reading.inFlows()));
      html.raw(" in flows");
    }
    if (reading.notIp() > 0) {
      html.raw(" and ").raw(Words.count(reading.notIp())).raw(" without IP");
    }
    html.raw(". <strong>Missed or cut short:</strong> ");
    if (complete) {
      html.raw("nothing; no damage, no drops, no limit reached.");
    } else {
      missed();
    }
    html.raw(" <a href=\"#reading\">The full account</a></p>\n");
  }

  private void missed() {
    List<Reading.Missed> missed = model.run().reading().missed();
    int shown = Math.min(MAX_MISSED, missed.size());
    for (int i = 0; i < shown; i++) {
      html.raw(i == 0 ? "" : "; ")
          .text(missed.get(i).phrase(model.run().inputs().total() > 1), 300);
    }
    if (shown < missed.size()) {
      html.raw("; ").raw(Words.count(missed.size() - (long) shown, "more reason"));
    }
    html.raw(".");
  }

  private void numbers() {
    html.raw("<dl class=\"numbers\">");
    number("Flows", Words.count(model.totals().flows()));
    number("Bytes in flows", Words.bytes(model.totals().bytes()));
    number("Services offered or tried", Words.count(model.totals().services()));
    number("Addresses", Words.count(model.totals().hosts()));
    html.raw("</dl>\n");
  }

  private void number(String name, String value) {
    html.raw("<div><dt>").raw(name).raw("</dt><dd>").raw(value).raw("</dd></div>");
  }
}
