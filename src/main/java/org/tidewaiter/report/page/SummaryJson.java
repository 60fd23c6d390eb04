package org.tidewaiter.report.page;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.tidewaiter.report.ReportSummary;
import org.tidewaiter.report.page.PageModel.Detail;
import org.tidewaiter.report.page.PageModel.Input;

/** Reads summary.json: the inputs as such, all else as keys and values to show as they stand. */
final class SummaryJson {
  /** Objects within objects that are followed; deeper ones are not shown. */
  private static final int MAX_DEPTH = 6;

  private final PageBuilder builder;

  private SummaryJson(PageBuilder builder) {
    this.builder = builder;
  }

  static void read(Path file, PageBuilder builder) throws IOException {
    JsonObject summary = ReportSummary.json(file);
    SummaryJson reader = new SummaryJson(builder);
    for (Map.Entry<String, Object> entry : summary.entrySet()) {
      if (entry.getKey().equals("inputs") && entry.getValue() instanceof JsonArray inputs) {
        reader.inputs(inputs);
      } else {
        reader.detail(entry.getKey(), entry.getValue(), 1);
      }
    }
  }

  private void inputs(JsonArray inputs) {
    for (Object input : inputs) {
      if (input instanceof JsonObject object) {
        String path = object.getString("path", object.getString("name", ""));
        long bytes = object.getLong("bytes", object.getLong("size", -1));
        builder.addInput(new Input(path, bytes, object.getLong("packets", -1)));
        long first = CaptureTime.millis(object.getString("first_seen", ""));
        long last = CaptureTime.millis(object.getString("last_seen", ""));
        if (first != CaptureTime.NONE && last != CaptureTime.NONE) {
          builder.addTimes(first, last);
        }
      } else {
        builder.addInput(new Input(String.valueOf(input), -1, -1));
      }
    }
  }

  private void detail(String key, Object value, int depth) {
    if (depth > MAX_DEPTH) {
      return;
    }
    if (value instanceof JsonObject object) {
      for (Map.Entry<String, Object> entry : object.entrySet()) {
        detail(key + "." + entry.getKey(), entry.getValue(), depth + 1);
      }
    } else if (value instanceof JsonArray array) {
      for (int i = 0; i < array.size(); i++) {
        detail(key + "[" + i + "]", array.get(i), depth + 1);
      }
    } else {
      builder.addDetail(new Detail(key, String.valueOf(value)));
    }
  }
}
