package org.tidewaiter.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.tidewaiter.detect.Detection;
import org.tidewaiter.detect.DetectionGuide;
import org.tidewaiter.policy.DetectionSettings;
import org.tidewaiter.rules.Suggestion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tidewaiter detections}: what can be found, what it means and how to change it. */
@Command(
    name = "detections",
    mixinStandardHelpOptions = true,
    description = "Lists the detections, or explains one: what it means and how to change it.",
    footer = {
      "",
      "Examples:",
      "  tidewaiter detections",
      "  tidewaiter detections kms-unexpected-host"
    })
public final class DetectionsCommand implements Callable<Integer> {
  private static final int NAME_WIDTH = 29;
  private static final int SEVERITY_WIDTH = 10;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", arity = "0..*", description = "Detections to explain.")
  private List<String> names = new ArrayList<>();

  @Mixin private RuleOptions rules;

  @Override
  public Integer call() throws Exception {
    DetectionSettings settings = rules.load().detections();
    DetectionGuide guide = new DetectionGuide();
    PrintWriter out = spec.commandLine().getOut();
    if (names.isEmpty()) {
      list(out, settings, guide);
    }
    for (String name : names) {
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
