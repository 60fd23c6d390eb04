package org.tidewaiter;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.decode.HeaderColumns;
import org.tidewaiter.detect.Detector;
import org.tidewaiter.flow.FlowRow;
import org.tidewaiter.payload.PayloadProtocol;
import org.tidewaiter.payload.PayloadReading;
import org.tidewaiter.payload.PayloadRecognizer;
import org.tidewaiter.payload.observation.Envelope;
import org.tidewaiter.payload.observation.Observation;
import org.tidewaiter.payload.observation.ObservationReader;

/**
 * Hands the payloads of recognised flows to their readers and what they say to the detector, while
 * the batch's bytes are still there.
 */
final class Observations {
  private final Detector detector;
  private final Announcements announcements;
  private final List<Observation> found = new ArrayList<>();
  private long incomplete;
  private FlowWatch watch;

  Observations(Detector detector, Announcements announcements) {
    this.detector = detector;
    this.announcements = announcements;
  }

  /** Lets somebody see what is read; null for nobody. */
  void show(FlowWatch watch) {
    this.watch = watch;
  }

  /** Messages that did not fit one segment, or were cut: not read. */
  long incomplete() {
    return incomplete;
  }

  /** Takes the payload of a column row that belongs to the flow at {@code (words, at)}. */
  void read(PacketBatch batch, HeaderColumns columns, int i, long[] words, int at) {
    PayloadProtocol protocol = PayloadRecognizer.protocol(FlowRow.payload(words, at));
    if (protocol.reading() == PayloadReading.NOTHING) {
      return;
    }
    int ipProtocol = columns.protocol(i);
    int offset = columns.payloadOffset[i];
    int captured = columns.payloadCaptured[i];
    if (isWanted(protocol, words, at)
        && ObservationReader.wants(protocol, batch.bytes, offset, captured, ipProtocol)) {
      read(protocol, batch.bytes, offset, captured, ipProtocol, envelope(batch, columns, i));
      if (watch != null) {
        watch.read(found, words, at);
      }
      for (Observation observation : found) {
        announcements.observed(observation, words, at);
        detector.observed(observation, words, at);
      }
    }
  }

  private boolean isWanted(PayloadProtocol protocol, long[] words, int at) {
    return protocol == PayloadProtocol.TFTP || detector.wantsObservations(protocol, words, at);
  }

  private void read(
      PayloadProtocol protocol,
      ByteBuffer bytes,
      int offset,
      int captured,
      int ipProtocol,
      Envelope envelope) {
    found.clear();
    int count =
        ObservationReader.read(protocol, bytes, offset, captured, ipProtocol, envelope, found);
    if (count == ObservationReader.INCOMPLETE) {
      incomplete++;
    }
  }

  private static Envelope envelope(PacketBatch batch, HeaderColumns columns, int i) {
    long nanos = batch.timestampNanos[columns.packet[i]];
    int portA = columns.ports(i) >>> 16;
    int portB = columns.ports(i) & 0xFFFF;
    boolean fromB = (columns.flags[i] & HeaderColumns.FROM_B) != 0;
    long aHigh = columns.aHigh[i];
    long aLow = columns.aLow[i];
    long bHigh = columns.bHigh[i];
    long bLow = columns.bLow[i];
    return fromB
        ? new Envelope(nanos, bHigh, bLow, portB, aHigh, aLow, portA)
        : new Envelope(nanos, aHigh, aLow, portA, bHigh, bLow, portB);
  }

  /** Offers the first payload of one side to the detector, where it has a use for it. */
  void firstPayload(PacketBatch batch, HeaderColumns columns, int i, long[] words, int at) {
    if (detector.wantsFirstPayload(words, at)) {
      if (watch != null) {
        watch.read(List.of(), words, at);
      }
      boolean fromB = (columns.flags[i] & HeaderColumns.FROM_B) != 0;
      detector.firstPayload(
          words,
          at,
          batch.bytes,
          columns.payloadOffset[i],
          columns.payloadCaptured[i],
          fromB == FlowRow.clientIsB(words, at));
    }
  }
}
