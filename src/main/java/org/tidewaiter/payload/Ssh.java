package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.SSH;

import java.nio.ByteBuffer;

/** SSH identification string: {@code SSH-2.0-…} or {@code SSH-1.…} from both sides (RFC 4253). */
final class Ssh {
  private static final byte[] VERSION_2 = Octets.ascii("SSH-2.0-");
  private static final byte[] VERSION_1 = Octets.ascii("SSH-1.");
  private static final int FROM_EITHER = PayloadResult.fromEither(SSH);

  private Ssh() {}

  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    return Octets.startsWith(bytes, offset, captured, VERSION_2)
            || Octets.startsWith(bytes, offset, captured, VERSION_1)
        ? FROM_EITHER
        : 0;
  }
}
