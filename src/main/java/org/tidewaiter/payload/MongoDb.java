package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.MONGODB;

import java.nio.ByteBuffer;

/**
 * MongoDB wire protocol (MongoDB manual, "Wire Protocol"), little endian.
 *
 * <pre>
 *  length (4) | request id (4) | response to (4) | opcode (4) | flags (4) | …
 * </pre>
 */
final class MongoDb {
  private static final int HEADER_LENGTH = 16;
  private static final int MAX_LENGTH = 48_000_000;
  private static final int REPLY = 1;
  private static final int QUERY = 2004;
  private static final int COMPRESSED = 2012;
  private static final int MESSAGE = 2013;

  /** Shortest reply: flags, cursor, start and count after the header. */
  private static final int REPLY_LENGTH = 36;

  private MongoDb() {}

  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (captured < HEADER_LENGTH + 5) {
      return 0;
    }
    int length = Octets.i32LittleEndian(bytes, offset);
    if (length < HEADER_LENGTH + 5 || length > MAX_LENGTH || length < wireLength) {
      return 0;
    }
    int responseTo = bytes.getInt(offset + 8);
    int body = offset + HEADER_LENGTH;
    boolean known =
        switch (Octets.i32LittleEndian(bytes, offset + 12)) {
          case REPLY -> length >= REPLY_LENGTH && responseTo != 0 && isReply(bytes, body, captured);
          case QUERY -> isCollection(bytes, body + 4, offset + captured);
          case COMPRESSED -> isCompressed(bytes, body);
          case MESSAGE -> isMessage(bytes, body);
          default -> false;
        };
    if (!known) {
      return 0;
    }
    return responseTo == 0 ? PayloadResult.fromClient(MONGODB) : PayloadResult.fromServer(MONGODB);
  }

  /** Flags of four bits, and a first document that is no longer than a message. */
  private static boolean isReply(ByteBuffer bytes, int body, int captured) {
    return (Octets.i32LittleEndian(bytes, body) & ~15) == 0
        && captured >= REPLY_LENGTH
        && (Octets.i32LittleEndian(bytes, body + 16) & ~0xffff) == 0;
  }

  /** Full name of a collection: printable, with a dot, closed by zero. */
  private static boolean isCollection(ByteBuffer bytes, int name, int end) {
    boolean dot = false;
    for (int index = name; index < end; index++) {
      byte octet = bytes.get(index);
      if (octet == 0) {
        return dot;
      }
      if (octet < ' ') {
        return false;
      }
      dot |= octet == '.';
    }
    return false;
  }

  /** The opcode within is a known one. */
  private static boolean isCompressed(ByteBuffer bytes, int body) {
    int original = Octets.i32LittleEndian(bytes, body);
    return original == MESSAGE || original == QUERY || original == REPLY;
  }

  /** Flag bits 0, 1 and 16 exist; the first section is of kind 0 or 1. */
  private static boolean isMessage(ByteBuffer bytes, int body) {
    return (Octets.i32LittleEndian(bytes, body) & ~0x1_0003) == 0
        && (bytes.get(body + 4) & 0xfe) == 0;
  }
}
