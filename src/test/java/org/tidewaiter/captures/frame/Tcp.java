package org.tidewaiter.captures.frame;

/** One TCP segment (RFC 9293). Setters change this layer and return it. */
public final class Tcp implements Layer {
  /** Flag bits of the header's byte 13. */
  public static final int FIN = 1, SYN = 2, RST = 4, PSH = 8, ACK = 16, URG = 32;

  private final int sourcePort;
  private final int destinationPort;
  private final Bytes options = new Bytes();
  private long sequence;
  private long acknowledgment;
  private int flags;
  private int window = 64240;
  private int headerLength = NONE;

  private Tcp(int sourcePort, int destinationPort) {
    this.sourcePort = sourcePort;
    this.destinationPort = destinationPort;
  }

  /** A segment without flags between two ports. */
  public static Tcp ports(int source, int destination) {
    return new Tcp(source, destination);
  }

  /** A first SYN with the given sequence number and a usual segment size. */
  public static Tcp syn(int source, int destination, long sequence) {
    return ports(source, destination).flags(SYN).seq(sequence).mss(1460);
  }

  /** Sequence number. */
  public Tcp seq(long number) {
    sequence = number;
    return this;
  }

  /** Acknowledgment number; sets the ACK flag. */
  public Tcp ack(long number) {
    acknowledgment = number;
    flags |= ACK;
    return this;
  }

  /** Adds flag bits. */
  public Tcp flags(int bits) {
    flags |= bits;
    return this;
  }

  /** Window as it stands in the header, unscaled; 64240 unless set. */
  public Tcp window(int value) {
    window = value;
    return this;
  }

  /** Appends option bytes. */
  public Tcp option(byte[] bytes) {
    options.add(bytes);
    return this;
  }

  /** Appends the option "maximum segment size". */
  public Tcp mss(int bytes) {
    options.u8(2).u8(4).u16(bytes);
    return this;
  }

  /** Appends two paddings and the option "timestamps" (RFC 7323). */
  public Tcp timestamps(long value, long echo) {
    options.u8(1).u8(1).u8(8).u8(10).u32(value).u32(echo);
    return this;
  }

  /** A header length in bytes that may lie. */
  public Tcp headerLength(int bytes) {
    headerLength = bytes;
    return this;
  }

  @Override
  public byte[] encode(Place place, byte[] carried) {
    byte[] padded = new Bytes().add(options.toArray()).align(4).toArray();
    int length = headerLength == NONE ? 20 + padded.length : headerLength;
    Bytes segment = new Bytes().u16(sourcePort).u16(destinationPort);
    segment.u32(sequence).u32(acknowledgment).u16(length / 4 << 12 | flags).u16(window);
    segment.u16(0).u16(0).add(padded).add(carried);
    return segment.set16(16, place.transportChecksum(6, segment.toArray())).toArray();
  }

  @Override
  public int ipProtocol() {
    return 6;
  }
}
