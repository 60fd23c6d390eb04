package org.tidewaiter.decode;

import static org.tidewaiter.decode.Packets.IPV4_SYN;
import static org.tidewaiter.decode.Packets.IPV6_SYN;
import static org.tidewaiter.decode.Packets.hex;
import static org.tidewaiter.decode.Packets.join;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** 802.11 frames, bare and behind radio headers. */
class WlanDecoderTest {
  private static final String SYN = "tcp 10.0.0.2:49152 > 10.0.0.1:1688 payload 0";
  private static final String SYN6 = "tcp [fd00::2]:49152 > [fd00::1]:1688 payload 0";
  private static final String ADDRESSES = "020000000001 020000000002 020000000003";
  private static final String SNAP = "aaaa03 000000 0800";

  /** A plain data frame to the access point. */
  private static final byte[] DATA =
      join(hex("0801 0000", ADDRESSES, "1000", SNAP), IPV4_SYN, hex("00000000"));

  @Test
  void dataFrames() {
    Decoded.of(LinkType.IEEE802_11, DATA).assertRows(SYN);
    byte[] qos = join(hex("8802 0000", ADDRESSES, "1000 0000", SNAP), IPV4_SYN);
    Decoded.of(LinkType.IEEE802_11, qos).assertRows(SYN);
    byte[] fourAddresses =
        join(hex("8803 0000", ADDRESSES, "1000 020000000004 0000", SNAP), IPV4_SYN);
    Decoded.of(LinkType.IEEE802_11, fourAddresses).assertRows(SYN);
    byte[] htControl = join(hex("8882 0000", ADDRESSES, "1000 0000 00000000", SNAP), IPV4_SYN);
    Decoded.of(LinkType.IEEE802_11, htControl).assertRows(SYN);
  }

  @Test
  void groupDestinationStandsInTheFirstOrThirdAddress() {
    byte[] toStations =
        join(hex("0802 0000 ffffffffffff 020000000002 020000000003 1000", SNAP), IPV4_SYN);
    Decoded.of(LinkType.IEEE802_11, toStations).assertRows(SYN + " group");
    byte[] toAccessPoint =
        join(hex("0801 0000 020000000001 020000000002 ffffffffffff 1000", SNAP), IPV4_SYN);
    Decoded.of(LinkType.IEEE802_11, toAccessPoint).assertRows(SYN + " group");
  }

  @Test
  void otherFrames() {
    byte[] beacon = hex("8000 0000", ADDRESSES, "1000 0000000000000000");
    Decoded.of(LinkType.IEEE802_11, beacon).assertOutcome(DecodeOutcome.WLAN_NOT_DATA);
    byte[] acknowledgement = hex("d400 0000 020000000001");
    Decoded.of(LinkType.IEEE802_11, acknowledgement).assertOutcome(DecodeOutcome.WLAN_NOT_DATA);
    byte[] empty = hex("c801 0000", ADDRESSES, "1000 0000");
    Decoded.of(LinkType.IEEE802_11, empty).assertOutcome(DecodeOutcome.WLAN_NOT_DATA);
    byte[] encrypted = hex("0841 0000", ADDRESSES, "1000 0000000000000000");
    Decoded.of(LinkType.IEEE802_11, encrypted).assertOutcome(DecodeOutcome.WLAN_ENCRYPTED);
    byte[] fragment = hex("0801 0000", ADDRESSES, "1100 0000000000000000");
    Decoded.of(LinkType.IEEE802_11, fragment).assertOutcome(DecodeOutcome.WLAN_FRAGMENT);
  }

  @Test
  void aggregatedFramesHaveARowEach() {
    byte[] first = join(hex("020000000001 020000000002 0030", SNAP), IPV4_SYN, hex("0000"));
    byte[] second = join(hex("ffffffffffff 020000000002 0044 aaaa03 000000 86dd"), IPV6_SYN);
    byte[] frame = join(hex("8801 0000", ADDRESSES, "1000 8000"), first, second, hex("0000"));
    Decoded.of(LinkType.IEEE802_11, frame).assertRows(SYN, SYN6 + " group");

    byte[] arp = hex("020000000001 020000000002 000a aaaa03 000000 0806 0000");
    frame = join(hex("8801 0000", ADDRESSES, "1000 8000"), arp, first);
    Decoded.of(LinkType.IEEE802_11, frame).assertRows(SYN);
  }

