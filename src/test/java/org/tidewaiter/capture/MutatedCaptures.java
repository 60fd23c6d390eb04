package org.tidewaiter.capture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The project's captures, damaged in many ways that a seed chooses: bits flipped, fields set to
 * what is often handled wrongly, records and blocks dropped, doubled and exchanged, bytes lost and
 * inserted, the file cut anywhere. As pcap and as pcapng, in both byte orders.
 */
final class MutatedCaptures {
  private static final int MOST_PARTS = 40;
  private static final int MOST_PART_BYTES = 2000;

  private static final int[] ODD_VALUES = {
    0,
    1,
    2,
    3,
    4,
    8,
    12,
    16,
    20,
    28,
    31,
    32,
    33,
    64,
    65534,
    65535,
    65536,
    262143,
    262144,
    262145,
    999_999,
    1_000_000,
    999_999_999,
    1_000_000_000,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    -1,
    -4,
    0x0a0d0d0a,
    0x1a2b3c4d,
    0xa1b2c3d4,
    0xa1b23c4d,
    0x4000_0bad,
    0xbad
  };

  /** A sound capture: its header, and its records or blocks. */
  private record Base(ByteOrder order, List<byte[]> parts) {}

  private final List<Base> bases = new ArrayList<>();

  MutatedCaptures(Path captures) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(captures)) {
      files = all.filter(file -> !file.toString().endsWith(".md")).sorted().toList();
    }
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      boolean pcapng = file.toString().endsWith(".pcapng");
      if (pcapng) {
        bases.add(new Base(ByteOrder.LITTLE_ENDIAN, blocks(bytes)));
      }
      Reading reading = Reading.of(bytes);
      for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
        boolean oneLinkType = reading.input().packetsByLinkType().size() == 1;
        if (oneLinkType) {
          bases.add(new Base(order, asPcap(order, bases.size(), reading)));
          bases.add(new Base(order, asPcapng(order, bases.size(), reading)));
        }
      }
    }
  }

  private static List<byte[]> blocks(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    List<byte[]> parts = new ArrayList<>();
    int at = 0;
    while (at + 12 <= file.length && parts.size() < MOST_PARTS) {
      int length = Math.min(Math.max(12, bytes.getInt(at + 4)), file.length - at);
      parts.add(Arrays.copyOfRange(file, at, at + length));
      at += length;
    }
    return parts;
  }

  private static List<Reading.Packet> packets(Reading reading) {
    List<Reading.Packet> packets = new ArrayList<>();
    for (Reading.Packet packet : reading.packets()) {
      if (packets.size() < MOST_PARTS && packet.bytes().length() < 2 * MOST_PART_BYTES) {
        packets.add(packet);
      }
    }
    return packets;
  }

  private static byte[] bytesOf(Reading.Packet packet) {
    return java.util.HexFormat.of().parseHex(packet.bytes());
  }

  private static List<byte[]> asPcap(ByteOrder order, int number, Reading reading) {
    boolean nanos = number % 3 == 0;
    int linkType = reading.packets().get(0).linkType();
    List<byte[]> parts = new ArrayList<>();
    parts.add(
        CaptureBytes.in(order)
            .pcapHeader(nanos ? 0xa1b23c4d : 0xa1b2c3d4, 2, 4, 65535, linkType)
            .toArray());
    for (Reading.Packet packet : packets(reading)) {
      byte[] bytes = bytesOf(packet);
      int seconds = (int) (packet.timestampNanos() / 1_000_000_000L);
      int fraction = (int) (packet.timestampNanos() % 1_000_000_000L);
      parts.add(
          CaptureBytes.in(order)
              .int32(seconds, nanos ? fraction : fraction / 1000, bytes.length, packet.wireLength())
              .bytes(bytes)
              .toArray());
    }
    return parts;
  }

  private static List<byte[]> asPcapng(ByteOrder order, int number, Reading reading) {
    boolean nanos = number % 3 == 0;
    int linkType = reading.packets().get(0).linkType();
    CaptureBytes name = CaptureBytes.in(order).option(2, (byte) 'i', (byte) 'f');
    byte[] options = nanos ? name.option(9, (byte) 9).int32(0).toArray() : new byte[0];
    List<byte[]> parts = new ArrayList<>();
    parts.add(CaptureBytes.in(order).section().toArray());
    parts.add(CaptureBytes.in(order).captureInterface(linkType, 262_144, options).toArray());
    for (Reading.Packet packet : packets(reading)) {
      long ticks = nanos ? packet.timestampNanos() : packet.timestampNanos() / 1000;
      byte[] bytes = bytesOf(packet);
      CaptureBytes body = CaptureBytes.in(order);
      body.int32(0, (int) (ticks >>> 32), (int) ticks, bytes.length, packet.wireLength());
      body.bytes(Arrays.copyOf(bytes, bytes.length + 3 & ~3));
      int type = parts.size() % 10 == 7 ? PcapngBlock.OBSOLETE_PACKET : PcapngBlock.ENHANCED_PACKET;
      parts.add(CaptureBytes.in(order).block(type, body.toArray()).toArray());
    }
    return parts;
  }

  /** The capture of a number; the same number always gives the same bytes. */
  byte[] make(int number) {
    Random random = new Random(number * 0x5DEECE66DL);
    Base base = bases.get(number % bases.size());
    List<byte[]> parts = new ArrayList<>();
    for (byte[] part : base.parts()) {
      parts.add(part.clone());
    }
    int mutations = 1 + random.nextInt(3);
    for (int i = 0; i < mutations; i++) {
      mutate(parts, base.order(), random);
    }
    byte[] file = joined(parts);
    return random.nextInt(8) == 0 ? Arrays.copyOf(file, random.nextInt(file.length + 1)) : file;
  }

  private static byte[] joined(List<byte[]> parts) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    parts.forEach(file::writeBytes);
    return file.toByteArray();
  }

  private static void mutate(List<byte[]> parts, ByteOrder order, Random random) {
    if (parts.size() < 2) {
      return;
    }
    int which = random.nextInt(10) == 0 ? 0 : random.nextInt(parts.size());
    int other = random.nextInt(parts.size());
    byte[] part = parts.get(which);
    if (part.length < 4) {
      return;
    }
    ByteBuffer bytes = ByteBuffer.wrap(part).order(order);
    // Headers, of blocks and records alike, are in the first 32 bytes; most of the rest is packet.
    int header = Math.min(32, part.length);
    switch (random.nextInt(10)) {
      case 0 -> part[random.nextInt(part.length)] ^= (byte) (1 << random.nextInt(8));
      case 1, 2 -> part[random.nextInt(header)] ^= (byte) (1 << random.nextInt(8));
      case 3 -> part[random.nextInt(header)] = (byte) random.nextInt();
      case 4, 5 ->
          bytes.putInt(
              random.nextInt(header / 4) * 4, ODD_VALUES[random.nextInt(ODD_VALUES.length)]);
      case 6 -> {
        int at = random.nextInt(part.length / 4) * 4;
        bytes.putInt(at, bytes.getInt(at) + random.nextInt(17) - 8);
      }
      case 7 -> moveParts(parts, which, other, random);
      case 8 -> {
        int from = random.nextInt(part.length);
        int count = Math.min(1 + random.nextInt(8), part.length - from);
        byte[] shorter = Arrays.copyOf(part, part.length - count);
        System.arraycopy(part, from + count, shorter, from, part.length - from - count);
        parts.set(which, shorter);
      }
      default -> {
        byte[] inserted = new byte[1 + random.nextInt(8)];
        random.nextBytes(inserted);
        parts.add(which, inserted);
      }
    }
  }

  private static void moveParts(List<byte[]> parts, int which, int other, Random random) {
    switch (random.nextInt(3)) {
      case 0 -> parts.remove(which);
      case 1 -> parts.add(other, parts.get(which).clone());
      default -> java.util.Collections.swap(parts, which, other);
    }
  }
}
