package org.tidewaiter.capture.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tidewaiter.capture.Dlt;
import org.tidewaiter.capture.PacketBatch;

/** Our interpreter against libpcap's own, if libpcap is installed. */
class LibpcapFilterTest {
  private static final int ETHERNET = 1;
  private static final int RAW = 101;
  private static final int COOKED = 113;
  private static final int WLAN = 105;
  private static final int[] LINK_TYPES = {ETHERNET, RAW, COOKED, WLAN};

  /** Pieces that are put together at random. */
  private static final String[] PRIMITIVES = {
    "tcp",
    "udp",
    "icmp",
    "ip",
    "ip6",
    "arp",
    "icmp6",
    "sctp",
    "ip proto 47",
    "port 53",
    "src port 1688",
    "dst port 443",
    "portrange 1-1024",
    "tcp port 80",
    "host 10.0.0.1",
    "src host 10.0.0.2",
    "dst net 10.0.0.0/8",
    "net 192.168.0.0/16",
    "host fd00::1",
    "net fd00::/8",
    "less 100",
    "greater 60",
    "len > 128",
    "tcp[tcpflags] & tcp-syn != 0",
    "ip[0] & 0xf != 5",
    "ip[6:2] & 0x1fff = 0",
    "udp[4:2] > 20",
    "ip[8] < 64",
    "ip multicast",
    "ip6 protochain 6",
    "tcp[13] = 18",
    "ip[2:2] - ((ip[0] & 0xf) << 2) - ((tcp[12] & 0xf0) >> 2) > 0",
    "udp[8:4] = 0x01020304",
    "icmp[icmptype] = icmp-echo",
    "ip[1] % 3 = 1",
    "ip[1] ^ 5 = 4",
    "ip[8] / 3 > 9",
    "ip[8] * 7 = 70",
    "ip[9] | 1 = 7"
  };

  private static final String[] ETHERNET_PRIMITIVES = {
    "ether host 02:00:00:00:00:01",
    "ether broadcast",
    "vlan",
    "vlan 5",
    "mpls",
    "pppoes",
    "ether proto 0x88cc",
    "ether multicast",
    "ether[12:2] = 0x0800"
  };

  /** The functions that are compared with. */
  private static final class Libpcap {
    static native Pointer pcap_open_dead(int dlt, int snaplen);

    static native int pcap_compile(
        Pointer handle, Pointer program, String expression, int optimize, int netmask);

    static native int pcap_offline_filter(Pointer program, Pointer header, Pointer packet);

    static native void pcap_freecode(Pointer program);

    static native void pcap_close(Pointer handle);
  }

  @BeforeAll
  static void libpcapIsThere() {
    boolean there = true;
    try {
      Native.register(
          Libpcap.class, NativeLibrary.getInstance(Platform.isWindows() ? "wpcap" : "pcap"));
    } catch (LinkageError e) {
      there = false;
    }
    assumeTrue(there, "no libpcap");
  }

  @Test
  void thousandsOfFiltersOnPacketsGiveWhatLibpcapGives() throws FilterException {
    Random random = new Random(9);
    List<byte[]> packets = packets(random);
    PacketBatch batch = batchOf(packets);
    int compiled = 0;
    long accepted = 0;
    for (int i = 0; i < 4000; i++) {
      int linkType = LINK_TYPES[i % 8 < 5 ? 0 : 1 + i % 3];
      String expression = expression(random, linkType);
      long[] instructions;
      try {
        instructions = FilterCompiler.compile(expression, linkType, 262_144);
      } catch (FilterException e) {
        continue; // not every piece is for every link type
      }
      compiled++;
      accepted += compare(expression, linkType, new BpfProgram(instructions), batch, packets);
    }
    assertTrue(compiled > 3000, compiled + " compiled");
    assertTrue(accepted > 10_000, accepted + " accepted");
  }

