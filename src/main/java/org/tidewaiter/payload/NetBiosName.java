package org.tidewaiter.payload;

import java.nio.ByteBuffer;

/**
 * First-level encoding of NetBIOS names: 20 hex, then 32 letters A to P (RFC 1001 section 14.1).
 */
final class NetBiosName {
  /** Bytes of a name without scope, its length byte included and the closing zero not. */
  static final int LENGTH = 33;

  private NetBiosName() {}

  static boolean isEncoded(ByteBuffer bytes, int offset, int captured) {
    if (captured < LENGTH || bytes.get(offset) != LENGTH - 1) {
      return false;
    }
    for (int index = offset + 1; index < offset + LENGTH; index++) {
      byte letter = bytes.get(index);
      if (letter < 'A' || letter > 'P') {
        return false;
      }
    }
    return true;
  }
}
