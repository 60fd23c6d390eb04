package org.tidewaiter.payload.observation;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Reads which SMB dialect is spoken (MS-SMB2 sections 2.2.1 and 2.2.4, MS-CIFS section 2.2.4.52).
 */
final class SmbReader {
  private static final int FRAME_LENGTH = 4;
  private static final int SMB1_MAGIC = 0xff534d42;
  private static final int SMB2_MAGIC = 0xfe534d42;
  private static final int SMB2_HEADER_LENGTH = 64;
  private static final int SMB1_NEGOTIATE = 0x72;

  private SmbReader() {}

  /** SMB 1 at all, or the server's negotiate response of SMB 2 and 3. */
  static boolean wants(ByteBuffer bytes, int offset, int captured) {
    if (captured < FRAME_LENGTH + 10) {
      return false;
    }
    int magic = bytes.getInt(offset + FRAME_LENGTH);
    if (magic == SMB1_MAGIC) {
      return true;
    }
    return magic == SMB2_MAGIC
        && captured >= FRAME_LENGTH + SMB2_HEADER_LENGTH + 6
        && bytes.getShort(offset + FRAME_LENGTH + 12) == 0
        && (bytes.get(offset + FRAME_LENGTH + 16) & 1) != 0;
  }

  static boolean read(Cursor payload, Envelope envelope, List<Observation> found) {
    payload.skip(FRAME_LENGTH);
    int header = payload.index;
    if (payload.i32() == SMB1_MAGIC) {
      int command = payload.u8();
      payload.skip(4);
      boolean fromServer = (payload.u8() & 0x80) != 0;
      // A client that still offers SMB 1 to find SMB 2 has not chosen it: only what follows counts.
      if (command != SMB1_NEGOTIATE || fromServer) {
        found.add(new SmbDialect(envelope, fromServer, "SMB 1"));
      }
      return true;
    }
    payload.littleEndian = true;
    payload.index = header;
    payload.skip(SMB2_HEADER_LENGTH + 4);
    int dialect = payload.u16();
    if (!payload.overrun()) {
      found.add(new SmbDialect(envelope, true, name(dialect)));
    }
    return !payload.overrun();
  }

  private static String name(int dialect) {
    return switch (dialect) {
      case 0x0202 -> "SMB 2.0.2";
      case 0x0210 -> "SMB 2.1";
      case 0x02ff -> "SMB 2";
      case 0x0300 -> "SMB 3.0";
      case 0x0302 -> "SMB 3.0.2";
      case 0x0311 -> "SMB 3.1.1";
      default -> "SMB 0x" + Integer.toHexString(dialect);
    };
  }
}
