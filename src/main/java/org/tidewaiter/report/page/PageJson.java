package org.tidewaiter.report.page;

import com.grack.nanojson.JsonStringWriter;
import com.grack.nanojson.JsonWriter;
import java.util.List;
import org.tidewaiter.report.page.PageModel.Finding;
import org.tidewaiter.report.page.PageModel.Host;
import org.tidewaiter.report.page.PageModel.HostActivity;
import org.tidewaiter.report.page.PageModel.Series;
import org.tidewaiter.report.page.PageModel.Shown;
import org.tidewaiter.report.page.PageModel.Timeline;

/** The data that the page's script works on: the timeline, and what each host did. */
final class PageJson {
  private static final int TITLE_BYTES = 200;
  private static final int NAME_BYTES = 56;
  private static final int WORD_BYTES = 16;

  private PageJson() {}

  /** JSON that is safe within a script element: it holds no {@code <}. */
  static String of(PageModel model, Addresses addresses) {
    JsonStringWriter json = JsonWriter.string().object();
    timeline(json, model.timeline());
    json.array("findings");
    for (Finding finding : model.findings().rows()) {
      json.object().value("severity", Severities.of(finding.row().severity()).label());
      json.value("title", cut(finding.row().title(), TITLE_BYTES)).end();
    }
    json.end().array("hosts");
    for (Host host : model.hosts().rows()) {
      host(json, host, addresses);
    }
    return json.end().end().done().replace("<", "\\u003c");
  }

  private static void timeline(JsonStringWriter json, Timeline timeline) {
    json.object("timeline").value("start", Math.max(0, timeline.startMillis()));
    json.value("width", timeline.widthMillis()).value("buckets", timeline.buckets());
    json.array("series");
    for (Series series : timeline.series()) {
      json.object().value("service", cut(series.service(), NAME_BYTES));
      json.value("other", series.service().equals(TimelineTally.OTHER));
      numbers(json, "bytes", series.bytes());
      numbers(json, "flows", series.flows());
      json.end();
    }
    json.end().end();
  }

  private static void host(JsonStringWriter json, Host host, Addresses addresses) {
    json.object()
        .value("ip", cut(host.row().ip(), NAME_BYTES))
        .value("zone", cut(host.row().zone(), WORD_BYTES));
    json.array("findings");
    for (int index : addresses.findings(host.row().findings())) {
      json.value(index);
    }
    json.end();
    activities(json, "serves", host.serves());
    activities(json, "uses", host.uses());
    json.end();
  }

  private static void activities(JsonStringWriter json, String key, Shown<HostActivity> shown) {
    json.object(key).value("left", shown.left()).array("rows");
    for (HostActivity activity : shown.rows()) {
      json.object().value("service", cut(activity.service(), NAME_BYTES));
      json.value("port", cut(activity.port(), WORD_BYTES))
          .value("protocol", cut(activity.protocol(), WORD_BYTES));
      json.value("verdict", cut(activity.verdict(), WORD_BYTES)).value("flows", activity.flows());
      json.value("answered", activity.answeredFlows()).value("bytes", activity.bytes());
      json.value("more", activity.morePeers());
      strings(json, "peers", activity.peers());
      json.end();
    }
    json.end().end();
  }

  private static void strings(JsonStringWriter json, String key, List<String> values) {
    json.array(key);
    for (String value : values) {
      json.value(cut(value, NAME_BYTES));
    }
    json.end();
  }

  private static void numbers(JsonStringWriter json, String key, long[] values) {
    json.array(key);
    for (long value : values) {
      json.value(value);
    }
    json.end();
  }

  /** Cuts a text so that it stays short in bytes, escaped and as UTF-8. */
  private static String cut(String text, int maxBytes) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isPlain = c >= ' ' && c < 0x7f && c != '<' && c != '"' && c != '\\';
      bytes += isPlain ? 1 : 6;
      if (bytes > maxBytes) {
        return text.substring(0, i) + "…";
      }
    }
    return text;
  }
}
