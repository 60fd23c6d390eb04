package org.tidewaiter.capture.live;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.tidewaiter.capture.PacketBatch;

/** Packets as tests compare them: wire length and captured bytes in hexadecimal, and the time. */
final class CapturedPackets {
  private static final int PCAP_NANOS_MAGIC = 0xa1b23c4d;
  private static final int PCAP_FILE_HEADER_BYTES = 24;

  /** Empty batches that mean that nothing more will come: four times what a packet may take. */
  private static final int IDLE_TICKS = 4;

  final List<String> contents = new ArrayList<>();
  final List<Long> timestampNanos = new ArrayList<>();

  void addAll(PacketBatch batch) {
    for (int i = 0; i < batch.size; i++) {
      byte[] bytes = new byte[batch.capturedLength[i]];
      batch.bytes.get(batch.offset[i], bytes);
      add(batch.timestampNanos[i], batch.wireLength[i], bytes);
    }
  }

  private void add(long nanos, int wireLength, byte[] bytes) {
    timestampNanos.add(nanos);
    contents.add(wireLength + ":" + HexFormat.of().formatHex(bytes));
  }

  /** Fills until so many packets have come, or none for a while. */
  static CapturedPackets take(LiveSource source, int wanted) throws IOException {
    CapturedPackets packets = new CapturedPackets();
    PacketBatch batch = new PacketBatch();
    int idle = 0;
    while (packets.contents.size() < wanted && idle < IDLE_TICKS) {
      source.fill(batch);
      packets.addAll(batch);
      idle = batch.size > 0 ? 0 : idle + 1;
    }
    return packets;
  }

  /** Reads what {@code tcpdump --nano -w} wrote. */
  static CapturedPackets readNanosecondPcap(Path file) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.nativeOrder());
    if (in.getInt() != PCAP_NANOS_MAGIC) {
      throw new IOException(file + " is no nanosecond pcap of this machine");
    }
    in.position(PCAP_FILE_HEADER_BYTES);
    CapturedPackets packets = new CapturedPackets();
    while (in.hasRemaining()) {
      long nanos = (in.getInt() & 0xFFFF_FFFFL) * 1_000_000_000L + in.getInt();
      byte[] bytes = new byte[in.getInt()];
      int wireLength = in.getInt();
      in.get(bytes);
      packets.add(nanos, wireLength, bytes);
    }
    return packets;
  }
}
