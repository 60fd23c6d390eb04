package org.tidewaiter.report.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tidewaiter.report.CsvTable;

/** A format beside CSV that flows can be written in. */
public enum FlowFormat {
  /** Zeek's connection log. */
  ZEEK("zeek", "conn.log"),

  /** A JSON object per line, fields named by the Elastic Common Schema. */
  JSONL("jsonl", "flows.jsonl");

  private static final String ASIDE = ".partial";
  private static final int BUFFER_BYTES = 1 << 16;

  private final String id;
  private final String fileName;

  FlowFormat(String id, String fileName) {
    this.id = id;
    this.fileName = fileName;
  }

  /** The word for it on the command line. */
  public String id() {
    return id;
  }

  /** Name of the file within a report. */
  public String fileName() {
    return fileName;
  }

  /** The format of a word, null if there is none. */
  public static FlowFormat of(String id) {
    for (FlowFormat format : values()) {
      if (format.id.equals(id)) {
        return format;
      }
    }
    return null;
  }

  /** Writes the flows of a finished report in these formats, reading them once. */
  public static void write(Path report, Set<FlowFormat> formats) throws IOException {
    List<FlowWriter> writers = new ArrayList<>();
    try {
      for (FlowFormat format : formats) {
        writers.add(format.writer(format.open(report)));
      }
      copy(report, writers);
      for (FlowWriter writer : writers) {
        writer.close();
      }
      for (FlowFormat format : formats) {
        Files.move(
            format.aside(report),
            report.resolve(format.fileName),
            StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      for (FlowWriter writer : writers) {
        writer.close();
      }
      for (FlowFormat format : formats) {
        Files.deleteIfExists(format.aside(report));
      }
    }
  }

  private Path aside(Path report) {
    return report.resolve(fileName + ASIDE);
  }

  private OutputStream open(Path report) throws IOException {
    Files.deleteIfExists(aside(report));
    OutputStream file = Files.newOutputStream(aside(report), StandardOpenOption.CREATE_NEW);
    return new BufferedOutputStream(file, BUFFER_BYTES);
  }

  private FlowWriter writer(OutputStream out) {
    return this == ZEEK ? new ZeekLog(out) : new EcsLines(out);
  }

  private static void copy(Path report, List<FlowWriter> writers) throws IOException {
    try (CsvTable table = new CsvTable(report.resolve("flows.csv"))) {
      FlowCells flow = new FlowCells(table);
      while (table.next()) {
        for (FlowWriter writer : writers) {
          writer.write(flow);
        }
      }
    }
    for (FlowWriter writer : writers) {
      writer.finish();
    }
  }
}
