package org.tidewaiter.decode;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tidewaiter.decode.Packets.IPV4_SYN;
import static org.tidewaiter.decode.Packets.IPV6_SYN;
import static org.tidewaiter.decode.Packets.hex;
import static org.tidewaiter.decode.Packets.join;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tidewaiter.capture.PacketBatch;

/** Whatever the bytes are: no exception, one outcome each, and columns within their packets. */
class DecoderPropertyTest {
  private static final long SEED = 20261122;
  private static final int BATCHES = 60;

  private static final int[] LINK_TYPES = {
    0, 1, 9, 10, 12, 14, 50, 51, 100, 101, 104, 105, 107, 108, 113, 117, 119, 127, 163, 178, 192,
    204, 226, 228, 229, 239, 242, 258, 276, 147
  };

  private final Random random = new Random(SEED);
  private final PacketBatch batch = new PacketBatch();
  private final HeaderColumns columns = new HeaderColumns();
  private final Decoder decoder = new Decoder(SEED, true);
  private long packets;

  @Test
  void randomBytes() {
    for (int i = 0; i < BATCHES; i++) {
      fill(() -> randomBytes(random.nextInt(120)));
      decode();
    }
    DecodeInvariants.check(decoder.counters(), packets);
  }

  @Test
  void mutatedPackets() {
    List<byte[]> samples = samples();
    for (int i = 0; i < BATCHES; i++) {
      fill(() -> mutated(samples.get(random.nextInt(samples.size()))));
      decode();
    }
    DecodeInvariants.check(decoder.counters(), packets);
    for (DecodeOutcome outcome : DecodeOutcome.values()) {
      assertTrue(decoder.counters().outcome(outcome) > 0, outcome.label());
    }
  }

  private void decode() {
    decoder.decode(batch, columns);
    DecodeInvariants.check(batch, columns, SEED);
    packets += batch.size;
  }

  /** Packets lie side by side, so that reading beyond one shows as another's bytes, not as 0. */
  private void fill(java.util.function.Supplier<byte[]> maker) {
    batch.clear();
    for (int i = 0; i < 1000; i++) {
      byte[] packet = maker.get();
      int captured = random.nextInt(4) == 0 ? random.nextInt(packet.length + 1) : packet.length;
      int wire = random.nextBoolean() ? packet.length : captured;
      int linkType = random.nextBoolean() ? 1 : LINK_TYPES[random.nextInt(LINK_TYPES.length)];
      Packets.add(batch, linkType, packet, captured, wire);
    }
  }

