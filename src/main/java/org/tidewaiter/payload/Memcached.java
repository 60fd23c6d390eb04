package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.MEMCACHED;

import java.nio.ByteBuffer;

/**
 * memcached (protocol.txt and protocol_binary of its source).
 *
 * <pre>
 *  TCP: text, or 80 request, 81 response | opcode | key length (2) | extras | 00 | (2) | body (4)
 *  UDP: request id (2) | sequence (2) | datagrams (2) | 0000 | the same
 * </pre>
 */
final class Memcached {
  private static final int DATAGRAM_HEADER_LENGTH = 8;
  private static final int BINARY_HEADER_LENGTH = 24;
  private static final int HIGHEST_OPCODE = 0x3d;
  private static final int MAX_KEY_LENGTH = 250;

  private static final byte[][] COMMANDS = {
    Octets.ascii("get "),
    Octets.ascii("gets "),
    Octets.ascii("set "),
    Octets.ascii("add "),
    Octets.ascii("stats\r\n"),
    Octets.ascii("stats "),
    Octets.ascii("version\r\n"),
    Octets.ascii("delete "),
    Octets.ascii("incr "),
    Octets.ascii("replace "),
    Octets.ascii("flush_all"),
    Octets.ascii("append ")
  };

  private static final byte[][] REPLIES = {
    Octets.ascii("VALUE "), Octets.ascii("STAT "), Octets.ascii("STORED\r\n"),
    Octets.ascii("END\r\n"), Octets.ascii("VERSION "), Octets.ascii("NOT_STORED\r\n"),
    Octets.ascii("DELETED\r\n"), Octets.ascii("NOT_FOUND\r\n")
  };

  private Memcached() {}

  /** Called when the payload begins with a lower-case letter. */
  static int recognizeCommand(ByteBuffer bytes, int offset, int captured, int wireLength) {
    int end = offset + captured;
    for (byte[] command : COMMANDS) {
      if (Octets.startsWith(bytes, offset, captured, command)) {
        return isLine(bytes, offset, end) ? PayloadResult.fromClient(MEMCACHED) : 0;
      }
    }
    return 0;
  }

  /** Called when the payload begins with an upper-case letter. */
  static int recognizeReply(ByteBuffer bytes, int offset, int captured, int wireLength) {
    int end = offset + captured;
    for (byte[] reply : REPLIES) {
      if (Octets.startsWith(bytes, offset, captured, reply)) {
        return isLine(bytes, offset, end) ? PayloadResult.fromServer(MEMCACHED) : 0;
      }
    }
    return 0;
  }

  /** Called when the first byte is 80 or 81 hex. */
  static int recognizeBinary(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (captured < BINARY_HEADER_LENGTH
        || Octets.u8(bytes, offset + 1) > HIGHEST_OPCODE
        || Octets.u16(bytes, offset + 2) > MAX_KEY_LENGTH
        || bytes.get(offset + 5) != 0
        || Octets.u8(bytes, offset + 4) > 20) {
      return 0;
    }
    int bodyLength = bytes.getInt(offset + 8);
    int least = Octets.u16(bytes, offset + 2) + Octets.u8(bytes, offset + 4);
    if (bodyLength < least || bodyLength != wireLength - BINARY_HEADER_LENGTH) {
      return 0;
    }
    boolean request = Octets.u8(bytes, offset) == 0x80;
    return request ? PayloadResult.fromClient(MEMCACHED) : PayloadResult.fromServer(MEMCACHED);
  }

  static int recognizeDatagram(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (captured < DATAGRAM_HEADER_LENGTH + 4
        || bytes.getShort(offset + 6) != 0
        || Octets.u16(bytes, offset + 2) >= Octets.u16(bytes, offset + 4)) {
      return 0;
    }
    int text = offset + DATAGRAM_HEADER_LENGTH;
    int length = captured - DATAGRAM_HEADER_LENGTH;
    int textLength = wireLength - DATAGRAM_HEADER_LENGTH;
    int result = recognizeCommand(bytes, text, length, textLength);
    return result != 0 ? result : recognizeReply(bytes, text, length, textLength);
  }

  /** A printable line that ends within the payload with CRLF. */
  private static boolean isLine(ByteBuffer bytes, int offset, int end) {
    int lineEnd = Octets.lineEnd(bytes, offset, end);
    return end - lineEnd >= 2
        && bytes.get(lineEnd) == '\r'
        && bytes.get(lineEnd + 1) == '\n'
        && Octets.isPrintable(bytes, offset, lineEnd);
  }
}
