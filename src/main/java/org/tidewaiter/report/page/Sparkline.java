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
    if (activity.length < 2) {
      return;
    }
    int perBar = (activity.length + MAX_BARS - 1) / MAX_BARS;
    int bars = (activity.length + perBar - 1) / perBar;
    int[] values = new int[bars];
    int peak = 0;
    for (int bar = 0; bar < bars; bar++) {
      values[bar] = peak(activity, bar * perBar, Math.min(activity.length, (bar + 1) * perBar));
      peak = Math.max(peak, values[bar]);
    }
    if (peak == 0) {
      return;
    }
    html.raw("<figure class=\"spark\"><svg viewBox=\"0 0 ").raw(bars).raw(" ").raw(HEIGHT);
    html.raw(
        "\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"Flows alive over the run, ");
    html.raw("at most ").raw(Words.count(peak)).raw(" at once\"><path d=\"");
    for (int bar = 0; bar < bars; bar++) {
      if (values[bar] > 0) {
        int height = LEAST + (int) ((long) (HEIGHT - LEAST) * values[bar] / peak);
        html.raw("M").raw(bar).raw(" ").raw(HEIGHT).raw("v-").raw(height).raw("h1V").raw(HEIGHT);
        html.raw("z");
      }
    }
    html.raw("\"/></svg><figcaption><span>").raw(Words.instant(firstMillis));
    html.raw("</span><span>").raw(Words.instant(lastMillis)).raw("</span></figcaption></figure>");
  }

  private static int peak(int[] values, int from, int to) {
    int peak = 0;
    for (int i = from; i < to; i++) {
      peak = Math.max(peak, values[i]);
    }
    return peak;
  }
}