  private static long[] compareRandomFilters(int filters) {
    Random random = new Random(10);
    List<byte[]> packets = packets(random);
    PacketBatch batch = batchOf(packets);
    long[] counts = new long[3];
    for (int i = 0; i < filters; i++) {
      int linkType = LINK_TYPES[i % 8 < 5 ? 0 : 1 + i % 3];
      String expression = new RandomFilter(random, linkType == ETHERNET).make();
      long[] instructions;
      try {
        instructions = FilterCompiler.compile(expression, linkType, 262_144);
      } catch (FilterException e) {
        continue; // what no packet of the link type can be
      }
      long accepted = compare(expression, linkType, new BpfProgram(instructions), batch, packets);
      counts[0]++;
      counts[1] += accepted;
      counts[2] += accepted > 0 && accepted < packets.size() ? 1 : 0;
    }
    return counts;
  }

  @Test
  void randomFiltersGiveWhatLibpcapGives() {
    long[] counts = compareRandomFilters(2000);
    assertTrue(counts[0] > 1000, counts[0] + " compiled");
    assertTrue(counts[2] > 400, counts[2] + " of them tell packets apart");
  }

  @Test
  @Tag("slow")
  void manyRandomFiltersGiveWhatLibpcapGives() {
    long[] counts = compareRandomFilters(60_000);
    System.out.println(
        "random filters: "
            + counts[0]
            + " on 400 packets each, "
            + counts[1]
            + " accepted; telling packets apart: "
            + counts[2]);
  }

  private static String expression(Random random, int linkType) {
    StringBuilder text = new StringBuilder();
    int pieces = 1 + random.nextInt(4);
    for (int i = 0; i < pieces; i++) {
      if (i > 0) {
        text.append(random.nextBoolean() ? " and " : " or ");
      }
      if (random.nextInt(4) == 0) {
        text.append("not ");
      }
      boolean ethernet = linkType == ETHERNET && random.nextInt(4) == 0;
      String[] from = ethernet ? ETHERNET_PRIMITIVES : PRIMITIVES;
      text.append('(').append(from[random.nextInt(from.length)]).append(')');
    }
    return text.toString();
  }

  private static int compare(
      String expression,
      int linkType,
      BpfProgram program,
      PacketBatch batch,
      List<byte[]> packets) {
    int accepted = 0;
    Pointer handle = Libpcap.pcap_open_dead(Dlt.ofLinkType(linkType), 262_144);
    try (Memory code = new Memory(16);
        Memory header = new Memory(2L * Native.LONG_SIZE + 8);
        Memory bytes = new Memory(4096)) {
      if (Libpcap.pcap_compile(handle, code, expression, 1, -1) != 0) {
        return 0; // rejects all packets; ours is tested apart
      }
      header.clear();
      for (int i = 0; i < packets.size(); i++) {
        byte[] packet = packets.get(i);
        bytes.write(0, packet, 0, packet.length);
        header.setInt(2L * Native.LONG_SIZE, packet.length);
        header.setInt(2L * Native.LONG_SIZE + 4, batch.wireLength[i]);
        int expected = Libpcap.pcap_offline_filter(code, header, bytes);
        int actual =
            program.run(batch.bytes, batch.offset[i], batch.capturedLength[i], batch.wireLength[i]);
        int number = i;
        assertEquals(expected, actual, () -> expression + " on " + linkType + ", packet " + number);
        accepted += actual != 0 ? 1 : 0;
      }
      Libpcap.pcap_freecode(code);
    } finally {
      Libpcap.pcap_close(handle);
    }
    return accepted;
  }

  private static PacketBatch batchOf(List<byte[]> packets) {
    PacketBatch batch = new PacketBatch();
    int used = 0;
    for (byte[] packet : packets) {
      int i = batch.size++;
      batch.bytes.put(used, packet);
      batch.offset[i] = used;
      batch.capturedLength[i] = packet.length;
      batch.wireLength[i] = packet.length + (i % 3) * 50;
      batch.linkType[i] = ETHERNET;
      used += packet.length + 1;
    }
    return batch;
  }

