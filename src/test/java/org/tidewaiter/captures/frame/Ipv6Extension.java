package org.tidewaiter.captures.frame;

/** An IPv6 extension header (RFC 8200 section 4, RFC 4302), any number in any order. */
public final class Ipv6Extension implements Layer {
  private static final int HOP_BY_HOP = 0;
  private static final int ROUTING = 43;
  private static final int FRAGMENT = 44;
  private static final int AUTHENTICATION = 51;
  private static final int DESTINATION = 60;

  private final int number;
  private final byte[] body;
  private final byte[] finalDestination;

  private Ipv6Extension(int number, byte[] body, byte[] finalDestination) {
    this.number = number;
    this.body = body;
    this.finalDestination = finalDestination;
  }

  /** Hop-by-hop options holding a router alert, as multicast listener reports have. */
  public static Ipv6Extension routerAlert() {
    return new Ipv6Extension(HOP_BY_HOP, Bytes.of(5, 2, 0, 0, 1, 0), null);
  }

  /** Destination options holding nothing but padding of 6 + 8·{@code units} bytes in total. */
  public static Ipv6Extension destinationPadding(int units) {
    int length = 4 + 8 * units;
    byte[] body = new Bytes().u8(1).u8(length).zeros(length).toArray();
    return new Ipv6Extension(DESTINATION, body, null);
  }

  /**
   * A routing header of type 2 with one segment left: the checksum covers {@code finalAddress}, not
   * the destination of the IPv6 header.
   */
  public static Ipv6Extension routing(String finalAddress) {
    byte[] address = Address.ip(finalAddress);
    byte[] body = new Bytes().u8(2).u8(1).zeros(4).add(address).toArray();
    return new Ipv6Extension(ROUTING, body, address);
  }

  /** A fragment header; offset 0 with nothing more to come is an atomic fragment (RFC 6946). */
  public static Ipv6Extension fragment(int offsetBytes, boolean more, long identification) {
    Bytes body = new Bytes().u16(offsetBytes & ~7 | (more ? 1 : 0)).u32(identification);
    return new Ipv6Extension(FRAGMENT, body.toArray(), null);
  }

  /** An authentication header with a 12-byte integrity check value; for IPv4 as well. */
  public static Ipv6Extension authentication(long parametersIndex, long sequence) {
    Bytes body = new Bytes().u16(0).u32(parametersIndex).u32(sequence);
    return new Ipv6Extension(AUTHENTICATION, body.hex("5a").hex("a5".repeat(11)).toArray(), null);
  }

  byte[] finalDestination() {
    return finalDestination;
  }

  @Override
  public byte[] encode(Place place, byte[] carried) {
    int length = 2 + body.length;
    int lengthField =
        switch (number) {
          case FRAGMENT -> 0;
          case AUTHENTICATION -> length / 4 - 2;
          default -> length / 8 - 1;
        };
    Bytes bytes = new Bytes().u8(place.nextIpProtocol(59)).u8(lengthField);
    return bytes.add(body).add(carried).toArray();
  }

  @Override
  public int ipProtocol() {
    return number;
  }
}
