package org.tidewaiter.report;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code summary.json} says of how a report came about.
 *
 * @param version of the program that made it
 * @param options that it depends on, as {@code replay} takes them
 * @param inputs the captures, in their order
 * @param rules name and checksum of each rule file
 */
public record ReportSummary(
    String version, Map<String, String> options, List<Input> inputs, List<String> rules) {
  /**
   * One capture.
   *
   * @param path as it was named
   * @param bytes size of the file; below 0 where it is not known
   */
  public record Input(String path, long bytes) {}

  /**
   * Reads the summary of a finished report.
   *
   * @throws IOException if it cannot be read or is no JSON object
   */
  public static ReportSummary read(Path report) throws IOException {
    JsonObject summary = json(report.resolve(ReportDirectory.SUMMARY));
    Map<String, String> options = new LinkedHashMap<>();
    for (Map.Entry<String, Object> option : objectAt(summary, "options").entrySet()) {
      options.put(option.getKey(), String.valueOf(option.getValue()));
    }
    List<Input> inputs = new ArrayList<>();
    for (JsonObject input : objectsAt(summary, "inputs")) {
      inputs.add(new Input(input.getString("path", ""), input.getLong("bytes", -1)));
    }
    List<String> rules = new ArrayList<>();
    for (JsonObject rule : objectsAt(summary, "rules")) {
      rules.add(rule.getString("file", "") + " " + rule.getString("sha256", ""));
    }
    return new ReportSummary(summary.getString("tidewaiter", ""), options, inputs, rules);
  }

  /**
   * A whole {@code summary.json} as it stands.
   *
   * @throws IOException if it cannot be read or is no JSON object; the message names file and line
   */
  public static JsonObject json(Path file) throws IOException {
    try {
      return JsonParser.object().from(Files.readString(file));
    } catch (JsonParserException e) {
      throw new IOException(
          file + ":" + e.getLinePosition() + ": not a JSON object: " + e.getMessage(), e);
    }
  }

  private static JsonObject objectAt(JsonObject parent, String name) {
    return parent.get(name) instanceof JsonObject object ? object : new JsonObject();
  }

  private static List<JsonObject> objectsAt(JsonObject parent, String name) {
    List<JsonObject> objects = new ArrayList<>();
    if (parent.get(name) instanceof JsonArray array) {
      for (Object element : array) {
        if (element instanceof JsonObject object) {
          objects.add(object);
        }
      }
    }
    return objects;
  }
}
