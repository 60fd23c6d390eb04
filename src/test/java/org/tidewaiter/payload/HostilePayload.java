package org.tidewaiter.payload;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Payloads between bytes that are not theirs: whoever reads too far reads something else each time.
 */
public final class HostilePayload {
  /** Where the payload begins. */
  public static final int OFFSET = 64;

  private static final int MAX_PAYLOAD_BYTES = 66_000;
  private static final ByteBuffer AMONG_ZEROS = buffer((byte) 0);
  private static final ByteBuffer AMONG_ONES = buffer((byte) 0xff);

  private HostilePayload() {}

  private static ByteBuffer buffer(byte filling) {
    byte[] bytes = new byte[MAX_PAYLOAD_BYTES + 2 * OFFSET];
    Arrays.fill(bytes, filling);
    return ByteBuffer.allocateDirect(bytes.length).put(0, bytes);
  }

  /** Bytes of a fuzzed input that are its payload: all but the first, as far as there is room. */
  public static int captured(byte[] data) {
    return Math.min(data.length - 1, MAX_PAYLOAD_BYTES);
  }

  /** The payload with zeros around it. */
  public static ByteBuffer amongZeros(byte[] data) {
    return put(AMONG_ZEROS, data, (byte) 0);
  }

  /** The payload with ones around it. */
  public static ByteBuffer amongOnes(byte[] data) {
    return put(AMONG_ONES, data, (byte) 0xff);
  }

  private static ByteBuffer put(ByteBuffer buffer, byte[] data, byte filling) {
    int captured = captured(data);
    buffer.put(OFFSET, data, 1, captured);
    for (int i = OFFSET + captured; i < captured + 2 * OFFSET; i++) {
      buffer.put(i, filling);
    }
    return buffer;
  }
}
