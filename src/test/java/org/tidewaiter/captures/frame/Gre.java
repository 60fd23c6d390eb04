package org.tidewaiter.captures.frame;

/** Generic routing encapsulation (RFC 2784, 2890) and PPTP's version 1 of it (RFC 2637). */
public final class Gre implements Layer {
  private int flags;
  private long key;
  private long sequence;
  private long acknowledgment;
  private int protocol = NONE;

  private Gre() {}

  /** A header without optional fields. */
  public static Gre plain() {
    return new Gre();
  }

  /** PPTP's enhanced header: the key holds the payload length and the call. */
  public static Gre pptp(int call) {
    Gre gre = new Gre();
    gre.flags = 0x2001;
    gre.key = call;
    return gre;
  }

  /** Adds a checksum over header and payload. */
  public Gre withChecksum() {
    flags |= 0x8000;
    return this;
  }

  /** Adds a key. */
  public Gre key(long value) {
    flags |= 0x2000;
    key = value;
    return this;
  }

  /** Adds a sequence number. */
  public Gre sequence(long number) {
    flags |= 0x1000;
    sequence = number;
    return this;
  }

  /** Adds an acknowledgment number (version 1 only). */
  public Gre acknowledge(long number) {
    flags |= 0x0080;
    acknowledgment = number;
    return this;
  }

  /** Protocol type, where the payload announces none or another is wanted. */
  public Gre protocol(int etherType) {
    protocol = etherType;
    return this;
  }

  @Override
  public byte[] encode(Place place, byte[] carried) {
    boolean version1 = (flags & 1) != 0;
    Bytes bytes = new Bytes().u16(flags);
    bytes.u16(protocol != NONE ? protocol : place.nextEtherType(version1 ? 0x880b : 0));
    if ((flags & 0x8000) != 0) {
      bytes.u32(0);
    }
    if ((flags & 0x2000) != 0) {
      bytes.u32(version1 ? (long) carried.length << 16 | key : key);
    }
    if ((flags & 0x1000) != 0) {
      bytes.u32(sequence);
    }
    if ((flags & 0x0080) != 0) {
      bytes.u32(acknowledgment);
    }
    bytes.add(carried);
    if ((flags & 0x8000) != 0) {
      bytes.set16(4, Checksum.finish(Checksum.sum(bytes.toArray(), 0)));
    }
    return bytes.toArray();
  }

  @Override
  public int ipProtocol() {
    return 47;
  }
}
