package org.tidewaiter.capture.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.tidewaiter.capture.PacketBatch;

/** Both ways to capture, on devices of a network namespace; skipped where there can be none. */
class LiveSourceTest {
  private static final String MACS = "020000000002020000000001";
  private static final String ARP_AND_NUMBER =
      "0001080006040001020000000001c6120001000000000000c6120002" + "00".repeat(18);
  private static final String TAG = "81002007";
  private static final String PRIORITY_TAG = "8100e000";
  private static final int HELLO_FRAME_BYTES = 14 + 20 + 8 + 6;

  /** How long tcpdump may keep packets to itself (its block timeout), and a little. */
  private static final int TCPDUMP_BLOCK_MILLIS = 1_200;

  private static final String SERVICE_TAG = "88a80064";

  @TempDir Path directory;
  private NetworkNamespace network;
  private String flood;

  @BeforeEach
  void makeNetwork() throws Exception {
    network = NetworkNamespace.create();
    flood = Flood.program();
  }

  @AfterEach
  void removeNetwork() throws Exception {
    if (network != null) {
      network.close();
    }
  }

  private LiveSource open(CaptureMethod method, CaptureOptions options) throws Exception {
    return network.call(() -> method.open(options, notice -> {}));
  }

  private static CaptureOptions options(int snaplen, long bufferMebibytes, int fanoutGroup) {
    return new CaptureOptions(
        NetworkNamespace.FAR, 3, snaplen, bufferMebibytes << 20, true, "", fanoutGroup);
  }

  private void send(int count, String... more) throws Exception {
    sendFrom(NetworkNamespace.NEAR, count, more);
  }

