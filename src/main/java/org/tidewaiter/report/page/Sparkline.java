package org.tidewaiter.report.page;

/**
 * A small chart of when a finding's flows were alive within the whole run, drawn without script.
 */
final class Sparkline {
  private static final int MAX_BARS = 120;
  private static final int HEIGHT = 24;
  private static final int LEAST = 3;

  private Sparkline() {}

  static void write(Html html, int[] activity, long firstMillis, long lastMillis) {
    int peak = 0;
    for (int value : activity) {
      peak = Math.max(peak, value);
    }
    if (peak == 0 || activity.length < 2) {
      return;
    }
    int perBar = (activity.length + MAX_BARS - 1) / MAX_BARS;
    int bars = (activity.length + perBar - 1) / perBar;
    html.raw("<figure class=\"spark\"><svg viewBox=\"0 0 ").raw(bars).raw(" ").raw(HEIGHT);
    html.raw(
        "\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"Flows alive over the run, ");
    html.raw("at most ").raw(Words.count(peak)).raw(" at once\"><path d=\"");
    for (int bar = 0; bar < bars; bar++) {
      int value = 0;
      for (int i = bar * perBar; i < Math.min(activity.length, (bar + 1) * perBar); i++) {
        value = Math.max(value, activity[i]);
      }
      if (value > 0) {
        int height = LEAST + (int) ((long) (HEIGHT - LEAST) * value / peak);
        html.raw("M").raw(bar).raw(" ").raw(HEIGHT).raw("v-").raw(height).raw("h1V").raw(HEIGHT);
        html.raw("z");
      }
    }
    html.raw("\"/></svg><figcaption><span>").raw(Words.instant(firstMillis));
    html.raw("</span><span>").raw(Words.instant(lastMillis)).raw("</span></figcaption></figure>");
  }
}
