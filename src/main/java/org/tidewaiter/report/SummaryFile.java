package org.tidewaiter.report;

import com.grack.nanojson.JsonStringWriter;
import com.grack.nanojson.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.tidewaiter.capture.CaptureInput;
import org.tidewaiter.capture.Damage;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.rules.RuleFile;

/** {@code summary.json}: what was read, with which rules and options, and the totals. */
final class SummaryFile {
  /** Version of all files of a report; grows when a column is added. */
  static final int SCHEMA = 1;

  private SummaryFile() {}

  static byte[] encode(
      String version,
      Map<String, String> options,
      List<CaptureInput> inputs,
      RuleSet rules,
      RunTotals totals) {
    JsonStringWriter json = JsonWriter.indent("  ").string();
    json.object();
    json.value("schema", SCHEMA).value("tidewaiter", version);
    json.object("options");
    options.forEach(json::value);
    json.end();
    json.array("inputs");
    for (CaptureInput input : inputs) {
      input(json, input);
    }
    json.end();
    json.array("rules");
    for (RuleFile file : rules.files()) {
      json.object().value("file", file.name()).value("shipped", file.shipped());
      json.value("sha256", file.sha256()).end();
    }
    json.end();
    totals(json, totals);
    json.end();
    return (json.done() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static void input(JsonStringWriter json, CaptureInput input) {
    json.object().value("path", input.path()).value("format", input.format());
    json.value("compression", input.compression()).value("bytes", input.sizeBytes());
    json.value("packets", input.packets()).value("captured_bytes", input.capturedBytes());
    json.value("wire_bytes", input.wireBytes());
    if (input.packets() > 0) {
      json.value("first_seen", TimeText.of(input.earliestNanos()));
      json.value("last_seen", TimeText.of(input.latestNanos()));
    }
    json.array("damage");
    for (Damage damage : input.damages()) {
      json.object().value("byte_offset", damage.byteOffset()).value("what", damage.what());
      json.value("expected", damage.expected()).value("advice", damage.advice()).end();
    }
    json.end().end();
  }

  private static void totals(JsonStringWriter json, RunTotals totals) {
    json.object("totals").value("packets", totals.packets()).value("filtered", totals.filtered());
    json.value("flows", totals.flows()).value("services", totals.services());
    json.value("hosts", totals.hosts()).value("damaged_inputs", totals.damagedInputs());
    json.object("findings");
    totals.findingsBySeverity().forEach(json::value);
    json.end().end();
  }
}