  private void sendFrom(String device, int count, String... more) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(flood, "-i", device, "-n", Integer.toString(count)));
    Collections.addAll(command, more);
    network.run(command.toArray(String[]::new));
  }

  /** Frames of many kinds, in both directions; returns how many. */
  private int sendOfEachKind() throws Exception {
    send(500);
    send(100, "-s", "1514", "-f", "50");
    send(10, "-x", MACS + "0806" + ARP_AND_NUMBER);
    send(10, "-x", MACS + TAG + "0806" + ARP_AND_NUMBER);
    send(10, "-x", MACS + PRIORITY_TAG + "0806" + ARP_AND_NUMBER);
    send(10, "-x", MACS + SERVICE_TAG + TAG + "0806" + ARP_AND_NUMBER);
    sendFrom(NetworkNamespace.FAR, 10, "-q", "-x", MACS + TAG + "0806" + ARP_AND_NUMBER);
    sendFrom(NetworkNamespace.FAR, 100, "-q");
    return 750;
  }

  @Test
  void seesThePacketsThatTcpdumpSees() throws Exception {
    for (int snaplen : new int[] {CaptureOptions.DEFAULT_SNAPLEN_BYTES, 60, 13}) {
      Path file = directory.resolve("tcpdump" + snaplen + ".pcap");
      Process tcpdump = startTcpdump(file, snaplen);
      CaptureOptions options = options(snaplen, 8, CaptureOptions.NO_FANOUT);
      try (LiveSource ring = open(CaptureMethod.AFPACKET, options);
          LiveSource libpcap = open(CaptureMethod.PCAP4J, options)) {
        int sent = sendOfEachKind();
        CapturedPackets ofRing = CapturedPackets.take(ring, sent);
        CapturedPackets ofLibpcap = CapturedPackets.take(libpcap, sent);
        stop(tcpdump);
        CapturedPackets ofTcpdump = CapturedPackets.readNanosecondPcap(file);
        assertEquals(sent, ofTcpdump.contents.size());
        assertSame(ofTcpdump, ofRing);
        assertSame(ofTcpdump, ofLibpcap);
        ring.fill(new PacketBatch());
        libpcap.fill(new PacketBatch());
        assertEquals(ring.counters(), libpcap.counters());
        assertEquals(sent, ring.counters().packets());
      }
    }
  }

  private static void assertSame(CapturedPackets expected, CapturedPackets actual) {
    assertEquals(expected.contents.size(), actual.contents.size());
    for (int i = 0; i < expected.contents.size(); i++) {
      assertEquals(expected.contents.get(i), actual.contents.get(i));
      long apart = actual.timestampNanos.get(i) - expected.timestampNanos.get(i);
      assertTrue(Math.abs(apart) < TimeUnit.MILLISECONDS.toNanos(50), "ns apart: " + apart);
    }
  }

  private Process startTcpdump(Path file, int snaplen) throws Exception {
    Process tcpdump =
        network.start(
            "tcpdump",
            "-i",
            NetworkNamespace.FAR,
            "--nano",
            "-U",
            "-Z",
            "root",
            "-s",
            Integer.toString(snaplen),
            "-w",
            file.toString());
    while (tcpdump.isAlive() && (!Files.exists(file) || Files.size(file) == 0)) {
      Thread.sleep(10);
    }
    Thread.sleep(200);
    return tcpdump;
  }

  private static void stop(Process tcpdump) throws Exception {
    Thread.sleep(TCPDUMP_BLOCK_MILLIS);
    tcpdump.destroy();
    tcpdump.waitFor();
  }

  /**
   * A VLAN tag is mostly not in the packet but beside it when the kernel filters. So {@code vlan}
   * has to ask there, and other expressions match with and without tag, as in tcpdump.
   */
  @ParameterizedTest
  @CsvSource({
    "AFPACKET, arp, 30",
    "AFPACKET, vlan 7, 20",
    "AFPACKET, vlan 7 and arp, 20",
    "AFPACKET, vlan 100 and vlan 7, 10",
    "AFPACKET, udp src port 1024, 602",
    "PCAP4J, arp, 30",
    "PCAP4J, vlan 7, 20",
    "PCAP4J, vlan 7 and arp, 20",
    "PCAP4J, vlan 100 and vlan 7, 10",
    "PCAP4J, udp src port 1024, 602"
  })
  void seesWhatTheFilterLetsThrough(CaptureMethod method, String filter, int expected)
      throws Exception {
    try (LiveSource source = open(method, filtered(filter, 1600))) {
      sendOfEachKind();
      CapturedPackets packets = CapturedPackets.take(source, 1_000);
      assertEquals(expected, packets.contents.size());
      assertEquals(expected, source.counters().packets());
    }
  }

  private static CaptureOptions filtered(String filter, int snaplen) {
    return new CaptureOptions(
        NetworkNamespace.FAR, 0, snaplen, 8 << 20, true, filter, CaptureOptions.NO_FANOUT);
  }

  @ParameterizedTest
  @EnumSource(value = CaptureMethod.class, mode = Mode.EXCLUDE, names = "AUTO")
  void cutsWhatTheFilterLetsThrough(CaptureMethod method) throws Exception {
    try (LiveSource source = open(method, filtered("udp", 42))) {
      send(3);
      List<String> packets = CapturedPackets.take(source, 3).contents;
      assertEquals(3, packets.size());
      assertEquals("60:".length() + 2 * 42, packets.get(0).length());
    }
  }

  @ParameterizedTest
  @EnumSource(CaptureMethod.class)
  void saysWhatIsWrongWithAFilter(CaptureMethod method) {
    for (String wrong : new String[] {"port eighty-eight", "udp and tcp"}) {
      DeviceException e =
          assertThrows(DeviceException.class, () -> open(method, filtered(wrong, 1600)));
      assertEquals(DeviceException.Reason.BAD_FILTER, e.reason());
      assertTrue(e.getMessage().contains('"' + wrong + '"'), e.getMessage());
    }
  }

  /** Devices without a link layer, such as VPN tunnels: packets begin with IP. */
  @ParameterizedTest
  @EnumSource(CaptureMethod.class)
  void seesPacketsOfATunnel(CaptureMethod method) throws Exception {
    String packet = "45000020000000004011af86c6130002c6130001" + "04000009000c0000" + "68656c6c";
    try (Tunnel tunnel = network.call(() -> Tunnel.open("tun0"))) {
      network.run("ip", "link", "set", "dev", "tun0", "up");
      try (LiveSource source = open(method, CaptureOptions.of("tun0"))) {
        tunnel.write(HexFormat.of().parseHex(packet));
        PacketBatch batch = new PacketBatch();
        source.fill(batch);
        assertEquals(1, batch.size);
        assertEquals(101, batch.linkType[0]);
        CapturedPackets packets = new CapturedPackets();
        packets.addAll(batch);
        assertEquals("32:" + packet, packets.contents.get(0));
      }
    }
  }

  @Test
  void takesLibpcapForWhatTheRingDoesNotDo() throws Exception {
    List<String> notices = new ArrayList<>();
    try (LiveSource source =
        network.call(() -> CaptureMethod.AUTO.open(CaptureOptions.of("any"), notices::add))) {
      send(3);
      assertEquals(3, CapturedPackets.take(source, 3).contents.size());
      assertEquals("libpcap through pcap4j", source.method());
      assertEquals(
          List.of("any: captured through libpcap, as \"any\" is a device of libpcap's"), notices);
    }
    assertThrows(
        DeviceException.class, () -> open(CaptureMethod.AFPACKET, CaptureOptions.of("any")));
  }

  @Test
  void takesTheRingWhereItIsToBeHad() throws Exception {
    try (LiveSource source = open(CaptureMethod.AUTO, CaptureOptions.of(NetworkNamespace.FAR))) {
      assertEquals("afpacket ring", source.method());
    }
  }

  @ParameterizedTest
  @EnumSource(value = CaptureMethod.class, mode = Mode.EXCLUDE, names = "AUTO")
  void ticksOnAQuietLine(CaptureMethod method) throws Exception {
    try (LiveSource source = open(method, CaptureOptions.of(NetworkNamespace.FAR))) {
      PacketBatch batch = new PacketBatch();
      batch.size = 5;
      long begin = System.nanoTime();
      for (int i = 0; i < 5; i++) {
        assertTrue(source.fill(batch));
        assertEquals(0, batch.size);
      }
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
      assertTrue(millis >= 5 * LiveSource.IDLE_MILLIS - 20 && millis < 2000, "ms: " + millis);
    }
  }

  @ParameterizedTest
  @EnumSource(value = CaptureMethod.class, mode = Mode.EXCLUDE, names = "AUTO")
  void deliversALonelyPacketWithoutDelay(CaptureMethod method) throws Exception {
    try (LiveSource source = open(method, CaptureOptions.of(NetworkNamespace.FAR))) {
      send(1);
      long begin = System.nanoTime();
      assertEquals(1, CapturedPackets.take(source, 1).contents.size());
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
      assertTrue(millis < 2 * LiveSource.IDLE_MILLIS, "ms: " + millis);
    }
  }

  @ParameterizedTest
  @EnumSource(value = CaptureMethod.class, mode = Mode.EXCLUDE, names = "AUTO")
  void numbersInputAndPackets(CaptureMethod method) throws Exception {
    try (LiveSource source = open(method, options(100, 8, CaptureOptions.NO_FANOUT))) {
      send(5_000);
      PacketBatch batch = new PacketBatch();
      long next = 0;
      while (next < 5_000) {
        source.fill(batch);
        assertTrue(batch.size > 0, "no packet lost");
        assertEquals(next, batch.firstPacketNumber);
        assertEquals(3, batch.input);
        assertEquals(1, batch.linkType[0]);
        next += batch.size;
      }
    }
  }

  @ParameterizedTest
  @EnumSource(value = CaptureMethod.class, mode = Mode.EXCLUDE, names = "AUTO")
  void accountsForEveryPacketWhenNobodyReads(CaptureMethod method) throws Exception {
    int sent = 100_000;
    try (LiveSource source = open(method, options(200, 4, CaptureOptions.NO_FANOUT))) {
      send(sent);
      long delivered = CapturedPackets.take(source, Integer.MAX_VALUE).contents.size();
      CaptureCounters counters = source.counters();
      assertTrue(counters.droppedByKernel() > 0, "the ring is smaller than what was sent");
      assertEquals(delivered, counters.packets());
      assertEquals(60 * delivered, counters.bytes());
      assertEquals(sent, counters.packets() + counters.droppedByKernel());
      send(1_000);
      assertEquals(1_000, CapturedPackets.take(source, 1_000).contents.size());
      assertEquals(sent + 1_000, source.counters().packets() + counters.droppedByKernel());
    }
  }

  @Test
  void sharesFlowsAmongTheSourcesOfAGroup() throws Exception {
    int group = (int) (ProcessHandle.current().pid() & CaptureOptions.MAX_FANOUT_GROUP);
    try (LiveSource first = open(CaptureMethod.AFPACKET, options(200, 4, group));
        LiveSource second = open(CaptureMethod.AFPACKET, options(200, 4, group))) {
      send(2_000, "-f", "100");
      List<String> one = CapturedPackets.take(first, 2_000).contents;
      List<String> other = CapturedPackets.take(second, 2_000 - one.size()).contents;
      assertEquals(2_000, one.size() + other.size());
      Set<String> ports = ports(one);
      assertTrue(ports.size() > 10 && ports.size() < 90, "flows of the first: " + ports.size());
      assertTrue(Collections.disjoint(ports, ports(other)), "a flow has one source");
    }
  }

  private static Set<String> ports(List<String> packets) {
    Set<String> ports = new HashSet<>();
    for (String packet : packets) {
      int bytes = packet.indexOf(':') + 1;
      ports.add(packet.substring(bytes + 2 * 34, bytes + 2 * 36));
    }
    return ports;
  }

  @ParameterizedTest
  @EnumSource(value = CaptureMethod.class, mode = Mode.EXCLUDE, names = "AUTO")
  void seesLoopbackPacketsOnce(CaptureMethod method) throws Exception {
    try (LiveSource source = open(method, CaptureOptions.of("lo"))) {
      network.run("bash", "-c", "for i in 1 2 3; do echo hello > /dev/udp/127.0.0.1/9; done; true");
      List<String> packets = CapturedPackets.take(source, 100).contents;
      String datagram = HELLO_FRAME_BYTES + ":.*68656c6c6f0a";
      assertEquals(3, packets.stream().filter(packet -> packet.matches(datagram)).count());
    }
  }

  @ParameterizedTest
  @EnumSource(value = CaptureMethod.class, mode = Mode.EXCLUDE, names = "AUTO")
  void comesBackAfterTheDeviceWasDown(CaptureMethod method) throws Exception {
    List<String> notices = new ArrayList<>();
    try (RecoveringSource source =
        new RecoveringSource(
            open(method, CaptureOptions.of(NetworkNamespace.FAR)),
            NetworkNamespace.FAR,
            notices::add)) {
      network.run("ip", "link", "set", "dev", NetworkNamespace.FAR, "down");
      network.call(() -> fillUntil(source, true));
      assertEquals(1, source.losses());
      network.run("ip", "link", "set", "dev", NetworkNamespace.FAR, "up");
      network.call(() -> fillUntil(source, false));
      send(10);
      assertEquals(10, CapturedPackets.take(source, 10).contents.size());
      assertEquals(2, notices.size(), notices::toString);
    }
  }

  @ParameterizedTest
  @EnumSource(value = CaptureMethod.class, mode = Mode.EXCLUDE, names = "AUTO")
  void comesBackAfterTheDeviceWasAway(CaptureMethod method) throws Exception {
    List<String> notices = new ArrayList<>();
    try (RecoveringSource source =
        new RecoveringSource(
            open(method, CaptureOptions.of(NetworkNamespace.FAR)),
            NetworkNamespace.FAR,
            notices::add)) {
      send(10);
      assertEquals(10, CapturedPackets.take(source, 10).contents.size());
      network.cut();
      network.call(() -> fillUntil(source, true));
      network.join();
      network.call(() -> fillUntil(source, false));
      send(10, "-x", MACS + TAG + "0806" + ARP_AND_NUMBER);
      assertEquals(10, CapturedPackets.take(source, 10).contents.size());
      assertEquals(20, source.counters().packets());
      assertEquals("far0 went down or away; waiting for it to come back", notices.get(0));
      assertTrue(notices.get(1).startsWith("far0 is back after "), notices::toString);
      assertEquals(2, notices.size(), notices::toString);
    }
  }

  private static Void fillUntil(RecoveringSource source, boolean lost) throws Exception {
    PacketBatch batch = new PacketBatch();
    long begin = System.nanoTime();
    while (source.lost() != lost) {
      assertTrue(source.fill(batch));
      assertTrue(System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(10), "took too long");
    }
    return null;
  }

  @ParameterizedTest
  @EnumSource(value = CaptureMethod.class, mode = Mode.EXCLUDE, names = "AUTO")
  void saysWhichDevicesThereAre(CaptureMethod method) {
    DeviceException e =
        assertThrows(DeviceException.class, () -> open(method, CaptureOptions.of("eth99")));
    assertEquals(DeviceException.Reason.NO_SUCH_DEVICE, e.reason());
    assertTrue(e.getMessage().contains("\"eth99\""), e.getMessage());
    assertTrue(e.getMessage().contains(NetworkNamespace.FAR), e.getMessage());
    assertTrue(e.getMessage().contains("lo"), e.getMessage());
  }

  @ParameterizedTest
  @EnumSource(value = CaptureMethod.class, mode = Mode.EXCLUDE, names = "AUTO")
  void saysThatADeviceIsDown(CaptureMethod method) throws Exception {
    network.run("ip", "link", "set", "dev", NetworkNamespace.FAR, "down");
    DeviceException e =
        assertThrows(
            DeviceException.class, () -> open(method, CaptureOptions.of(NetworkNamespace.FAR)));
    assertEquals(DeviceException.Reason.DOWN, e.reason());
    assertEquals("far0 is down; switch it on with: ip link set dev far0 up", e.getMessage());
  }

  @Test
  void listsDevicesWithoutAddresses() throws Exception {
    network.run("ip", "addr", "add", "198.18.0.1/24", "dev", NetworkNamespace.NEAR);
    List<CaptureDevice> devices = network.call(CaptureDevice::list);
    assertTrue(
        devices.contains(
            new CaptureDevice(NetworkNamespace.FAR, "Ethernet", List.of(), true, true, false)),
        devices::toString);
    assertTrue(
        devices.contains(
            new CaptureDevice(
                NetworkNamespace.NEAR,
                "Ethernet",
                List.of(InetAddress.getByName("198.18.0.1")),
                true,
                true,
                false)),
        devices::toString);
    assertTrue(
        devices.stream().anyMatch(device -> device.name().equals("lo") && device.loopback()),
        devices::toString);
  }
}