  @Test
  void aggregatedFramesAreLimited() {
    byte[] frame = hex("8801 0000", ADDRESSES, "1000 8000");
    for (int i = 0; i < HeaderColumns.MAX_NESTING + 2; i++) {
      frame = join(frame, hex("020000000001 020000000002 0030", SNAP), IPV4_SYN, hex("0000"));
    }
    String[] rows = new String[HeaderColumns.MAX_NESTING];
    Arrays.fill(rows, SYN);
    Decoded.of(LinkType.IEEE802_11, frame).assertRows(rows).assertEvent(DecodeEvent.NESTING_LIMIT);
  }

  @Test
  void radiotap() {
    byte[] plain = join(hex("00 00 0800 00000000"), DATA);
    Decoded.of(LinkType.IEEE802_11_RADIOTAP, plain).assertRows(SYN);
    byte[] withFcs = join(hex("00 00 0900 02000000 10"), DATA);
    Decoded.of(LinkType.IEEE802_11_RADIOTAP, withFcs).assertRows(SYN);
    byte[] moreWords = join(hex("00 00 1900 030000a0 00000000 00000000 0011223344556677 10"), DATA);
    Decoded.of(LinkType.IEEE802_11_RADIOTAP, moreWords).assertRows(SYN);
  }

  @Test
  void radiotapSaysWhetherTheHeaderIsPadded() {
    byte[] padded = join(hex("8802 0000", ADDRESSES, "1000 0000 0000", SNAP), IPV4_SYN);
    byte[] time = hex("00 00 1100 03000000 0011223344556677 20");
    Decoded.of(LinkType.IEEE802_11_RADIOTAP, join(time, padded)).assertRows(SYN);
    byte[] noTime = hex("00 00 0900 02000000 20");
    Decoded.of(LinkType.IEEE802_11_RADIOTAP, join(noTime, padded)).assertRows(SYN);
  }

  @Test
  void impossibleRadiotap() {
    Decoded.of(LinkType.IEEE802_11_RADIOTAP, join(hex("01 00 0800 00000000"), DATA))
        .assertOutcome(DecodeOutcome.MALFORMED_LINK);
    Decoded.of(LinkType.IEEE802_11_RADIOTAP, join(hex("00 00 0700 00000000"), DATA))
        .assertOutcome(DecodeOutcome.MALFORMED_LINK);
    Decoded.of(LinkType.IEEE802_11_RADIOTAP, join(hex("00 00 ffff 00000000"), DATA))
        .assertOutcome(DecodeOutcome.TRUNCATED_LINK);
    Decoded.of(LinkType.IEEE802_11_RADIOTAP, join(hex("00 00 0c00 ffffffff ffffffff"), DATA))
        .assertRows(SYN);
  }

  @Test
  void prismAndAvsUnderEitherNumber() {
    byte[] little = join(hex("44000000 10000000 0000000000000000"), DATA);
    byte[] big = join(hex("00000044 00000010 0000000000000000"), DATA);
    byte[] avs = join(hex("80211001 00000010 0000000000000000"), DATA);
    for (int linkType : new int[] {LinkType.IEEE802_11_PRISM, LinkType.IEEE802_11_AVS}) {
      Decoded.of(linkType, little).assertRows(SYN);
      Decoded.of(linkType, big).assertRows(SYN);
      Decoded.of(linkType, avs).assertRows(SYN);
      Decoded.of(linkType, join(hex("80211001 00000007 00"), DATA))
          .assertOutcome(DecodeOutcome.MALFORMED_LINK);
      Decoded.of(linkType, join(hex("80211001 ffffffff 00"), DATA))
          .assertOutcome(DecodeOutcome.MALFORMED_LINK);
      Decoded.of(linkType, join(hex("80211001 7fffffff 00"), DATA))
          .assertOutcome(DecodeOutcome.TRUNCATED_LINK);
    }
  }

  @Test
  void ppiWithWlanInside() {
    Decoded.of(LinkType.PPI, join(hex("00 00 0800 69000000"), DATA)).assertRows(SYN);
  }
}
