package org.tidewaiter.payload;

import java.nio.ByteBuffer;

/** Chooses by the first byte of a segment which protocols are asked about it. */
final class TcpProtocols {
  private TcpProtocols() {}

  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (captured < 4 || bytes.getInt(offset) == 0) {
      return 0;
    }
    int first = Octets.u8(bytes, offset);
    if (first >= 'A' && first <= 'Z') {
      return upperCase(bytes, offset, captured, wireLength);
    }
    int result = 0;
    switch (first) {
      case 0x00:
        result = Smb.recognize(bytes, offset, captured, wireLength);
        break;
      case 0x05:
        result = DceRpc.recognize(bytes, offset, captured, wireLength);
        break;
      case 0x14, 0x15, 0x16, 0x17:
        result = Tls.recognize(bytes, offset, captured, wireLength);
        break;
      case 0x80:
        result = Tls.recognizeSsl2Hello(bytes, offset, captured, wireLength);
        break;
      case 0x81, 0x82, 0x83, 0x85:
        result = Smb.recognizeSession(bytes, offset, captured, wireLength);
        break;
      default:
        break;
    }
    return result != 0 ? result : Dns.recognizeStream(bytes, offset, captured, wireLength);
  }

  private static int upperCase(ByteBuffer bytes, int offset, int captured, int wireLength) {
    int result = Ssh.recognize(bytes, offset, captured, wireLength);
    return result != 0 ? result : Http.recognize(bytes, offset, captured, wireLength);
  }
}
