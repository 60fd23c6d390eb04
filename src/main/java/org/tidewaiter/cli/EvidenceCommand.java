package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.tidewaiter.Extraction;
import org.tidewaiter.capture.CaptureFiles;
import org.tidewaiter.report.evidence.FindingFlows;
import org.tidewaiter.report.evidence.PcapngWriter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code tidewaiter evidence}: the packets behind a finding. */
final class EvidenceCommand extends Command {
  private final Value<Path> report =
      path(
          PositionalParamSpec.builder()
              .index("0")
              .paramLabel("REPORT")
              .description("Report directory."));

  private final Value<String> finding =
      text(
          PositionalParamSpec.builder()
              .index("1")
              .paramLabel("FINDING")
              .description("A finding_id of findings.csv."));

  private final Value<List<String>> captures =
      texts(
          PositionalParamSpec.builder()
              .index("2..*")
              .arity("1..*")
              .paramLabel("CAPTURE")
              .description("The captures of that replay."));

  private final Value<Path> out =
      path(
          OptionSpec.builder("-w", "--write")
              .required(true)
              .paramLabel("FILE")
              .description("pcapng file to write; it must not exist."));

  EvidenceCommand() {
    super("evidence");
    usage()
        .sortOptions(false)
        .description(
            "Copies the packets of a finding out of the captures it was found in, byte for byte,"
                + " with their times and link types.",
            "")
        .footer(
            "", "Example: tidewaiter evidence report 1a2b3c4d5e6f monday.pcap.gz -w kms.pcapng");
  }

  @Override
  public Integer call() throws Exception {
    FindingFlows found = FindingFlows.read(report.get(), finding.get());
    if (found == null) {
      throw new UsageException(
          finding.get() + ": no such finding in " + report.get().resolve("findings.csv"));
    }
    try (CaptureFiles files = CaptureFiles.open(captures.get(), false);
        PcapngWriter writer =
            new PcapngWriter(
                FileChannel.open(
                    out.get(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                files.inputs())) {
      writer.section("Finding " + finding.get() + ": " + found.title());
      copy(files, found, writer);
      output().println(writer.packets() + " packets in " + out.get());
    }
    return ExitCode.DONE;
  }

  // A packet that belongs to the finding in several ways comes several times in a row.
  private static void copy(CaptureFiles files, FindingFlows found, PcapngWriter writer)
      throws IOException {
    long[] last = {-1, -1};
    Extraction extraction =
        new Extraction(
            found.flows(),
            (batch, packet, label, servers) -> {
              long number = batch.firstPacketNumber + packet;
              if (number != last[0] || batch.input != last[1]) {
                writer.write(batch, packet);
              }
              last[0] = number;
              last[1] = batch.input;
            });
    extraction.run(files, null);
  }
}
