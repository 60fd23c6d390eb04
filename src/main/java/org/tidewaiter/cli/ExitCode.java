package org.tidewaiter.cli;

/** The exit codes that scripts rely on. */
final class ExitCode {
  static final int DONE = 0;

  /** An error of ours, or of the machine: a full disk, a directory that cannot be written. */
  static final int FAILURE = 1;

  /** Wrong usage or a bad rule file: nothing was analysed. */
  static final int USAGE = 2;

  /** Done, but an input was damaged or cut; its good part is in the report. */
  static final int DAMAGED = 3;

  /** Done, and there is a finding at or above {@code --fail-on}, or reports differ. */
  static final int FOUND = 10;

  private ExitCode() {}
}
