package org.tidewaiter.cli;

/** The command line's entry point. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Handover.toLauncher(args);
    System.exit(run(args));
  }

  private static int run(String[] args) {
    try {
      return Tidewaiter.run(args, System.out, System.err);
    } catch (OutOfMemoryError e) {
      System.err.println(
          "tidewaiter: out of memory, the report was not written. Give Java more (-Xmx4g) or keep fewer flows"
              + " at once (--flow-budget).");
      return ExitCode.FAILURE;
    }
  }
}
