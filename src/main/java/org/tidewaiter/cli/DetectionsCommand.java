package org.tidewaiter.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.detect.Detection;
import org.tidewaiter.detect.DetectionGuide;
import org.tidewaiter.policy.DetectionSettings;
import org.tidewaiter.rules.Suggestion;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code tidewaiter detections}: what can be found, what it means and how to change it. */
final class DetectionsCommand extends Command {
  private static final int NAME_WIDTH = 29;
  private static final int SEVERITY_WIDTH = 10;

  private final Value<List<String>> names =
      texts(
          PositionalParamSpec.builder()
              .paramLabel("NAME")
              .arity("0..*")
              .description("Detections to explain."));

  private final RuleOptions rules = new RuleOptions(this);

  DetectionsCommand() {
    super("detections");
    usage()
        .description("Lists the detections, or explains one: what it means and how to change it.")
        .footer(
            "",
            "Examples:",
            "  tidewaiter detections",
            "  tidewaiter detections kms-unexpected-host");
  }

  @Override
  public Integer call() throws Exception {
    DetectionSettings settings = rules.load().detections();
    DetectionGuide guide = new DetectionGuide();
    PrintWriter out = output();
    if (names.get().isEmpty()) {
      list(out, settings, guide);
    }
    for (String name : names.get()) {
      explain(out, find(name), settings, guide);
    }
    return ExitCode.DONE;
  }

  private static Detection find(String name) throws UsageException {
    List<String> ids = new ArrayList<>();
    for (Detection detection : Detection.values()) {
      if (detection.id().equals(name)) {
        return detection;
      }
      ids.add(detection.id());
    }
    throw new UsageException(
        "there is no detection '" + name + "'" + Suggestion.didYouMean(name, ids));
  }

  private static void list(PrintWriter out, DetectionSettings settings, DetectionGuide guide) {
    for (Detection detection : Detection.values()) {
      String severity =
          !settings.enabled(detection.id())
              ? "off"
              : detection.namesOnly() ? "names" : settings.severity(detection.id()).label();
      out.println(
          pad(detection.id(), NAME_WIDTH)
              + pad(severity, SEVERITY_WIDTH)
              + guide.of(detection).means());
    }
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }

  private static void explain(
      PrintWriter out, Detection detection, DetectionSettings settings, DetectionGuide guide) {
    DetectionGuide.Entry entry = guide.of(detection);
    out.println(detection.id());
    out.println("  " + entry.means());
    out.println("  Rests on: " + entry.basis());
    if (!entry.check().isEmpty()) {
      out.println("  Check first: " + entry.check() + ".");
    }
    if (!entry.technique().isEmpty()) {
      out.println("  ATT&CK: " + entry.technique());
    }
    out.println("  Settings, to be changed by a row of the same two names in detections.csv:");
    for (String setting : settings.settingsOf(detection.id())) {
      out.println(
          "    "
              + pad(
                  detection.id() + "," + setting + "," + settings.text(detection.id(), setting), 44)
              + settings.location(detection.id(), setting));
    }
  }
}
