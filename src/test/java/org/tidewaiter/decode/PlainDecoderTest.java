package org.tidewaiter.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.tidewaiter.decode.Packets.IPV4_SYN;
import static org.tidewaiter.decode.Packets.IPV6_SYN;
import static org.tidewaiter.decode.Packets.hex;
import static org.tidewaiter.decode.Packets.join;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tidewaiter.capture.CaptureFiles;
import org.tidewaiter.capture.PacketBatch;

/** Packets of the usual shape go their own way, and nothing shows that they do. */
class PlainDecoderTest {
  private static final long SEED = 20261122;
  private static final Path CAPTURES =
      Path.of(System.getProperty("tidewaiter.shared", "../shared")).resolve("captures");
  private static final byte[] DATAGRAM = Packets.udp(50000, 53, new byte[20]);

  private final PacketBatch batch = new PacketBatch();
  private final HeaderColumns columns = new HeaderColumns();
  private final HeaderColumns expected = new HeaderColumns();

  private static byte[] tagged(int vlan, int type, byte[] packet) {
    String tag = String.format("%04x %04x", vlan, type);
    return Packets.ethernet(EtherType.VLAN, join(hex(tag), packet));
  }

  private static List<byte[]> usual() {
    byte[] options = hex("0050 c000 00000001 00000002 8018ffff 00000000 0101080a 0000000000000000");
    return List.of(
        Packets.ethernet(EtherType.IPV4, IPV4_SYN),
        Packets.ethernet(EtherType.IPV6, IPV6_SYN),
        Packets.ethernet(EtherType.IPV4, Packets.ipv4(IpProtocol.UDP, DATAGRAM)),
        Packets.ethernet(EtherType.IPV6, Packets.ipv6(IpProtocol.UDP, DATAGRAM)),
        Packets.ethernet(EtherType.IPV4, Packets.ipv4(IpProtocol.TCP, join(options, new byte[9]))),
        Packets.ethernet(EtherType.IPV6, Packets.ipv6(IpProtocol.TCP, join(options, new byte[9]))),
        Packets.ethernet(EtherType.IPV4, join(IPV4_SYN, new byte[6])),
        tagged(0x6005, EtherType.IPV4, Packets.ipv4(IpProtocol.UDP, DATAGRAM)),
        tagged(0x6005, EtherType.IPV6, Packets.ipv6(IpProtocol.UDP, DATAGRAM)),
        tagged(0, EtherType.IPV4, join(IPV4_SYN, new byte[6])));
  }

  @Test
  void theUsualShapesAreTaken() {
    for (byte[] packet : usual()) {
      batch.clear();
      Packets.add(batch, LinkType.ETHERNET, packet, packet.length, packet.length);
      RowWriter rows = new RowWriter(SEED, false);
      rows.columns = columns;
      columns.clear();
      PlainDecoder plain = new PlainDecoder(rows);
      assertTrue(plain.decode(batch.bytes, 0, batch.offset[0], packet.length, packet.length));
      assertEquals(1, columns.size);
    }
  }

  @Test
  void everyBeginningOfThem() {
    for (byte[] packet : usual()) {
      batch.clear();
      for (int captured = 0; captured <= packet.length; captured++) {
        Packets.add(batch, LinkType.ETHERNET, packet, captured, packet.length);
        Packets.add(batch, LinkType.ETHERNET, packet, captured, captured);
      }
      assertSame();
    }
  }

  @Test
  void atTheEndOfTheBuffer() {
    for (byte[] packet : usual()) {
      for (int captured = 0; captured <= packet.length; captured++) {
        batch.clear();
        Packets.add(batch, LinkType.ETHERNET, packet, captured, packet.length);
        batch.offset[0] = PacketBatch.BUFFER_BYTES - captured;
        batch.bytes.put(batch.offset[0], packet, 0, captured);
        assertSame();
      }
    }
  }

