package org.tidewaiter.captures.frame;

import java.util.Arrays;

/** An ICMP message for IPv4 (RFC 792) or IPv6 (RFC 4443). */
public final class Icmp implements Layer {
  private static final int ICMP = 1;
  private static final int ICMPV6 = 58;

  private final int protocol;
  private final int type;
  private final int code;
  private final long rest;

  private Icmp(int protocol, int type, int code, long rest) {
    this.protocol = protocol;
    this.type = type;
    this.code = code;
    this.rest = rest;
  }

  /** A message for IPv4; {@code rest} is what stands in the second four bytes. */
  public static Icmp v4(int type, int code, long rest) {
    return new Icmp(ICMP, type, code, rest);
  }

  /** A message for IPv6; {@code rest} is what stands in the second four bytes. */
  public static Icmp v6(int type, int code, long rest) {
    return new Icmp(ICMPV6, type, code, rest);
  }

  /** An echo request, or the reply to it, for IPv4. */
  public static Icmp echo(boolean reply, int identifier, int sequence) {
    return v4(reply ? 0 : 8, 0, (long) identifier << 16 | sequence);
  }

  /** An echo request, or the reply to it, for IPv6. */
  public static Icmp echo6(boolean reply, int identifier, int sequence) {
    return v6(reply ? 129 : 128, 0, (long) identifier << 16 | sequence);
  }

  /**
   * What an IPv4 error quotes of a frame: its IP header and {@code bytes} more.
   *
   * @param frame an Ethernet frame without tags that carries IPv4
   */
  public static Payload quote(byte[] frame, int bytes) {
    int header = (frame[14] & 15) * 4;
    int end = Math.min(frame.length, 14 + header + bytes);
    return Payload.of(Arrays.copyOfRange(frame, 14, end));
  }

  @Override
  public byte[] encode(Place place, byte[] carried) {
    Bytes message = new Bytes().u8(type).u8(code).u16(0).u32(rest).add(carried);
    int checksum =
        protocol == ICMPV6
            ? place.transportChecksum(ICMPV6, message.toArray())
            : Checksum.finish(Checksum.sum(message.toArray(), 0));
    return message.set16(2, checksum).toArray();
  }

  @Override
  public int ipProtocol() {
    return protocol;
  }
}
