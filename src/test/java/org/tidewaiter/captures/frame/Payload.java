package org.tidewaiter.captures.frame;

/**
 * Bytes as they are, at the end of a frame or in place of a header that has no class of its own.
 */
public final class Payload implements Layer {
  private final byte[] bytes;
  private int etherType = NONE;
  private int ipProtocol = NONE;

  private Payload(byte[] bytes) {
    this.bytes = bytes;
  }

  /** These bytes. */
  public static Payload of(byte[] bytes) {
    return new Payload(bytes.clone());
  }

  /** This text in ISO 8859-1. */
  public static Payload text(String text) {
    return new Payload(Bytes.ofText(text));
  }

  /** These hexadecimal digits. */
  public static Payload hex(String hex) {
    return new Payload(Bytes.ofHex(hex));
  }

  /** That many zero bytes. */
  public static Payload zeros(int length) {
    return new Payload(new byte[length]);
  }

  /** Announces these bytes as a link-level protocol. */
  public Payload asEtherType(int number) {
    etherType = number;
    return this;
  }

  /** Announces these bytes as an IP protocol. */
  public Payload asIpProtocol(int number) {
    ipProtocol = number;
    return this;
  }

  @Override
  public byte[] encode(Place place, byte[] carried) {
    return Bytes.concat(bytes, carried);
  }

  @Override
  public int etherType() {
    return etherType;
  }

  @Override
  public int ipProtocol() {
    return ipProtocol;
  }
}
