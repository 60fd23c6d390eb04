package org.tidewaiter.captures.message;

import org.tidewaiter.captures.frame.Address;
import org.tidewaiter.captures.frame.Bytes;

/** NTP version 4 messages of client and server (RFC 5905). */
public final class Ntp {
  private static final long SECONDS_1900_TO_1970 = 2_208_988_800L;

  private Ntp() {}

  /** A request; its transmit time is what the server echoes. */
  public static byte[] request(long transmitNanos) {
    Bytes bytes = new Bytes().u8(0x23).u8(0).u8(10).u8(0xe9).zeros(36);
    return bytes.u64(time(transmitNanos)).toArray();
  }

  /** The answer of a stratum 3 server that follows {@code reference}. */
  public static byte[] reply(long originNanos, long nowNanos, String reference) {
    Bytes bytes = new Bytes().u8(0x24).u8(3).u8(10).u8(0xe7).u32(0x0000_0a3dL).u32(0x0000_0291L);
    bytes.add(Address.ip(reference)).u64(time(nowNanos - 311_000_000_000L));
    bytes.u64(time(originNanos)).u64(time(nowNanos)).u64(time(nowNanos + 31_000));
    return bytes.toArray();
  }

  private static long time(long nanos) {
    long seconds = nanos / 1_000_000_000L + SECONDS_1900_TO_1970;
    long fraction = ((nanos % 1_000_000_000L) << 32) / 1_000_000_000L;
    return seconds << 32 | fraction;
  }
}
