package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.RTCP;
import static org.tidewaiter.payload.PayloadProtocol.RTP;

import java.nio.ByteBuffer;

/**
 * RTP and RTCP (RFC 3550 sections 5.1 and 6.4).
 *
 * <pre>
 *  80 | marker, payload type | sequence (2) | timestamp (4) | source (4) | frame
 *  80 + count | 200 to 207 | length in words - 1 (2) | source (4) …
 * </pre>
 *
 * <p>RTP has nearly no fixed bits. One packet is named only if it is a frame of G.711, G.722 or
 * G.729 of exactly 10 to 60 ms.
 */
final class Rtp {
  private static final int HEADER_LENGTH = 12;
  private static final int PCMU = 0;
  private static final int PCMA = 8;
  private static final int G722 = 9;
  private static final int G729 = 18;
  private static final int SENDER_REPORT = 200;
  private static final int HIGHEST_RTCP = 207;

  private Rtp() {}

  /** Called when the upper two bits of the first byte are 10. */
  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (captured < HEADER_LENGTH) {
      return 0;
    }
    int second = Octets.u8(bytes, offset + 1);
    if (second >= SENDER_REPORT && second <= HIGHEST_RTCP) {
      return isRtcp(bytes, offset, captured, wireLength) ? PayloadResult.fromEither(RTCP) : 0;
    }
    if (Octets.u8(bytes, offset) != 0x80 || bytes.getInt(offset + 8) == 0) {
      return 0;
    }
    int type = second & 0x7f;
    int frameLength = wireLength - HEADER_LENGTH;
    boolean perMillisecond8 = type == PCMU || type == PCMA || type == G722;
    if (perMillisecond8 && frameLength % 80 == 0 && frameLength >= 80 && frameLength <= 480) {
      return PayloadResult.fromEither(RTP);
    }
    if (type == G729 && frameLength % 10 == 0 && frameLength >= 10 && frameLength <= 60) {
      return PayloadResult.fromEither(RTP);
    }
    return 0;
  }

  /** A compound of packets whose lengths fill the datagram, the first a report. */
  private static boolean isRtcp(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (captured != wireLength || Octets.u8(bytes, offset + 1) > SENDER_REPORT + 1) {
      return false;
    }
    int packet = offset;
    int end = offset + captured;
    while (end - packet >= 4) {
      int type = Octets.u8(bytes, packet + 1);
      if ((bytes.get(packet) & 0xc0) != 0x80 || type < SENDER_REPORT || type > HIGHEST_RTCP) {
        return false;
      }
      packet += 4 * (Octets.u16(bytes, packet + 2) + 1);
    }
    return packet == end;
  }
}