  @Test
  void everyByteOfThemSetToEveryValue() {
    for (byte[] packet : usual()) {
      for (int at = 0; at < packet.length; at++) {
        batch.clear();
        for (int value = 0; value < 256; value++) {
          byte[] changed = packet.clone();
          changed[at] = (byte) value;
          Packets.add(batch, LinkType.ETHERNET, changed, changed.length, changed.length);
        }
        assertSame();
      }
    }
  }

  @Test
  void severalBytesChangedAndCutAnywhere() {
    Random random = new Random(SEED);
    List<byte[]> usual = usual();
    for (int round = 0; round < 100; round++) {
      batch.clear();
      for (int i = 0; i < 1000; i++) {
        byte[] packet = usual.get(random.nextInt(usual.size())).clone();
        for (int changes = random.nextInt(4); changes > 0; changes--) {
          packet[12 + random.nextInt(packet.length - 12)] = (byte) random.nextInt();
        }
        int captured = random.nextInt(3) == 0 ? random.nextInt(packet.length) : packet.length;
        int wire = random.nextBoolean() ? packet.length : captured + random.nextInt(3000);
        Packets.add(batch, LinkType.ETHERNET, packet, captured, Math.max(captured, wire));
      }
      assertSame();
    }
  }

  @Test
  void realCaptures() throws IOException {
    assumeTrue(Files.isDirectory(CAPTURES));
    try (Stream<Path> paths = Files.walk(CAPTURES)) {
      for (Path path : paths.filter(PlainDecoderTest::isCapture).sorted().toList()) {
        try (CaptureFiles files = CaptureFiles.open(List.of(path.toString()), false)) {
          while (files.fill(batch)) {
            batch.input = 0;
            assertSame();
          }
        }
      }
    }
  }

  private static boolean isCapture(Path path) {
    return Files.isRegularFile(path) && path.toString().matches(".*\\.(pcap|pcapng|cap)");
  }

  /** Decodes the batch both ways. */
  private void assertSame() {
    for (boolean vlanInKey : new boolean[] {false, true}) {
      Decoder decoder = new Decoder(SEED, vlanInKey);
      Decoder byLayers = new Decoder(SEED, vlanInKey, false);
      decoder.decode(batch, columns);
      byLayers.decode(batch, expected);
      assertArrayEquals(bytes(byLayers.counters()), bytes(decoder.counters()));
      assertEquals(expected.size, columns.size);
      Object[][] pairs = {
        {expected.packet, columns.packet},
        {expected.aHigh, columns.aHigh},
        {expected.aLow, columns.aLow},
        {expected.bHigh, columns.bHigh},
        {expected.bLow, columns.bLow},
        {expected.key, columns.key},
        {expected.flags, columns.flags},
        {expected.tcpFlags, columns.tcpFlags},
        {expected.hash, columns.hash},
        {expected.payloadOffset, columns.payloadOffset},
        {expected.payloadLength, columns.payloadLength},
        {expected.payloadCaptured, columns.payloadCaptured},
        {expected.vlan, columns.vlan},
        {expected.fragmentId, columns.fragmentId},
        {expected.tunnel, columns.tunnel},
        {expected.tunnelId, columns.tunnelId},
        {expected.parent, columns.parent},
        {expected.outcome, columns.outcome},
      };
      for (Object[] pair : pairs) {
        assertTrue(sameRows(pair[0], pair[1], expected.size, batch.size));
      }
    }
  }

  private static boolean sameRows(Object one, Object other, int rows, int packets) {
    if (one instanceof long[] longs) {
      return Arrays.equals(longs, 0, rows, (long[]) other, 0, rows);
    }
    if (one instanceof int[] ints) {
      return Arrays.equals(ints, 0, rows, (int[]) other, 0, rows);
    }
    if (one instanceof short[] shorts) {
      return Arrays.equals(shorts, 0, rows, (short[]) other, 0, rows);
    }
    byte[] bytes = (byte[]) one;
    int size = bytes.length == PacketBatch.MAX_PACKETS ? packets : rows;
    return Arrays.equals(bytes, 0, size, (byte[]) other, 0, size);
  }

  private static byte[] bytes(DecodeCounters counters) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      counters.writeTo(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }
}
