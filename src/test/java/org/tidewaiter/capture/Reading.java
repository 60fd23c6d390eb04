package org.tidewaiter.capture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Everything that came out of one input, for tests to compare. */
record Reading(CaptureInput input, List<Packet> packets) {
  /** One packet, its bytes in hexadecimal. */
  record Packet(long timestampNanos, String bytes, int wireLength, int linkType, int interfaceId) {}

  /** Two in turn, as in the pipeline: nothing may rely on the last buffer. */
  private static final PacketBatch[] BATCHES = {new PacketBatch(), new PacketBatch()};

  static Reading of(byte[] file) throws IOException {
    return of(Channels.newChannel(new ByteArrayInputStream(file)));
  }

  static Reading of(ReadableByteChannel channel) throws IOException {
    CaptureInput input = new CaptureInput("test");
    List<Packet> packets = new ArrayList<>();
    int next = 0;
    try (CaptureFile file = new CaptureFile(input, channel)) {
      while (file.fill(BATCHES[next])) {
        input.count(BATCHES[next]);
        addPackets(BATCHES[next], packets);
        next = 1 - next;
      }
    }
    return new Reading(input, packets);
  }

  static void addPackets(PacketBatch batch, List<Packet> packets) {
    for (int i = 0; i < batch.size; i++) {
      byte[] bytes = new byte[batch.capturedLength[i]];
      batch.bytes.get(batch.offset[i], bytes);
      packets.add(
          new Packet(
              batch.timestampNanos[i],
              HexFormat.of().formatHex(bytes),
              batch.wireLength[i],
              batch.linkType[i],
              batch.interfaceId[i]));
    }
  }

  /** Reads byte by byte, as a slow pipe would deliver. */
  static Reading slowly(byte[] file) throws IOException {
    return of(new OneByteChannel(file));
  }

  List<Damage> damages() {
    return input.damages();
  }

  /** Hands out one byte a read. */
  private static final class OneByteChannel implements ReadableByteChannel {
    private final byte[] bytes;
    private int position;

    OneByteChannel(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read(ByteBuffer target) {
      if (position == bytes.length) {
        return -1;
      }
      target.put(bytes[position++]);
      return 1;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
