package org.tidewaiter.report.page;

/** Marks an element with the time it spans, by which the page's script filters it. */
final class Marks {
  private Marks() {}

  static void span(Html html, String firstSeen, String lastSeen) {
    long first = CaptureTime.millis(firstSeen);
    long last = CaptureTime.millis(lastSeen);
    if (first != CaptureTime.NONE && last != CaptureTime.NONE) {
      html.raw(" data-from=\"").raw(first).raw("\" data-to=\"").raw(last).raw("\"");
    }
  }

  static void verdict(Html html, String verdict) {
    if (!verdict.isEmpty()) {
      html.raw("<span class=\"verdict ").raw(Verdicts.style(verdict)).raw("\">");
      html.text(verdict).raw("</span>");
    }
  }
}
