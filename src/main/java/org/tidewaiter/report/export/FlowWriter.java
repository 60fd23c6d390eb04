package org.tidewaiter.report.export;

import java.io.Closeable;
import java.io.IOException;

/** Writes flows in one format. */
interface FlowWriter extends Closeable {
  void write(FlowCells flow) throws IOException;

  /** Writes what ends the file. */
  void finish() throws IOException;
}
