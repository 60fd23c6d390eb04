package org.tidewaiter.captures.frame;

import java.util.zip.CRC32C;

/** An SCTP packet (RFC 9260): the common header and the chunks added to it. */
public final class Sctp implements Layer {
  private final int sourcePort;
  private final int destinationPort;
  private final long verificationTag;
  private final Bytes chunks = new Bytes();

  private Sctp(int sourcePort, int destinationPort, long verificationTag) {
    this.sourcePort = sourcePort;
    this.destinationPort = destinationPort;
    this.verificationTag = verificationTag;
  }

  /** A packet without chunks. */
  public static Sctp ports(int source, int destination, long verificationTag) {
    return new Sctp(source, destination, verificationTag);
  }

  /** Appends a chunk, padded to four bytes. */
  public Sctp chunk(int type, int flags, byte[] value) {
    chunks.u8(type).u8(flags).u16(4 + value.length).add(value).align(4);
    return this;
  }

  /** Appends an INIT (type 1) or INIT ACK (type 2) chunk with optional parameters. */
  public Sctp init(int type, long tag, long firstTsn, byte[] parameters) {
    Bytes value = new Bytes().u32(tag).u32(106496).u16(10).u16(10).u32(firstTsn);
    return chunk(type, 0, value.add(parameters).toArray());
  }

  /** Appends a DATA chunk with a whole user message on stream 0. */
  public Sctp data(long tsn, int streamSequence, long payloadProtocol, byte[] message) {
    Bytes value = new Bytes().u32(tsn).u16(0).u16(streamSequence).u32(payloadProtocol);
    return chunk(0, 3, value.add(message).toArray());
  }

  /** Appends a SACK chunk without gaps. */
  public Sctp sack(long cumulativeTsn) {
    return chunk(3, 0, new Bytes().u32(cumulativeTsn).u32(106496).u32(0).toArray());
  }

  @Override
  public byte[] encode(Place place, byte[] carried) {
    CRC32C crc = new CRC32C();
    crc.update(packet(0, carried));
    return packet(crc.getValue(), carried);
  }

  private byte[] packet(long checksum, byte[] carried) {
    Bytes packet = new Bytes().u16(sourcePort).u16(destinationPort).u32(verificationTag);
    // The CRC32c is the one little-endian field (RFC 9260 appendix A).
    return packet.le32(checksum).add(chunks.toArray()).add(carried).toArray();
  }

  @Override
  public int ipProtocol() {
    return 132;
  }
}
