package org.tidewaiter.capture.live;

import java.nio.ByteBuffer;
import org.tidewaiter.capture.PacketBatch;

/**
 * Where a packet's network layer lies, and what of it changes on the way: just enough to compare
 * packets. Refilled per packet; it checks lengths, never throws and judges nothing.
 */
final class NetworkLayer {
  /** VLAN tags that are skipped; more than that is treated as payload. */
  static final int MAX_TAGS = 8;

  private static final int LINKTYPE_ETHERNET = 1;
  private static final int LINKTYPE_RAW = 101;
  private static final int LINKTYPE_LINUX_SLL = 113;
  private static final int LINKTYPE_LINUX_SLL2 = 276;
  private static final int SLL_BYTES = 16;
  private static final int SLL_PROTOCOL = 14;
  private static final int SLL2_BYTES = 20;
  private static final int ETHERNET_ADDRESSES_BYTES = 12;
  private static final int ETHERTYPE_IPV4 = 0x0800;
  private static final int ETHERTYPE_ARP = 0x0806;
  private static final int ETHERTYPE_IPV6 = 0x86DD;
  private static final int ETHERTYPE_VLAN = 0x8100;
  private static final int ETHERTYPE_SERVICE_VLAN = 0x88A8;
  private static final int ETHERTYPE_OLD_SERVICE_VLAN = 0x9100;

  /** Smallest value of the field that is a type and not a length (IEEE 802.3). */
  private static final int ETHERTYPE_MIN = 0x0600;

  private static final int IPV4_MIN_BYTES = 20;
  private static final int IPV4_TOTAL_LENGTH = 2;
  private static final int IPV4_TTL = 8;
  private static final int IPV4_CHECKSUM = 10;
  private static final int IPV6_BYTES = 40;
  private static final int IPV6_PAYLOAD_LENGTH = 4;
  private static final int IPV6_HOP_LIMIT = 7;
  private static final int ARP_FIXED_BYTES = 8;

  /** Index of its first byte in the batch's bytes. */
  int offset;

  /** Bytes captured of it, padding after it left out. */
  int capturedLength;

  /** Bytes that it had on the wire, padding after it left out. */
  int wireLength;

  /** Its EtherType; below that of any, the link type of a packet that is compared whole. */
  int type;

  /** Finds the network layer of a packet. */
  void locate(PacketBatch batch, int packet) {
    ByteBuffer bytes = batch.bytes;
    offset = batch.offset[packet];
    capturedLength = batch.capturedLength[packet];
    wireLength = batch.wireLength[packet];
    int linkType = batch.linkType[packet];
    type = linkType;
    if (linkType == LINKTYPE_ETHERNET) {
      skipEthernet(bytes);
    } else if (linkType == LINKTYPE_LINUX_SLL && capturedLength >= SLL_BYTES) {
      type = bytes.getShort(offset + SLL_PROTOCOL) & 0xFFFF;
      skip(SLL_BYTES);
    } else if (linkType == LINKTYPE_LINUX_SLL2 && capturedLength >= SLL2_BYTES) {
      type = bytes.getShort(offset) & 0xFFFF;
      skip(SLL2_BYTES);
    } else if (linkType == LINKTYPE_RAW && capturedLength > 0) {
      type = (bytes.get(offset) & 0xF0) == 0x60 ? ETHERTYPE_IPV6 : ETHERTYPE_IPV4;
    }
    leaveOutPadding(bytes);
  }

  private void skip(int length) {
    offset += length;
    capturedLength -= length;
    wireLength -= length;
  }

  private void skipEthernet(ByteBuffer bytes) {
    int at = ETHERNET_ADDRESSES_BYTES;
    for (int tags = 0; capturedLength >= at + 2; tags++, at += 4) {
      int ethertype = bytes.getShort(offset + at) & 0xFFFF;
      boolean tag =
          ethertype == ETHERTYPE_VLAN
              || ethertype == ETHERTYPE_SERVICE_VLAN
              || ethertype == ETHERTYPE_OLD_SERVICE_VLAN;
      if (!tag || tags == MAX_TAGS) {
        type = ethertype < ETHERTYPE_MIN ? LINKTYPE_ETHERNET : ethertype;
        skip(ethertype < ETHERTYPE_MIN ? at : at + 2);
        return;
      }
    }
  }

  private void leaveOutPadding(ByteBuffer bytes) {
    int length = wireLength;
    if (type == ETHERTYPE_IPV4 && capturedLength >= IPV4_MIN_BYTES) {
      length = bytes.getShort(offset + IPV4_TOTAL_LENGTH) & 0xFFFF;
    } else if (type == ETHERTYPE_IPV6 && capturedLength >= IPV6_BYTES) {
      length = IPV6_BYTES + (bytes.getShort(offset + IPV6_PAYLOAD_LENGTH) & 0xFFFF);
    } else if (type == ETHERTYPE_ARP && capturedLength >= ARP_FIXED_BYTES) {
      int hardware = bytes.get(offset + 4) & 0xFF;
      int protocol = bytes.get(offset + 5) & 0xFF;
      length = ARP_FIXED_BYTES + 2 * (hardware + protocol);
    }
    if (length >= ARP_FIXED_BYTES && length < wireLength && !offloaded(length)) {
      wireLength = length;
      capturedLength = Math.min(capturedLength, length);
    }
  }

  /** Whether an IP length field was left for the network card to fill in, so says nothing. */
  private boolean offloaded(int length) {
    return (type == ETHERTYPE_IPV4 && length < IPV4_MIN_BYTES)
        || (type == ETHERTYPE_IPV6 && length == IPV6_BYTES);
  }

  /** Blanks what a router or mirror changes, in a copy of the network layer at {@code start}. */
  void blank(byte[] copy, int start) {
    if (type == ETHERTYPE_IPV4 && capturedLength >= IPV4_MIN_BYTES) {
      copy[start + IPV4_TTL] = 0;
      copy[start + IPV4_CHECKSUM] = 0;
      copy[start + IPV4_CHECKSUM + 1] = 0;
    } else if (type == ETHERTYPE_IPV6 && capturedLength >= IPV6_BYTES) {
      copy[start + IPV6_HOP_LIMIT] = 0;
    }
  }
}
