package org.tidewaiter.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import org.tidewaiter.Extraction;
import org.tidewaiter.capture.CaptureFiles;
import org.tidewaiter.report.evidence.FindingFlows;
import org.tidewaiter.report.evidence.PcapngWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tidewaiter evidence}: the packets behind a finding. */
@Command(
    name = "evidence",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Copies the packets of a finding out of the captures it was found in, byte for byte, with their"
          + " times and link types.",
      ""
    },
    footer = {"", "Example: tidewaiter evidence report 1a2b3c4d5e6f monday.pcap.gz -w kms.pcapng"})
final class EvidenceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "REPORT", description = "Report directory.")
  private Path report;

  @Parameters(index = "1", paramLabel = "FINDING", description = "A finding_id of findings.csv.")
  private String finding;

  @Parameters(
      index = "2..*",
      arity = "1..*",
      paramLabel = "CAPTURE",
      description = "The captures of that replay.")
  private List<String> captures;

  @Option(
      names = {"-w", "--write"},
      required = true,
      paramLabel = "FILE",
      description = "pcapng file to write; it must not exist.")
  private Path out;

  @Override
  public Integer call() throws Exception {
    FindingFlows found = FindingFlows.read(report, finding);
    if (found == null) {
      throw new UsageException(finding + ": no such finding in " + report.resolve("findings.csv"));
    }
    try (CaptureFiles files = CaptureFiles.open(captures, false);
        PcapngWriter writer =
            new PcapngWriter(
                FileChannel.open(out, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                files.inputs())) {
      writer.section("Finding " + finding + ": " + found.title());
      copy(files, found, writer);
      spec.commandLine().getOut().println(writer.packets() + " packets in " + out);
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
