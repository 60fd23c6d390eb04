package org.tidewaiter.decode;

import java.util.HexFormat;
import org.tidewaiter.capture.PacketBatch;

/** Batches made of literal bytes. */
final class Packets {
  private Packets() {}

  /** Bytes from hexadecimal digits; blanks are for the eye. */
  static byte[] hex(String... parts) {
    return HexFormat.of().parseHex(String.join("", parts).replaceAll("\\s", ""));
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
