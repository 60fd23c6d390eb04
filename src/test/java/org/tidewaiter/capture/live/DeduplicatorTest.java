package org.tidewaiter.capture.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidewaiter.capture.PacketBatch;

/** Copies are found, whatever a mirror changed, and nothing else is dropped. */
class DeduplicatorTest {
  private static final long WINDOW_NANOS = 1_000_000;
  private static final int ETHERNET = 1;

  /** UDP from 192.0.2.1 port 40000 to 192.0.2.2 port 53, 6 bytes, with 12 bytes of padding. */
  private static final String IPV4 =
      "4500002212344000401174e6c0000201c00002029c400035000e0000" + "68656c6c6f21" + "00".repeat(12);

  private static final String IPV6 =
      "600000000010114020010db8000000000000000000000001"
          + "20010db8000000000000000000000002"
          + "9c40003500100000"
          + "0102030405060708";

  private static final String MACS = "020000000002020000000001";
  private static final String ROUTED_MACS = "020000000004020000000003";
  private static final String ARP =
      "0001080006040001020000000001c0000201000000000000c0000202" + "00".repeat(18);

  private final PacketBatch batch = new PacketBatch();

  private void add(long nanos, int linkType, String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    add(nanos, linkType, bytes, bytes.length);
  }

  private void add(long nanos, int linkType, byte[] bytes, int wireLength) {
    int at =
        batch.size == 0 ? 0 : batch.offset[batch.size - 1] + batch.capturedLength[batch.size - 1];
    batch.bytes.put(at, bytes);
    batch.offset[batch.size] = at;
    batch.capturedLength[batch.size] = bytes.length;
    batch.wireLength[batch.size] = wireLength;
    batch.timestampNanos[batch.size] = nanos;
    batch.linkType[batch.size] = linkType;
    batch.size++;
  }

  private int kept(Deduplicator deduplicator) {
    deduplicator.compact(batch);
    return batch.size;
  }

  private static Deduplicator deduplicator() {
    return new Deduplicator(WINDOW_NANOS, 1600);
  }

  private static String ethernet(String macs, String typeAndRest) {
    return macs + typeAndRest;
  }

  @Test
  void findsTheCopiesThatMirrorsMake() {
    String original = ethernet(MACS, "0800" + IPV4);
    String routed = IPV4.replace("401174e6", "3f1175e6");
    String[] copies = {
      original,
      ethernet(ROUTED_MACS, "0800" + IPV4),
      ethernet(MACS, "810000070800" + IPV4),
      ethernet(MACS, "88a80064810000070800" + IPV4),
      ethernet(ROUTED_MACS, "0800" + routed),
      ethernet(MACS, "810000070800" + IPV4.substring(0, IPV4.length() - 8)),
    };
    for (String copy : copies) {
      batch.clear();
      Deduplicator deduplicator = deduplicator();
      add(5, ETHERNET, original);
      add(9, ETHERNET, copy);
      assertEquals(1, kept(deduplicator), copy);
      assertEquals(1, deduplicator.duplicates());
      assertEquals(5, batch.timestampNanos[0]);
    }
  }

  @Test
  void findsCopiesOfIpv6AndArp() {
    add(1, ETHERNET, ethernet(MACS, "86dd" + IPV6));
    add(2, ETHERNET, ethernet(MACS, "0806" + ARP));
    add(3, ETHERNET, ethernet(MACS, "8100000786dd" + IPV6.replace("00101140", "0010113f")));
    add(4, ETHERNET, ethernet(MACS, "810000070806" + ARP.substring(0, ARP.length() - 8)));
    assertEquals(2, kept(deduplicator()));
  }

  @Test
  void findsCopiesAcrossLinkTypes() {
    add(1, ETHERNET, ethernet(MACS, "0800" + IPV4));
    add(2, 101, IPV4);
    add(3, 113, "0000000100060200000000010000" + "0800" + IPV4);
    add(4, 276, "0800000000000001000100060200000000010000" + IPV4);
    assertEquals(1, kept(deduplicator()));
  }

  @Test
  void findsCopiesInLaterBatches() {
    Deduplicator deduplicator = deduplicator();
    for (int i = 0; i < 3; i++) {
      batch.clear();
      add(1 + i, ETHERNET, ethernet(MACS, "0800" + IPV4));
      assertEquals(i == 0 ? 1 : 0, kept(deduplicator));
    }
    assertEquals(2, deduplicator.duplicates());
  }

