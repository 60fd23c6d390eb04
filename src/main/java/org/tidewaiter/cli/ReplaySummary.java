package org.tidewaiter.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.tidewaiter.Replay;
import org.tidewaiter.capture.CaptureInput;
import org.tidewaiter.capture.Damage;
import org.tidewaiter.report.RunTotals;

/** What an analyst wants to see first: on the terminal, after a replay. */
final class ReplaySummary {
  private final PrintWriter out;
  private final boolean verbose;

  ReplaySummary(PrintWriter out, boolean verbose) {
    this.out = out;
    this.verbose = verbose;
  }

  /** Prints where inputs were damaged. */
  void damage(List<CaptureInput> inputs) {
    for (CaptureInput input : inputs) {
      List<Damage> damages = input.damages();
      int shown = verbose ? damages.size() : Math.min(3, damages.size());
      for (Damage damage : damages.subList(0, shown)) {
        out.println(
            input.path()
                + ": damaged at byte "
                + damage.byteOffset()
                + ": "
                + damage.what()
                + " (expected "
                + damage.expected()
                + "; "
                + damage.advice()
                + ")");
      }
      if (input.damageCount() > shown) {
        out.println(input.path() + ": " + (input.damageCount() - shown) + " more damaged places");
      }
    }
  }

  void print(Replay.Result result, Path report) {
    RunTotals totals = result.totals();
    out.println(
        count(totals.packets(), "packet")
            + " of "
            + count(result.inputs().size(), "input")
            + ", "
            + count(totals.flows(), "flow")
            + ", "
            + count(totals.services(), "service endpoint")
            + ", "
            + count(totals.hosts(), "host"));
    out.println("Report: " + report);
  }

  private static String count(long number, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
  }
}
