package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * AYIYA header (draft-massar-v6ops-ayiya section 3).
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-------+-------+-------+-------+-------+-------+---------------+
 *  | IdLen | IdType| SigLen| Hash  | Auth  | Opcode|  Next header  |
 *  +-------+-------+-------+-------+-------+-------+---------------+
 *  |                             Epoch                             |
 *  +---------------------------------------------------------------+
 *  |       Identity, 2^IdLen bytes; signature, SigLen words        |
 *  +---------------------------------------------------------------+
 * </pre>
 */
final class Ayiya {
  static final int PORT = 5072;

  static final int MIN_HEADER_LENGTH = 8;

  private static final int ID_LENGTH = 0;
  private static final int SIGNATURE_LENGTH = 1;
  private static final int OPCODE = 2;
  private static final int NEXT_HEADER = 3;

  private static final int OPCODE_FORWARD = 1;

  private Ayiya() {}

  /** True for a message that carries a packet. */
  static boolean isForward(ByteBuffer bytes, int offset) {
    return (bytes.get(offset + OPCODE) & 0xf) == OPCODE_FORWARD;
  }

  /** IP protocol number of what follows. */
  static int nextHeader(ByteBuffer bytes, int offset) {
    return bytes.get(offset + NEXT_HEADER) & 0xff;
  }

  /** Header length in bytes, 9 to 32836. */
  static int headerLength(ByteBuffer bytes, int offset) {
    return MIN_HEADER_LENGTH
        + (1 << (bytes.get(offset + ID_LENGTH) >> 4 & 0xf))
        + ((bytes.get(offset + SIGNATURE_LENGTH) >> 4 & 0xf) << 2);
  }
}
