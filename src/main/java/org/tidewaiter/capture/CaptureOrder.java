package org.tidewaiter.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts inputs in the order of their first packets, since one flow table is to see them all.
 *
 * <p>Files are opened for their first packets, closed, and opened again in their turn. What cannot
 * be opened twice (standard input, pipes) stays open and keeps its first batch. Inputs without
 * packets come last, in the order in which they were given. A single input is not looked at.
 */
final class CaptureOrder {
  private static final long NO_PACKET = Long.MAX_VALUE;

  /** An input before its turn. */
  static final class Candidate {
    final CaptureInput input;
    long firstPacketNanos = NO_PACKET;

    /** Open already, or null. */
    CaptureFile file;

    /** What was read already, or null. */
    PacketBatch firstBatch;

    Candidate(String path) {
      this.input = new CaptureInput(path);
    }
  }

  private final ReaderKind kind;
  private final List<Candidate> candidates = new ArrayList<>();
  private final List<String> ignored = new ArrayList<>();

  CaptureOrder(List<CapturePaths.Entry> entries, ReaderKind kind) throws IOException {
    this.kind = kind;
    if (entries.size() == 1 && entries.get(0).named()) {
      candidates.add(new Candidate(entries.get(0).path()));
      return;
    }
    PacketBatch batch = new PacketBatch();
    for (CapturePaths.Entry entry : entries) {
      Candidate candidate = new Candidate(entry.path());
      String format = rereadable(entry.path()) ? probe(candidate, batch) : begin(candidate);
      boolean wanted =
          entry.named() || !format.isEmpty() || Signatures.namedLikeCapture(entry.path());
      if (wanted) {
        candidates.add(candidate);
      } else {
        ignored.add(entry.path());
      }
    }
    candidates.sort((one, two) -> Long.compare(one.firstPacketNanos, two.firstPacketNanos));
  }

  private static boolean rereadable(String path) {
    if (path.equals(CapturePaths.STANDARD_INPUT)) {
      return false;
    }
    Path file = Path.of(path);
    return Files.isRegularFile(file) || !Files.exists(file);
  }

  /** Reads the first packets on a trial account, closes the file, and returns its format. */
  private String probe(Candidate candidate, PacketBatch batch) throws IOException {
    CaptureInput trial = new CaptureInput(candidate.input.path());
    try (CaptureFile file = CaptureFile.open(trial, kind)) {
      if (file.fill(batch)) {
        candidate.firstPacketNanos = batch.timestampNanos[0];
      }
    }
    return trial.format();
  }

  private String begin(Candidate candidate) throws IOException {
    PacketBatch batch = new PacketBatch();
    candidate.file = CaptureFile.open(candidate.input, kind);
    if (candidate.file.fill(batch)) {
      candidate.firstPacketNanos = batch.timestampNanos[0];
      candidate.firstBatch = batch;
    }
    return candidate.input.format();
  }

  /** Inputs in the order in which they are to be read. */
  List<Candidate> candidates() {
    return candidates;
  }

  /** Files found in directories that are no captures, neither by content nor by name. */
  List<String> ignored() {
    return ignored;
  }
}
