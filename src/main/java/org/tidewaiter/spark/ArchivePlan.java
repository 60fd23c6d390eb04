package org.tidewaiter.spark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tidewaiter.capture.CaptureInput;
import org.tidewaiter.capture.CaptureStream;
import org.tidewaiter.decode.DecodeCounters;
import org.tidewaiter.flow.FlowTimeouts;
import org.tidewaiter.flow.SweepTrace;

/**
 * The parts of an archive in their order, with what is known of those that were read. A part is
 * good once it begins where the one before it ended.
 */
final class ArchivePlan {
  /** A part and what reading it said, null as long as it was not read. */
  private static final class Slot {
    private CapturePart part;
    private final int input;
    private PartSummary summary;

    Slot(CapturePart part, int input) {
      this.part = part;
      this.input = input;
    }
  }

  private static final long UNKNOWN = -1;

  private final FlowTimeouts timeouts;
  private final List<Slot> slots = new ArrayList<>();
  private final List<Slot> good = new ArrayList<>();
  private int inputs;
  private int misguessed;

  ArchivePlan(FlowTimeouts timeouts) {
    this.timeouts = timeouts;
  }

  /** A file with what its beginning says. */
  record Candidate(CapturePart file, CaptureListing.Beginning beginning) {}

  /** Adds all files, in the order of their first packets, large ones in parts. */
  void addAll(List<Candidate> candidates, long partBytes) {
    List<Candidate> order = new ArrayList<>(candidates);
    order.sort(Comparator.comparingLong(candidate -> candidate.beginning().firstNanos()));
    for (Candidate candidate : order) {
      add(candidate, partBytes);
    }
  }

  private void add(Candidate candidate, long partBytes) {
    CapturePart file = candidate.file();
    byte[] header = candidate.beginning().header();
    int input = inputs++;
    if (header == null || file.sizeBytes() <= partBytes) {
      slots.add(new Slot(file, input));
      return;
    }
    for (long from = 0; from < file.sizeBytes(); from += partBytes) {
      boolean last = from + partBytes >= file.sizeBytes();
      slots.add(
          new Slot(
              new CapturePart(
                  file.uri(),
                  file.name(),
                  file.sizeBytes(),
                  file.modifiedMillis(),
                  header,
                  from == 0 ? CaptureStream.HEADER_BYTES : from,
                  last ? CaptureStream.NO_RECORD : from + partBytes,
                  from == 0,
                  null),
              input));
    }
  }

  /** The parts to read now: none once all are good. */
  List<CapturePart> toRead() {
    List<CapturePart> parts = new ArrayList<>();
    for (Slot slot : slots) {
      if (slot.summary == null) {
        parts.add(slot.part);
      }
    }
    return parts;
  }

  /** Takes the summaries of the parts to read, in their order, and finds out which are good. */
  void take(List<byte[]> summaries) {
    int next = 0;
    for (Slot slot : slots) {
      if (slot.summary == null) {
        slot.summary = PartSummary.of(summaries.get(next++), timeouts);
      }
    }
    verify();
  }

  // Goes through each file from its beginning: a part that was begun elsewhere than where the one
  // before it ended is to be read again from there. What follows it is taken on trust until then.
  private void verify() {
    good.clear();
    int input = -1;
    long expected = 0;
    for (Slot slot : slots) {
      if (slot.input != input) {
        input = slot.input;
        expected = CaptureStream.HEADER_BYTES;
      }
      if (slot.part.header() == null) {
        good.add(slot);
      } else if (expected < slot.part.toOffset()) {
        long begun = slot.summary.firstRecord();
        if (expected == UNKNOWN ? begun >= 0 : begun == expected) {
          good.add(slot);
          expected = slot.summary.nextRecord();
        } else if (expected != UNKNOWN) {
          misguessed++;
          slot.part = slot.part.from(expected);
          slot.summary = null;
          expected = UNKNOWN;
        }
      }
    }
  }

  /** Parts that did not begin where it was guessed and were read again. */
  int misguessed() {
    return misguessed;
  }

  /** Good parts. */
  int parts() {
    return good.size();
  }

  /** Bytes of the rows of all parts. */
  long rowBytes() {
    long bytes = 0;
    for (Slot slot : good) {
      bytes += slot.summary.rowBytes();
    }
    return bytes;
  }

  CapturePart part(int index) {
    return good.get(index).part;
  }

  PartSummary summary(int index) {
    return good.get(index).summary;
  }

  /** Number of the input that a good part belongs to. */
  int input(int index) {
    return good.get(index).input;
  }

  /** Names of the inputs, by number. */
  List<String> inputNames() {
    List<String> names = new ArrayList<>();
    for (Slot slot : slots) {
      if (slot.input == names.size()) {
        names.add(slot.part.name());
      }
    }
    return names;
  }

  /** The numbers of all rows, and the sweeps among them. */
  Timeline timeline() {
    long[] firstRows = new long[good.size() + 1];
    int[] inputOf = new int[good.size()];
    for (int i = 0; i < inputOf.length; i++) {
      inputOf[i] = good.get(i).input;
      firstRows[i + 1] = firstRows[i] + good.get(i).summary.trace().count();
    }
    Timeline timeline = new Timeline(firstRows, inputOf);
    SweepTrace.Clock clock = new SweepTrace.Clock(timeouts);
    for (Slot slot : good) {
      clock.run(slot.summary.trace(), timeline::addSweep);
    }
    return timeline;
  }

  /**
   * What each input held, by number, of all its parts together.
   *
   * @param decoded receives what became of the packets of each
   */
  List<CaptureInput> inputs(List<DecodeCounters> decoded) {
    List<CaptureInput> inputsRead = new ArrayList<>();
    for (Slot slot : good) {
      if (slot.input == inputsRead.size()) {
        inputsRead.add(slot.summary.input());
        decoded.add(slot.summary.decoded());
      } else {
        inputsRead.get(slot.input).append(slot.summary.input());
        decoded.get(slot.input).addAll(slot.summary.decoded());
      }
    }
    return inputsRead;
  }
}
