package org.tidewaiter.decode;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.tidewaiter.capture.PacketBatch;

/** Packets made of literal bytes, and batches made of packets. */
final class Packets {
  /** Destination and source address of an Ethernet frame. */
  static final String MACS = "020000000001 020000000002";

  /** A SYN from 10.0.0.2:49152 to 10.0.0.1:1688 in 40 bytes of IPv4. */
  static final byte[] IPV4_SYN =
      hex(
          "45000028 00010000 40060000 0a000002 0a000001",
          "c000 0698 00000001 00000000 5002ffff 00000000");

  /** A SYN from [fd00::2]:49152 to [fd00::1]:1688 in 60 bytes of IPv6. */
  static final byte[] IPV6_SYN =
      hex(
          "60000000 0014 06 40",
          "fd000000000000000000000000000002 fd000000000000000000000000000001",
          "c000 0698 00000001 00000000 5002ffff 00000000");

  private Packets() {}

  /** Bytes from hexadecimal digits; blanks are for the eye. */
  static byte[] hex(String... parts) {
    return HexFormat.of().parseHex(String.join("", parts).replaceAll("\\s", ""));
  }

  static byte[] join(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteBuffer all = ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }

  static byte[] ethernet(int type, byte[] payload) {
    return join(hex(MACS), hex(String.format("%04x", type)), payload);
  }

  /** From 192.0.2.1 to 192.0.2.2. */
  static byte[] ipv4(int protocol, byte[] payload) {
    String start = String.format("4500%04x 00010000 40%02x0000", 20 + payload.length, protocol);
    return join(hex(start, "c0000201 c0000202"), payload);
  }

  /** From 2001:db8::1 to 2001:db8::2. */
  static byte[] ipv6(int nextHeader, byte[] payload) {
    String start = String.format("60000000 %04x %02x 40", payload.length, nextHeader);
    return join(
        hex(start, "20010db8000000000000000000000001", "20010db8000000000000000000000002"),
        payload);
  }

  static byte[] udp(int sourcePort, int destinationPort, byte[] payload) {
    String header =
        String.format("%04x %04x %04x 0000", sourcePort, destinationPort, 8 + payload.length);
    return join(hex(header), payload);
  }

  /** A batch of one packet that was captured whole. */
  static PacketBatch batch(int linkType, byte[] packet) {
    PacketBatch batch = new PacketBatch();
    add(batch, linkType, packet, packet.length, packet.length);
    return batch;
  }

  /** Appends a packet behind those that the batch holds. */
  static void add(
      PacketBatch batch, int linkType, byte[] packet, int capturedLength, int wireLength) {
    int index = batch.size++;
    int offset = index == 0 ? 0 : batch.offset[index - 1] + batch.capturedLength[index - 1];
    batch.offset[index] = offset;
    batch.capturedLength[index] = capturedLength;
    batch.wireLength[index] = wireLength;
    batch.linkType[index] = linkType;
    batch.bytes.put(offset, packet, 0, capturedLength);
  }
}