  /** Packets that look enough like IP for the filters to bite, cut anywhere. */
  private static List<byte[]> packets(Random random) {
    List<byte[]> packets = new ArrayList<>();
    byte[] protocols = {6, 17, 1, 47, (byte) 132, 58};
    short[] ports = {53, 80, 443, 1688, 5353};
    for (int i = 0; i < 400; i++) {
      ByteBuffer packet = ByteBuffer.allocate(160);
      boolean ip6 = random.nextInt(3) == 0;
      int link = random.nextInt(4);
      switch (link) {
        case 0 -> {}
        case 1 -> packet.put(new byte[14]).putShort((short) (ip6 ? 0x86dd : 0x0800));
        default -> {
          packet
              .putInt(random.nextBoolean() ? 0x02000000 : -1)
              .putShort((short) 1)
              .put(new byte[6]);
          if (random.nextInt(4) == 0) {
            packet.putShort((short) 0x8100).putShort((short) random.nextInt(8));
          }
          packet.putShort((short) (ip6 ? 0x86dd : random.nextInt(8) == 0 ? 0x0806 : 0x0800));
        }
      }
      byte protocol = protocols[random.nextInt(protocols.length)];
      if (ip6) {
        packet.putInt(0x60000000).putShort((short) 60).put(protocol).put((byte) 64);
        packet.putLong(0xfd00L << 48).putLong(1).putLong(0xfd00L << 48).putLong(random.nextInt(3));
      } else {
        packet.put((byte) (0x45 + random.nextInt(2))).put((byte) random.nextInt(8));
        packet.putShort((short) 80).putShort((short) i);
        packet.putShort((short) (random.nextInt(5) == 0 ? 0x2003 : 0x4000));
        packet.put((byte) random.nextInt(256)).put(protocol).putShort((short) 0);
        packet.putInt(0x0a000000 + random.nextInt(4)).putInt(0x0a000000 + random.nextInt(4));
      }
      packet.putShort(ports[random.nextInt(5)]).putShort(ports[random.nextInt(5)]);
      packet.putInt(random.nextInt()).putInt(0x01020304);
      packet.put((byte) (random.nextInt(16) << 4)).put((byte) random.nextInt(64));
      byte[] bytes = packet.array();
      int length = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
      packets.add(Arrays.copyOf(bytes, length));
    }
    return packets;
  }

  @Test
  void retainsWhatMatchesInOrder() throws FilterException {
    PacketBatch batch = new PacketBatch();
    for (int i = 0; i < 1000; i++) {
      byte[] packet = new byte[40];
      packet[0] = 0x45;
      packet[9] = (byte) (i % 3 == 0 ? 17 : 6);
      packet[23] = (byte) i;
      batch.bytes.put(i * 40, packet);
      batch.offset[i] = i * 40;
      batch.capturedLength[i] = 40;
      batch.wireLength[i] = 40;
      batch.timestampNanos[i] = i;
      batch.linkType[i] = i % 5 == 0 ? 9999 : RAW;
      batch.interfaceId[i] = i % 7;
      batch.size++;
    }
    PacketFilter filter = new PacketFilter("udp");
    int dropped = filter.retain(batch);
    assertEquals(1000, dropped + batch.size);
    Set<Long> times = new HashSet<>();
    long last = -1;
    for (int i = 0; i < batch.size; i++) {
      long number = batch.timestampNanos[i];
      assertTrue(number > last && number % 3 == 0 && number % 5 != 0);
      assertEquals(number * 40, batch.offset[i]);
      assertEquals(number % 7, batch.interfaceId[i]);
      assertEquals(RAW, batch.linkType[i]);
      last = number;
      times.add(number);
    }
    assertEquals(334 - 67, times.size());
    assertEquals(1, filter.unusable().size());
    assertEquals(9999, filter.unusable().get(0).linkType());
    assertEquals(200, filter.unusable().get(0).packets());
  }

  @Test
  void tellsWrongExpressionsFromThoseForAnotherLinkType() throws FilterException {
    FilterException wrong =
        assertThrows(FilterException.class, () -> new PacketFilter("tcp prot 80"));
    assertTrue(wrong.getMessage().contains("tcp prot 80"), wrong.getMessage());
    assertEquals("type mgt", new PacketFilter("type mgt").expression());
    assertEquals(0, new PacketFilter("").retain(new PacketBatch()));
  }

  @Test
  void anExpressionThatNoPacketCanMatchRejectsAll() throws FilterException {
    long[] instructions = FilterCompiler.compile("arp", RAW, 262_144);
    BpfProgram program = new BpfProgram(instructions);
    assertEquals(0, program.run(ByteBuffer.allocate(64), 0, 64, 64));
  }
}
