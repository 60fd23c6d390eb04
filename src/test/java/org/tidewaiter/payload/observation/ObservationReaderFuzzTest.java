package org.tidewaiter.payload.observation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tidewaiter.payload.HostilePayload.OFFSET;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.tidewaiter.FuzzSeeds;
import org.tidewaiter.payload.HostilePayload;
import org.tidewaiter.payload.PayloadProtocol;
import org.tidewaiter.payload.PayloadRecognizer;

/** Any bytes to any observation reader: bounded, and resting on the payload alone. */
class ObservationReaderFuzzTest {
  private static final PayloadProtocol[] PROTOCOLS = PayloadProtocol.values();
  private static final Envelope ENVELOPE = new Envelope(1, 0, 2, 3, 0, 4, 5);
  private static final int MOST_OBSERVATIONS = 1000;
  private static final int TCP = 6;
  private static final int UDP = 17;

  /** The packets' payloads, their first byte naming protocol and transport. */
  static Stream<byte[]> seeds() throws IOException {
    return FuzzSeeds.payloads()
        .filter(seed -> recognized(seed) != PayloadProtocol.NONE)
        .map(
            seed -> {
              int protocol = recognized(seed).ordinal();
              seed[0] = (byte) (protocol << 1 | (seed[0] == TCP ? 1 : 0));
              return seed;
            });
  }

  private static PayloadProtocol recognized(byte[] seed) {
    return PayloadRecognizer.protocol(
        PayloadRecognizer.recognize(
            ByteBuffer.wrap(seed), 1, seed.length - 1, seed.length - 1, seed[0] & 0xff));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "60s")
  void anyBytes(byte[] data) {
    if (data.length < 1) {
      return;
    }
    PayloadProtocol protocol = PROTOCOLS[((data[0] & 0xff) >> 1) % PROTOCOLS.length];
    int ipProtocol = (data[0] & 1) != 0 ? TCP : UDP;
    int captured = HostilePayload.captured(data);
    List<Observation> one = new ArrayList<>();
    List<Observation> other = new ArrayList<>();
    int count = read(protocol, HostilePayload.amongZeros(data), captured, ipProtocol, one);
    assertEquals(
        count, read(protocol, HostilePayload.amongOnes(data), captured, ipProtocol, other));
    assertTrue(count <= one.size() && one.size() <= MOST_OBSERVATIONS, one.size() + " found");
    assertEquals(one.toString(), other.toString(), "reads around the payload");
  }

  private static int read(
      PayloadProtocol protocol,
      ByteBuffer bytes,
      int captured,
      int ipProtocol,
      List<Observation> found) {
    return ObservationReader.wants(protocol, bytes, OFFSET, captured, ipProtocol)
        ? ObservationReader.read(protocol, bytes, OFFSET, captured, ipProtocol, ENVELOPE, found)
        : 0;
  }
}
