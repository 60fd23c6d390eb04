package org.tidewaiter.payload.observation;

import java.nio.ByteBuffer;
import java.util.List;
import org.tidewaiter.payload.PayloadProtocol;

/** Reads the first line of a text protocol's greeting. */
final class BannerReader {
  private BannerReader() {}

  /** A reply code of SMTP, plus of POP3, asterisk of IMAP, S of SSH. */
  static boolean wants(PayloadProtocol protocol, ByteBuffer bytes, int offset, int captured) {
    if (captured < 4) {
      return false;
    }
    int first = bytes.get(offset);
    return switch (protocol) {
      case SMTP -> first == '2' || first == '4' || first == '5';
      case POP3 -> first == '+';
      case IMAP -> first == '*';
      case SSH -> first == 'S';
      default -> false;
    };
  }

  static boolean read(
      PayloadProtocol protocol, Cursor payload, Envelope envelope, List<Observation> found) {
    TextLines lines = new TextLines(payload);
    if (lines.next()) {
      found.add(new Banner(envelope, protocol, lines.escaped(0)));
    }
    return true;
  }
}
