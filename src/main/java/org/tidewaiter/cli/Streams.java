package org.tidewaiter.cli;

import java.io.PrintStream;
import java.io.PrintWriter;

/**
 * Where a command writes.
 *
 * @param out results
 * @param err problems, and what is for a person who waits
 * @param ofProcess whether these are the streams of the process, where a terminal may be
 */
record Streams(PrintWriter out, PrintWriter err, boolean ofProcess) {
  static Streams of(PrintStream out, PrintStream err) {
    return new Streams(
        new PrintWriter(out, true),
        new PrintWriter(err, true),
        out == System.out && err == System.err);
  }
}
