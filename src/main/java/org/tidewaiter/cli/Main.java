package org.tidewaiter.cli;

/** The command line's entry point. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(Tidewaiter.run(args, System.out, System.err));
  }
}
