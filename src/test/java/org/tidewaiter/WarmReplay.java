package org.tidewaiter;

import java.io.IOException;
import java.util.List;
import org.tidewaiter.capture.CaptureFiles;
import org.tidewaiter.decode.Decoder;
import org.tidewaiter.decode.FlowHash;
import org.tidewaiter.detect.Detector;
import org.tidewaiter.flow.FlowTimeouts;
import org.tidewaiter.policy.RuleSet;

/**
 * How fast the analysis is once Java is warm, verdicts included, reports not: {@code java -cp
 * target/test-classes:target/tidewaiter.jar org.tidewaiter.WarmReplay CAPTURE [ROUNDS [THREADS]]}.
 * Prints million packets a second of the best round, with one thread and with two, or with as many
 * as were asked for. A single round tells what a replay would cost if reports cost nothing.
 */
public final class WarmReplay {
  private static final int FLOW_BUDGET = 2_000_000;

  private WarmReplay() {}

  public static void main(String[] args) throws Exception {
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 12;
    RuleSet rules = RuleSet.load(null, null);
    int least = args.length > 2 ? Integer.parseInt(args[2]) : 1;
    int most = args.length > 2 ? least : 2;
    for (int threads = least; threads <= most; threads++) {
      double best = 0;
      for (int round = 0; round < rounds; round++) {
        best = Math.max(best, replay(args[0], rules, threads));
      }
      System.out.printf("%d thread(s): best of %d rounds %.1f%n", threads, rounds, best);
    }
  }

  private static double replay(String capture, RuleSet rules, int threads) throws IOException {
    long begin = System.nanoTime();
    long seed = 42;
    try (CaptureFiles files = CaptureFiles.open(List.of(capture), false);
        Pipeline pipeline = new Pipeline(files, null, () -> new Decoder(seed, false))) {
      if (threads > 1) {
        pipeline.start();
      }
      Analysis analysis =
          new Analysis(
              rules,
              FlowTimeouts.DEFAULT,
              FLOW_BUDGET,
              new FlowHash(seed),
              new Detector(rules),
              (row, words, at) -> {});
      pipeline.run(analysis);
      analysis.finish();
      return files.inputs().get(0).packets() * 1e3 / (System.nanoTime() - begin);
    }
  }
}
