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
  /** Objects and arrays within each other; a summary has four. */
  private static final int MAX_NESTING = 64;

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
    String text = Files.readString(file);
    if (nesting(text) > MAX_NESTING) {
      throw new IOException(file + ": nested deeper than any summary: not one of ours");
    }
    try {
      return JsonParser.object().from(text);
    } catch (JsonParserException e) {
      throw new IOException(
          file + ":" + e.getLinePosition() + ": not a JSON object: " + e.getMessage(), e);
    }
  }

  /**
   * How deep objects and arrays open. The parser recurses, and ends the thread where too many do.
   */
  private static int nesting(String text) {
    int deepest = 0;
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (quoted) {
        i += c == '\\' ? 1 : 0;
      } else if (c == '{' || c == '[') {
        deepest = Math.max(deepest, ++depth);
      } else if (c == '}' || c == ']') {
        depth--;
      }
    }
    return deepest;
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
