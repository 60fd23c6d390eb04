package org.tidewaiter.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.List;
import java.util.zip.CRC32;

/** Reads whatever bytes there are, and holds what comes out against what a source promises. */
record HostileReading(long packets, long digest, List<Damage> damages) {
  /** Two in turn, as in the pipeline. */
  private static final PacketBatch[] BATCHES = {new PacketBatch(), new PacketBatch()};

  /** Packets are no longer looked at after these: what a bomb unpacks to has no end. */
  private static final long ENOUGH_PACKETS = 20_000;

  /** Bytes in, packets out, whatever the pieces in which the bytes come. */
  static void check(byte[] file) throws IOException {
    HostileReading whole = of(file, Integer.MAX_VALUE);
    HostileReading inPieces = of(file, 1 + file.length / 7);
    assertEquals(whole, inPieces);
  }

  /** The same for compressed bytes, which have places beyond their own length. */
  static HostileReading of(byte[] file, int pieceBytes) throws IOException {
    CaptureInput input = new CaptureInput("fuzzed");
    CRC32 digest = new CRC32();
    ByteBuffer numbers = ByteBuffer.allocate(32);
    long packets = 0;
    int next = 0;
    try (CaptureFile capture = new CaptureFile(input, new Pieces(file, pieceBytes))) {
      PacketBatch batch = BATCHES[next];
      while (packets < ENOUGH_PACKETS && capture.fill(batch)) {
        assertTrue(batch.size > 0 && batch.size <= PacketBatch.MAX_PACKETS);
        for (int i = 0; i < batch.size; i++) {
          checkPacket(batch, i);
          numbers.clear();
          numbers.putLong(batch.timestampNanos[i]).putInt(batch.capturedLength[i]);
          numbers
              .putInt(batch.wireLength[i])
              .putInt(batch.linkType[i])
              .putInt(batch.interfaceId[i]);
          digest.update(numbers.flip());
          digest.update(batch.bytes.slice(batch.offset[i], batch.capturedLength[i]));
        }
        input.count(batch);
        packets += batch.size;
        next = 1 - next;
        batch = BATCHES[next];
      }
    }
    assertEquals(packets, input.packets());
    assertTrue(input.damages().size() <= CaptureInput.MAX_DAMAGES_KEPT);
    for (Damage damage : input.damages()) {
      assertTrue(damage.byteOffset() >= 0, damage.toString());
      boolean within = !input.compression().isEmpty() || damage.byteOffset() <= file.length;
      assertTrue(within, damage.toString());
    }
    return new HostileReading(packets, digest.getValue(), input.damages());
  }

  private static void checkPacket(PacketBatch batch, int i) {
    int captured = batch.capturedLength[i];
    int offset = batch.offset[i];
    assertTrue(captured >= 0 && captured <= PacketBatch.MAX_CAPTURED_LENGTH);
    assertTrue(offset >= 0 && offset + captured <= PacketBatch.BUFFER_BYTES);
    assertTrue(batch.wireLength[i] >= captured);
    assertTrue(batch.interfaceId[i] >= 0);
  }

  /** Hands out at most so many bytes a read. */
  private static final class Pieces implements ReadableByteChannel {
    private final byte[] bytes;
    private final int pieceBytes;
    private int position;

    Pieces(byte[] bytes, int pieceBytes) {
      this.bytes = bytes;
      this.pieceBytes = pieceBytes;
    }

    @Override
    public int read(ByteBuffer target) {
      if (position == bytes.length) {
        return -1;
      }
      int count = Math.min(Math.min(pieceBytes, bytes.length - position), target.remaining());
      target.put(bytes, position, count);
      position += count;
      return count;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
