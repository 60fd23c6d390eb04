package org.tidewaiter.spark;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.tidewaiter.CapturedPacket;

/**
 * A day of an office, made of the project's captures: each is played many times, by other hosts, at
 * other hours, at times slowly, and all of it is cut into rotated files, so that most flows cross a
 * cut.
 */
final class DayOfTraffic {
  private static final int ETHERNET = 1;
  private static final int IPV4 = 0x0800;
  private static final long SECOND = 1_000_000_000L;
  private static final long DAY = 86_400 * SECOND;
  private static final long MIDNIGHT = 1_772_496_000L * SECOND;

  private static final List<String> SCENES =
      List.of(
          "office-kms.pcapng",
          "kms-exposed.pcap",
          "kms-discovery.pcap",
          "exposed.pcap",
          "fragments.pcap",
          "ftp-active-passive.pcap",
          "dns-tcp.pcap",
          "rpc-endpoint-mapper.pcap",
          "rogue-dhcp.pcap",
          "tftp.pcap",
          "tunnels.pcap",
          "reused-ports.pcap",
          "tcp-states.pcap",
          "odd-ports.pcap",
          "directions.pcap",
          "vlan-qinq.pcap",
          "recorded-web-dns-dhcp.pcap",
          "quiet-home.pcap",
          "scan.pcap");

  private record Packet(long nanos, int wireLength, byte[] bytes) {}

  private DayOfTraffic() {}

  /** Writes so many files, each of which begins where the one before it ended. */
  static List<String> write(Path directory, int files, int scenes, long seed) throws IOException {
    Random random = new Random(seed);
    List<Packet> day = new ArrayList<>();
    for (int i = 0; i < scenes; i++) {
      play(SCENES.get(i % SCENES.size()), random, day);
    }
    day.sort((one, other) -> Long.compare(one.nanos, other.nanos));
    List<String> names = new ArrayList<>();
    for (int file = 0; file < files; file++) {
      int from = (int) ((long) day.size() * file / files);
      int to = (int) ((long) day.size() * (file + 1) / files);
      Path path = directory.resolve(String.format("day-%04d.pcap", file));
      write(path, day.subList(from, to));
      names.add(path.toString());
    }
    return names;
  }

  private static void play(String scene, Random random, List<Packet> day) throws IOException {
    List<CapturedPacket> packets = CapturedPacket.of(Path.of("captures", scene));
    long first = packets.get(0).timestampNanos();
    long start = MIDNIGHT + (long) (random.nextDouble() * DAY);
    // From as fast as it was to so slow that flows time out.
    double pace = random.nextInt(3) == 0 ? 1 : 1 + random.nextDouble() * 40;
    int host = random.nextInt(200);
    for (CapturedPacket packet : packets) {
      if (packet.linkType() == ETHERNET) {
        byte[] bytes = HexFormat.of().parseHex(packet.bytes());
        moveTo(host, bytes);
        long nanos = start + (long) ((packet.timestampNanos() - first) * pace);
        // Now and then a packet is late.
        long late = random.nextInt(500) == 0 ? 3 * SECOND : 0;
        day.add(new Packet(nanos / 1000 * 1000 + late, packet.wireLength(), bytes));
      }
    }
  }

  // The third octet of the private addresses; checksums are not looked at.
  private static void moveTo(int host, byte[] bytes) {
    ByteBuffer frame = ByteBuffer.wrap(bytes);
    if (bytes.length >= 34 && frame.getShort(12) == IPV4) {
      for (int address : new int[] {26, 30}) {
        if (bytes[address] == 10) {
          bytes[address + 2] = (byte) (bytes[address + 2] + host);
        }
      }
    }
  }

  private static void write(Path path, List<Packet> packets) throws IOException {
    try (OutputStream out = Files.newOutputStream(path)) {
      ByteBuffer header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
      header.putInt(0xA1B2C3D4).putShort((short) 2).putShort((short) 4).putLong(0);
      out.write(header.putInt(262_144).putInt(ETHERNET).array());
      for (Packet packet : packets) {
        ByteBuffer record =
            ByteBuffer.allocate(16 + packet.bytes.length).order(ByteOrder.LITTLE_ENDIAN);
        record.putInt((int) (packet.nanos / SECOND));
        record.putInt((int) (packet.nanos % SECOND / 1000));
        record.putInt(packet.bytes.length).putInt(packet.wireLength).put(packet.bytes);
        out.write(record.array());
      }
    }
  }
}
