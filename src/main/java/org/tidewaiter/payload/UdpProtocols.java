package org.tidewaiter.payload;

import java.nio.ByteBuffer;

/** Chooses by the first byte of a datagram which protocols are asked about it. */
final class UdpProtocols {
  private static final int MIN_LENGTH = 4;

  private UdpProtocols() {}

  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (captured < MIN_LENGTH || isZero(bytes, offset, captured)) {
      return 0;
    }
    int first = Octets.u8(bytes, offset);
    int result =
        first < 0x20
            ? small(bytes, offset, captured, wireLength, first)
            : first < 0x80
                ? middle(bytes, offset, captured, wireLength, first)
                : large(bytes, offset, captured, wireLength, first);
    if (result == 0) {
      result = anyFirst(bytes, offset, captured, wireLength);
    }
    return result == 0 && first >= 0x80 && first < 0xc0
        ? Rtp.recognize(bytes, offset, captured, wireLength)
        : result;
  }

  private static boolean isZero(ByteBuffer bytes, int offset, int captured) {
    return bytes.getInt(offset) == 0 && (captured < 8 || bytes.getInt(offset + 4) == 0);
  }

  private static int small(ByteBuffer bytes, int offset, int captured, int wireLength, int first) {
    return switch (first) {
      case 0 -> zero(bytes, offset, captured, wireLength);
      case 1, 2, 3, 4, 5 -> oneToFive(bytes, offset, captured, wireLength, first);
      case 6, 7, 8, 9, 10, 11, 12, 13 -> {
        int result = Dhcpv6.recognize(bytes, offset, captured, wireLength);
        yield result != 0 ? result : Radius.recognize(bytes, offset, captured, wireLength);
      }
      case 0x10, 0x11, 0x12 -> NetBiosDatagram.recognize(bytes, offset, captured, wireLength);
      case 0x14, 0x15, 0x16, 0x17 -> Dtls.recognize(bytes, offset, captured, wireLength);
      default -> 0;
    };
  }

  private static int zero(ByteBuffer bytes, int offset, int captured, int wireLength) {
    int result = Tftp.recognize(bytes, offset, captured, wireLength);
    if (result == 0) {
      result = BitTorrent.recognizeTracker(bytes, offset, captured, wireLength);
    }
    if (result == 0) {
      result = Kerberos.recognizeChange(bytes, offset, captured, wireLength);
    }
    return result != 0 ? result : Isakmp.recognizeAfterMarker(bytes, offset, captured, wireLength);
  }

  private static int oneToFive(
      ByteBuffer bytes, int offset, int captured, int wireLength, int first) {
    int result = 0;
    if (first <= 2) {
      result = Dhcp.recognize(bytes, offset, captured, wireLength);
    }
    if (first <= 4 && result == 0) {
      result = WireGuard.recognize(bytes, offset, captured, wireLength);
    }
    if (first == 4 && result == 0) {
      result = DceRpc.recognizeDatagram(bytes, offset, captured, wireLength);
    }
    if (first == 5 && result == 0) {
      result = Ssrp.recognize(bytes, offset, captured, wireLength);
    }
    if (result == 0) {
      result = Radius.recognize(bytes, offset, captured, wireLength);
    }
    return result != 0 ? result : Dhcpv6.recognize(bytes, offset, captured, wireLength);
  }

  private static int middle(ByteBuffer bytes, int offset, int captured, int wireLength, int first) {
    return switch (first) {
      case 0x28, 0x29, 0x2a, 0x2b, 0x2c, 0x2d ->
          Radius.recognize(bytes, offset, captured, wireLength);
      case 0x30 -> {
        int result = Snmp.recognize(bytes, offset, captured, wireLength);
        yield result != 0 ? result : Ldap.recognizeDatagram(bytes, offset, captured, wireLength);
      }
      case 0x38, 0x40 -> OpenVpn.recognize(bytes, offset, captured, wireLength);
      case '<' -> Syslog.recognize(bytes, offset, captured, wireLength);
      case 'd' -> BitTorrent.recognizeDht(bytes, offset, captured, wireLength);
      case 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f, 0x7e ->
          Kerberos.recognize(bytes, offset, captured, wireLength);
      case 'A' -> {
        int result = BitTorrent.recognizeUtp(bytes, offset, captured, wireLength);
        yield result != 0 ? result : Http.recognizeDatagram(bytes, offset, captured, wireLength);
      }
      case 'B' -> {
        int result = BitTorrent.recognizeDiscovery(bytes, offset, captured, wireLength);
        yield result != 0 ? result : Http.recognizeDatagram(bytes, offset, captured, wireLength);
      }
      case 'P' -> {
        int result = OpenVpn.recognize(bytes, offset, captured, wireLength);
        yield result != 0 ? result : Http.recognizeDatagram(bytes, offset, captured, wireLength);
      }
      default ->
          first >= 'A' && first <= 'Z'
              ? Http.recognizeDatagram(bytes, offset, captured, wireLength)
              : 0;
    };
  }

  private static int large(ByteBuffer bytes, int offset, int captured, int wireLength, int first) {
    if (first == 0xff && captured > 4 && bytes.getInt(offset) == -1) {
      return Rdp.recognizeDatagram(bytes, offset, captured, wireLength);
    }
    int result = first == 0xc8 ? L2tp.recognize(bytes, offset, captured, wireLength) : 0;
    return result != 0 ? result : Quic.recognize(bytes, offset, captured, wireLength);
  }

  /**
   * Those that begin with a number of their own choice. DNS goes first: it is the commonest, and
   * the strictest of them.
   */
  private static int anyFirst(ByteBuffer bytes, int offset, int captured, int wireLength) {
    int result = Dns.recognize(bytes, offset, captured, wireLength);
    if (result == 0) {
      result = Stun.recognize(bytes, offset, captured, wireLength);
    }
    if (result == 0) {
      result = Isakmp.recognize(bytes, offset, captured, wireLength);
    }
    if (result == 0) {
      result = Memcached.recognizeDatagram(bytes, offset, captured, wireLength);
    }
    if (result == 0) {
      result = Quic.recognizeGoogle(bytes, offset, captured, wireLength);
    }
    if (result == 0) {
      result = Rdp.recognizeDatagram(bytes, offset, captured, wireLength);
    }
    return result != 0 ? result : Ntp.recognize(bytes, offset, captured, wireLength);
  }
}
