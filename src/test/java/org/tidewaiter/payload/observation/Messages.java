package org.tidewaiter.payload.observation;

import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.payload.Literal;
import org.tidewaiter.payload.PayloadProtocol;

/** Reads literal messages the way the flow stage does: asks, then reads. */
final class Messages {
  static final int TCP = 6;
  static final int UDP = 17;
  static final Envelope ENVELOPE =
      new Envelope(1_000, 0, 0xffff_c000_0201L, 1111, 0, 0xffff_c000_0202L, 2222);

  private Messages() {}

  static List<Observation> read(PayloadProtocol protocol, int transport, String literal) {
    byte[] bytes = Literal.bytes(literal);
    return read(protocol, transport, bytes, bytes.length).found;
  }

  @SuppressWarnings("unchecked")
  static <T extends Observation> T one(PayloadProtocol protocol, int transport, String literal) {
    byte[] bytes = Literal.bytes(literal);
    Outcome outcome = read(protocol, transport, bytes, bytes.length);
    if (outcome.found.size() != 1 || outcome.count != 1) {
      throw new AssertionError(outcome);
    }
    return (T) outcome.found.get(0);
  }

  /** The first {@code length} bytes in a buffer that ends with them. */
  static Outcome read(PayloadProtocol protocol, int transport, byte[] bytes, int length) {
    byte[] cut = new byte[length];
    System.arraycopy(bytes, 0, cut, 0, length);
    var buffer = Literal.buffer(cut, 3);
    List<Observation> found = new ArrayList<>();
    if (!ObservationReader.wants(protocol, buffer, 3, length, transport)) {
      return new Outcome(0, found);
    }
    return new Outcome(
        ObservationReader.read(protocol, buffer, 3, length, transport, ENVELOPE, found), found);
  }

  /** What reading returned, and what it added. */
  record Outcome(int count, List<Observation> found) {}
}
