package org.tidewaiter.payload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tidewaiter.capture.CaptureFiles;
import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.decode.Decoder;
import org.tidewaiter.decode.HeaderColumns;
import org.tidewaiter.payload.observation.Envelope;
import org.tidewaiter.payload.observation.Observation;
import org.tidewaiter.payload.observation.ObservationReader;

/**
 * Recognises the flows of a real capture in the plainest way there is: a map from endpoints to the
 * results of both directions. No timeouts, no port reuse.
 */
final class CorpusFlows {
  static final Path CAPTURES =
      Path.of(System.getProperty("tidewaiter.shared", "../shared")).resolve("captures");

  /** Endpoints in canonical order. */
  record Key(int protocol, long aHigh, long aLow, long bHigh, long bLow, int ports) {}

  /** Results of both directions, payload packets shown so far. */
  static final class Flow {
    final int[] results = new int[2];
    final int[] peeks = new int[2];

    PayloadProtocol protocol() {
      return PayloadRecognizer.protocol(PayloadRecognizer.combine(results[0], results[1]));
    }
  }

  final Map<Key, Flow> flows = new HashMap<>();
  final List<Observation> observations = new ArrayList<>();
  int incomplete;

  static List<Path> captures(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(path -> !path.toString().matches(".*\\.(out|txt|test|md|csv)"))
          .sorted()
          .toList();
    }
  }

  static CorpusFlows of(Path capture) throws IOException {
    CorpusFlows corpus = new CorpusFlows();
    PacketBatch batch = new PacketBatch();
    HeaderColumns columns = new HeaderColumns();
    Decoder decoder = new Decoder(0, false);
    try (CaptureFiles source = CaptureFiles.open(List.of(capture.toString()), false)) {
      while (source.fill(batch)) {
        decoder.decode(batch, columns);
        for (int i = 0; i < columns.size; i++) {
          if (columns.payloadLength[i] > 0 && (columns.flags[i] & HeaderColumns.HAS_PORTS) != 0) {
            corpus.payload(batch, columns, i);
          }
        }
      }
    }
    return corpus;
  }

  private void payload(PacketBatch batch, HeaderColumns columns, int i) {
    int protocol = columns.protocol(i);
    Key key =
        new Key(
            protocol,
            columns.aHigh[i],
            columns.aLow[i],
            columns.bHigh[i],
            columns.bLow[i],
            columns.ports(i));
    Flow flow = flows.computeIfAbsent(key, unused -> new Flow());
    boolean fromB = (columns.flags[i] & HeaderColumns.FROM_B) != 0;
    int side = fromB ? 1 : 0;
    boolean first = flow.peeks[side] < PayloadRecognizer.PACKETS_PER_DIRECTION;
    if (first) {
      flow.peeks[side]++;
      int result =
          PayloadRecognizer.recognize(
              batch.bytes,
              columns.payloadOffset[i],
              columns.payloadCaptured[i],
              columns.payloadLength[i],
              protocol);
      flow.results[side] = PayloadRecognizer.refine(flow.results[side], result);
    }
    PayloadProtocol name = flow.protocol();
    boolean offered =
        name.reading() == PayloadReading.EVERY_PACKET
            || first && name.reading() == PayloadReading.FIRST_PACKETS;
    if (offered
        && ObservationReader.wants(
            name, batch.bytes, columns.payloadOffset[i], columns.payloadCaptured[i], protocol)) {
      observe(name, batch, columns, i, fromB);
    }
  }

  private void observe(
      PayloadProtocol name, PacketBatch batch, HeaderColumns columns, int i, boolean fromB) {
    int portA = columns.ports(i) >>> 16;
    int portB = columns.ports(i) & 0xffff;
    Envelope envelope =
        new Envelope(
            batch.timestampNanos[columns.packet[i]],
            fromB ? columns.bHigh[i] : columns.aHigh[i],
            fromB ? columns.bLow[i] : columns.aLow[i],
            fromB ? portB : portA,
            fromB ? columns.aHigh[i] : columns.bHigh[i],
            fromB ? columns.aLow[i] : columns.bLow[i],
            fromB ? portA : portB);
    int count =
        ObservationReader.read(
            name,
            batch.bytes,
            columns.payloadOffset[i],
            columns.payloadCaptured[i],
            columns.protocol(i),
            envelope,
            observations);
    incomplete += count == ObservationReader.INCOMPLETE ? 1 : 0;
  }
}
