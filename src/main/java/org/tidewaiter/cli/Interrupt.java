package org.tidewaiter.cli;

import java.io.IOException;
import org.tidewaiter.report.ReportDirectory;

/** Removes what was written of a report when the process is told to end before it is whole. */
final class Interrupt extends Thread implements AutoCloseable {
  private final ReportDirectory directory;

  private Interrupt(ReportDirectory directory) {
    super("tidewaiter-interrupt");
    this.directory = directory;
  }

  /** Watches over a report until it is closed. */
  static Interrupt removing(ReportDirectory directory) {
    Interrupt interrupt = new Interrupt(directory);
    Runtime.getRuntime().addShutdownHook(interrupt);
    return interrupt;
  }

  @Override
  public void run() {
    try {
      directory.close();
    } catch (IOException e) {
      // The process ends; files that cannot be removed keep a name that says they are partial.
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(this);
    } catch (IllegalStateException e) {
      // It runs already.
    }
  }
}
