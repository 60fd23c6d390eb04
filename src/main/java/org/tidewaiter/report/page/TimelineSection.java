package org.tidewaiter.report.page;

import org.tidewaiter.report.page.PageModel.Series;
import org.tidewaiter.report.page.PageModel.Timeline;

/** Traffic by service over time: a frame that the page's script draws in, and sums as a table. */
final class TimelineSection {
  private TimelineSection() {}

  static void write(PageModel model, Html html) {
    Timeline timeline = model.timeline();
    html.raw("<section id=\"timeline\" aria-labelledby=\"timeline-title\">\n<div class=\"head\">");
    html.raw("<h2 id=\"timeline-title\">Timeline</h2>");
    if (timeline.series().isEmpty()) {
      html.raw("</div><p class=\"calm\">No flow has a time to draw.</p></section>\n");
      return;
    }
    html.raw("<p class=\"sub\">By service, UTC, ").raw(Words.duration(timeline.widthMillis()));
    html.raw(" to a bar; a flow's bytes are spread evenly over its life.</p></div>\n");
    html.raw(
        """
        <div class="drawn"><div class="drawing">
        <noscript><p class="note">The chart needs JavaScript; the sums below do not.</p></noscript>
        <div id="chart-tools" class="tools" hidden>
        <div class="choice" role="group" aria-label="Measure">
        <button type="button" data-measure="bytes" aria-pressed="true">Bytes</button>
        <button type="button" data-measure="flows" aria-pressed="false">New flows</button>
        </div>
        <p id="readout" class="dim">Drag over the chart, or use the sliders, to select a span of time.</p>
        </div>
        <div id="chart" role="img" aria-label="Chart of traffic by service over time"></div>
        <div id="lane" aria-hidden="true"></div>
        <div id="span-tools" class="tools" hidden>
        <label>From <input type="range" id="span-from" min="0" value="0"></label>
        <label>To <input type="range" id="span-to" min="0" value="0"></label>
        </div>
        </div>
        """);
    html.raw("<table class=\"legend\"><caption class=\"visually-hidden\">Traffic by service");
    html.raw("</caption><thead><tr><th scope=\"col\">Service</th>");
    html.raw("<th scope=\"col\" class=\"n\">Bytes</th><th scope=\"col\" class=\"n\">New flows");
    html.raw("</th></tr></thead><tbody>\n");
    int index = 0;
    for (Series series : timeline.series()) {
      html.raw("<tr data-series=\"").raw(index).raw("\"><th scope=\"row\"><span class=\"swatch c");
      html.raw(series.service().equals(TimelineTally.OTHER) ? "-other" : Integer.toString(index));
      html.raw("\"></span>").text(series.service()).raw("</th><td class=\"n\">");
      html.raw(Words.bytes(sum(series.bytes()))).raw("</td><td class=\"n\">");
      html.raw(Words.count(sum(series.flows()))).raw("</td></tr>\n");
      index++;
    }
    html.raw("</tbody></table>\n</div></section>\n");
  }

  private static long sum(long[] values) {
    long sum = 0;
    for (long value : values) {
      sum += value;
    }
    return sum;
  }
}