  /** Every byte of the network layer counts, except those that change on the way. */
  @Test
  void keepsPacketsThatDifferAnywhere() {
    byte[] original = HexFormat.of().parseHex(ethernet(MACS, "0800" + IPV4));
    int networkLayer = 14;
    int ipv4Length = 34;
    Deduplicator deduplicator = deduplicator();
    for (int i = 0; i < original.length; i++) {
      byte[] other = original.clone();
      other[i] ^= 0x40;
      batch.clear();
      long nanos = 2L * i * WINDOW_NANOS;
      add(nanos, ETHERNET, original, original.length);
      add(nanos, ETHERNET, other, other.length);
      boolean changesOnTheWay =
          i < networkLayer - 2
              || i == networkLayer + 8
              || i == networkLayer + 10
              || i == networkLayer + 11
              || i >= networkLayer + ipv4Length;
      assertEquals(changesOnTheWay ? 1 : 2, kept(deduplicator), "byte " + i);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1000000, 1", "1000001, 2", "-1000000, 1", "-1000001, 2"})
  void keepsRepetitionsOutsideTheWindow(long laterNanos, int kept) {
    add(1_000_000_000, ETHERNET, ethernet(MACS, "0800" + IPV4));
    add(1_000_000_000 + laterNanos, ETHERNET, ethernet(MACS, "0800" + IPV4));
    assertEquals(kept, kept(deduplicator()));
  }

  @Test
  void comparesOfCutPacketsWhatWasCaptured() {
    int snaplen = Deduplicator.MIN_SNAPLEN_BYTES;
    String ipv4 = "450003e8" + IPV4.substring(8, 48) + "00112233".repeat(250);
    byte[] plain = HexFormat.of().parseHex((MACS + "0800" + ipv4).substring(0, 2 * snaplen));
    byte[] tagged =
        HexFormat.of().parseHex((MACS + "81000007" + "0800" + ipv4).substring(0, 2 * snaplen));
    byte[] other = plain.clone();
    other[snaplen - 1] ^= 1;
    Deduplicator deduplicator = new Deduplicator(WINDOW_NANOS, snaplen);
    add(1, ETHERNET, tagged, 1018);
    add(2, ETHERNET, plain, 1014);
    assertEquals(1, kept(deduplicator));
    batch.clear();
    deduplicator = new Deduplicator(WINDOW_NANOS, snaplen);
    add(1, ETHERNET, plain, 1014);
    add(2, ETHERNET, other, 1014);
    assertEquals(2, kept(deduplicator), "differ in the last byte captured");
    batch.clear();
    add(3, ETHERNET, plain, 1015);
    assertEquals(0, kept(deduplicator), "padding after IPv4 is no difference");
  }

  /** Everything cut short: no exception, and a packet is a copy of itself. */
  @Test
  void takesEveryShorterPacket() {
    Deduplicator deduplicator = deduplicator();
    long nanos = 0;
    for (String whole :
        new String[] {
          MACS + "0800" + IPV4, MACS + "88a80064810000070806" + ARP, MACS + "86dd" + IPV6
        }) {
      for (int length = 0; length < whole.length() / 2; length++) {
        for (int linkType : new int[] {0, ETHERNET, 101, 113, 276}) {
          batch.clear();
          nanos += 2 * WINDOW_NANOS;
          add(nanos, linkType, whole.substring(0, 2 * length));
          add(nanos, linkType, whole.substring(0, 2 * length));
          assertEquals(1, kept(deduplicator), "length " + length);
        }
      }
    }
  }

  /** Random traffic with copies, against a plain model that keeps whole packets. */
  @Test
  void agreesWithAModel() {
    Random random = new Random(6);
    Deduplicator deduplicator = new Deduplicator(WINDOW_NANOS, 1600);
    ArrayDeque<byte[]> recent = new ArrayDeque<>();
    long copies = 0;
    for (int round = 0; round < 200; round++) {
      batch.clear();
      for (int i = 0; i < 400; i++) {
        byte[] packet = new byte[60 + random.nextInt(200)];
        random.nextBytes(packet);
        packet[12] = 0x08;
        packet[13] = 0x01;
        if (!recent.isEmpty() && random.nextInt(4) == 0) {
          packet = random.nextBoolean() ? recent.peekFirst() : recent.peekLast();
          copies++;
        } else {
          recent.addLast(packet);
          if (recent.size() > 100) {
            recent.removeFirst();
          }
        }
        add(round, ETHERNET, packet, packet.length);
      }
      deduplicator.compact(batch);
    }
    assertEquals(copies, deduplicator.duplicates());
  }

  @Test
  void saysWhatItHadToForgetTooEarly() {
    Deduplicator deduplicator = deduplicator();
    byte[] packet = new byte[60];
    int sent = 0;
    while (sent < Deduplicator.MAX_REMEMBERED + 10) {
      batch.clear();
      for (int i = 0; i < 1000 && sent < Deduplicator.MAX_REMEMBERED + 10; i++, sent++) {
        packet[20] = (byte) (sent >> 16);
        packet[21] = (byte) (sent >> 8);
        packet[22] = (byte) sent;
        add(1, ETHERNET, packet, packet.length);
      }
      deduplicator.compact(batch);
    }
    assertEquals(0, deduplicator.duplicates());
    assertEquals(10, deduplicator.forgottenEarly());
    batch.clear();
    add(WINDOW_NANOS + 2, ETHERNET, packet, packet.length);
    deduplicator.compact(batch);
    assertEquals(10, deduplicator.forgottenEarly(), "what is out of the window may be forgotten");
  }

  @Test
  void survivesLargePacketsAndTheEndOfItsHistory() {
    Deduplicator deduplicator = new Deduplicator(WINDOW_NANOS, PacketBatch.MAX_CAPTURED_LENGTH);
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      byte[] packet = new byte[100_000 + random.nextInt(100_000)];
      random.nextBytes(packet);
      batch.clear();
      add(round, ETHERNET, packet, packet.length);
      add(round, ETHERNET, packet, packet.length);
      assertEquals(1, kept(deduplicator));
    }
    assertTrue(deduplicator.forgottenEarly() > 100);
  }

  @Test
  void refusesASnaplenTooShortToTellPacketsApart() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Deduplicator(WINDOW_NANOS, Deduplicator.MIN_SNAPLEN_BYTES - 1));
  }
}