  private byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] mutated(byte[] sample) {
    byte[] packet = sample.clone();
    for (int i = random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(packet.length);
      switch (random.nextInt(3)) {
        case 0 -> packet[at] = (byte) random.nextInt();
        case 1 -> packet[at] ^= (byte) (1 << random.nextInt(8));
        default -> packet[at] = (byte) (random.nextBoolean() ? 0 : 0xff);
      }
    }
    return packet;
  }

  /** Packets that lead into every decoder. */
  private static List<byte[]> samples() {
    byte[] frame = Packets.ethernet(EtherType.IPV4, IPV4_SYN);
    List<byte[]> carried = new ArrayList<>();
    carried.add(IPV4_SYN);
    carried.add(IPV6_SYN);
    carried.add(udp(4789, "08000000 001389 00", frame));
    carried.add(udp(4790, "0c000004 001389 00 0002 02 01 00000102", IPV4_SYN));
    carried.add(udp(6081, "0200 6558 000064 00 0102 80 01 00000000", frame));
    carried.add(udp(2152, "34 ff 0030 00000009 0000 00 85 01 0009 00", IPV4_SYN));
    carried.add(udp(3544, "0001 00 00 0011223344556677 00 0000 1234 3fffffff", IPV6_SYN));
    carried.add(udp(1701, "4a02 0036 0003 0004 0001 0001 0002 0000 0057", IPV6_SYN));
    carried.add(udp(5072, "41 52 11 29 00000001" + "00".repeat(36), IPV6_SYN));
    carried.add(udp(4341, "c0 000001 00000001", IPV4_SYN));
    carried.add(udp(4342, "80000000", IPV4_SYN));
    carried.add(
        udp(
            5247,
            "00 100300 0000 0000 0108 0000 020000000001 020000000002 020000000003 0010"
                + "aaaa03 000000 0800",
            IPV4_SYN));
    carried.add(udp(6635, "00010 1ff", frame));
    carried.add(udp(37008, "01 01 0001 0a 01 c8 00 01", frame));
    carried.add(gre("b000 6558 abcd0000 00000007 00000001", frame));
    carried.add(gre("4000 0800 00000000 0800 00 04 c0000203 0000 00 00", IPV4_SYN));
    carried.add(gre("3081 880b 002e 0009 00000001 00000002 21", IPV4_SYN));
    carried.add(gre("1000 88be 00000001 1005 0064 00000000", frame));
    carried.add(gre("1000 22eb 00000001 2000 0064 00000000 0000 0001 0000000000000000", frame));
    carried.add(Packets.ipv4(IpProtocol.ETHERIP, join(hex("3000"), frame)));
    carried.add(Packets.ipv4(IpProtocol.AH, hex("11 01 0000 00000001 00000002 0035 14e9 0008")));
    carried.add(Packets.ipv4(IpProtocol.ICMP, hex("0800 0000 00010001 abcd")));
    carried.add(Packets.ipv4(IpProtocol.DCCP, hex("1389 138a 04 00 0000 04000001 00000000 abcd")));
    carried.add(
        Packets.ipv6(0, hex("2c 00 0000 00000000 3c 00 0001 00000001 11 00 0000 00000000")));
    byte[] nested = IPV4_SYN;
    for (int i = 0; i < 10; i++) {
      nested = Packets.ipv4(IpProtocol.IPV4, nested);
      carried.add(nested);
    }

    List<byte[]> samples = new ArrayList<>();
    for (byte[] packet : carried) {
      int type = packet[0] >> 4 == 4 ? EtherType.IPV4 : EtherType.IPV6;
      samples.add(Packets.ethernet(type, packet));
      samples.add(Packets.ethernet(EtherType.VLAN, join(hex("0005"), shortOf(type), packet)));
      samples.add(packet);
    }
    samples.addAll(linkSamples(frame));
    return samples;
  }

  private static List<byte[]> linkSamples(byte[] frame) {
    String addresses = "020000000001 020000000002 020000000003";
    byte[] snap = join(hex("aaaa03 000000 0800"), IPV4_SYN);
    byte[] subframe = join(hex("020000000001 020000000002 0030"), snap, hex("0000"));
    byte[] data = join(hex("8803 0000", addresses, "1000 020000000004 0000"), snap);
    return List.of(
        Packets.ethernet(48, snap),
        Packets.ethernet(EtherType.MPLS, join(hex("00010 0ff 00011 1ff 00000000"), frame)),
        Packets.ethernet(EtherType.PPPOE_SESSION, join(hex("1100 1234 002a 0021"), IPV4_SYN)),
        Packets.ethernet(EtherType.NSH, join(hex("0002 02 03 00000102"), frame)),
        Packets.ethernet(EtherType.TRANSPARENT_ETHERNET, frame),
        Packets.ethernet(EtherType.VLAN, hex("00018100".repeat(40))),
        Packets.ethernet(EtherType.ARP, new byte[28]),
        join(hex("00000002"), IPV4_SYN),
        join(hex("0000 0001 0006 020000000002 0000 0800"), IPV4_SYN),
        join(hex("0800 0000 00000002 0001 00 06 020000000002 0000"), IPV4_SYN),
        join(hex("ff03 0021"), IPV4_SYN),
        join(hex("0f00 0800"), IPV4_SYN),
        join(hex("1841 03 00 80 0080c2 0007"), frame),
        join(hex("00 00 1000 01000000 0800 0400 00000000"), frame),
        join(hex("0c000000 01000000 0c000000"), IPV6_SYN),
        join(hex("02 00 002a 0800 0100 00000300 2c00 0900"), IPV4_SYN),
        join(hex("4d4743 81 0006 03 01 01 06 01 0e"), frame),
        data,
        join(hex("0841 0000", addresses, "1000"), snap),
        join(hex("0801 0000", addresses, "1100"), snap),
        join(hex("8801 0000", addresses, "1000 8000"), subframe, subframe),
        join(hex("00 00 1100 03000000 0011223344556677 20"), data),
        join(hex("44000000 10000000 0000000000000000"), data));
  }

  private static byte[] udp(int port, String header, byte[] payload) {
    return Packets.ipv4(IpProtocol.UDP, Packets.udp(50000, port, join(hex(header), payload)));
  }

  private static byte[] gre(String header, byte[] payload) {
    return Packets.ipv4(IpProtocol.GRE, join(hex(header), payload));
  }

  private static byte[] shortOf(int type) {
    return new byte[] {(byte) (type >> 8), (byte) type};
  }
}
