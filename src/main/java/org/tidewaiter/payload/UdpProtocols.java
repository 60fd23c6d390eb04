package org.tidewaiter.payload;

import java.nio.ByteBuffer;

/** Chooses by the first byte of a datagram which protocols are asked about it. */
final class UdpProtocols {
  private UdpProtocols() {}

  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (captured < 8 || bytes.getLong(offset) == 0) {
      return 0;
    }
    int first = Octets.u8(bytes, offset);
    int result = 0;
    if (first == 4) {
      result = DceRpc.recognizeDatagram(bytes, offset, captured, wireLength);
    } else if (first >= 'A' && first <= 'Z') {
      result = Http.recognizeDatagram(bytes, offset, captured, wireLength);
    }
    return result != 0 ? result : Dns.recognize(bytes, offset, captured, wireLength);
  }
}
