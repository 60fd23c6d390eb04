package org.tidewaiter.payload.observation;

import java.nio.ByteBuffer;
import java.util.List;

/** Reads TFTP read and write requests (RFC 1350 section 5). */
final class TftpReader {
  private static final int READ = 1;
  private static final int WRITE = 2;

  private TftpReader() {}

  static boolean wants(ByteBuffer bytes, int offset, int captured) {
    if (captured < 4) {
      return false;
    }
    int opcode = bytes.getShort(offset);
    return opcode == READ || opcode == WRITE;
  }

  static boolean read(Cursor payload, Envelope envelope, List<Observation> found) {
    boolean write = payload.u16() == WRITE;
    int name = payload.index;
    while (payload.u8() != 0) {
      // Goes on to the closing zero.
    }
    if (payload.overrun()) {
      return false;
    }
    String fileName = ObservationText.of(payload.bytes, name, payload.index - 1);
    found.add(new TftpRequest(envelope, write, fileName));
    return true;
  }
}
