package org.tidewaiter.payload;

import java.nio.ByteBuffer;

/** Chooses by the first byte of a segment which protocols are asked about it. */
final class TcpProtocols {
  private static final int MIN_LENGTH = 4;

  private TcpProtocols() {}

  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (captured < MIN_LENGTH) {
      return captured == 2 ? Mqtt.recognizePing(bytes, offset, captured, wireLength) : 0;
    }
    if (bytes.getInt(offset) == 0) {
      return 0;
    }
    int first = Octets.u8(bytes, offset);
    if (first >= 'A' && first <= 'Z' || first >= 'a' && first <= 'z') {
      return letter(bytes, offset, captured, wireLength, first);
    }
    int result =
        first == 0
            ? zero(bytes, offset, captured, wireLength)
            : first < 0x80
                ? low(bytes, offset, captured, wireLength, first)
                : high(bytes, offset, captured, wireLength, first);
    return result != 0 ? result : anyFirst(bytes, offset, captured, wireLength);
  }

  /** Those that begin with a big-endian length. */
  private static int zero(ByteBuffer bytes, int offset, int captured, int wireLength) {
    int result = Smb.recognize(bytes, offset, captured, wireLength);
    if (result == 0) {
      result = Kerberos.recognizeStream(bytes, offset, captured, wireLength);
    }
    if (result == 0) {
      result = Pptp.recognize(bytes, offset, captured, wireLength);
    }
    if (result == 0) {
      result = PostgreSql.recognize(bytes, offset, captured, wireLength);
    }
    if (result == 0) {
      result = Http2.recognizeSettings(bytes, offset, captured, wireLength);
    }
    if (result == 0) {
      result = Stun.recognize(bytes, offset, captured, wireLength);
    }
    return result != 0 ? result : OpenVpn.recognizeStream(bytes, offset, captured, wireLength);
  }

  private static int low(ByteBuffer bytes, int offset, int captured, int wireLength, int first) {
    return switch (first) {
      case 0x01 -> {
        int result = Amqp.recognizeMethod(bytes, offset, captured, wireLength);
        yield result != 0 ? result : Stun.recognize(bytes, offset, captured, wireLength);
      }
      case 0x03 -> Rdp.recognize(bytes, offset, captured, wireLength);
      case 0x04, 0x12 -> Tds.recognize(bytes, offset, captured, wireLength);
      case 0x05 -> DceRpc.recognize(bytes, offset, captured, wireLength);
      case 0x10 -> {
        int result = Mqtt.recognizeConnect(bytes, offset, captured, wireLength);
        yield result != 0 ? result : Tds.recognize(bytes, offset, captured, wireLength);
      }
      case 0x13 -> BitTorrent.recognizeHandshake(bytes, offset, captured, wireLength);
      case 0x14, 0x15, 0x16, 0x17 -> Tls.recognize(bytes, offset, captured, wireLength);
      case 0x20 -> Mqtt.recognizeConnack(bytes, offset, captured, wireLength);
      case '$' -> Redis.recognizeBulk(bytes, offset, captured, wireLength);
      case '*' -> {
        int result = Imap.recognizeGreeting(bytes, offset, captured, wireLength);
        yield result != 0 ? result : Redis.recognizeArray(bytes, offset, captured, wireLength);
      }
      case '+', '-' -> {
        int result = Redis.recognizeReply(bytes, offset, captured, wireLength);
        yield result != 0 ? result : Pop3.recognizeReply(bytes, offset, captured, wireLength);
      }
      case '0' -> {
        int result = Ldap.recognize(bytes, offset, captured, wireLength);
        yield result != 0 ? result : Imap.recognize(bytes, offset, captured, wireLength);
      }
      case '2', '4', '5' -> {
        int result = Smtp.recognizeGreeting(bytes, offset, captured, wireLength);
        yield result != 0 ? result : Imap.recognize(bytes, offset, captured, wireLength);
      }
      case '1', '3', '6', '7', '8', '9' -> Imap.recognize(bytes, offset, captured, wireLength);
      case ':' -> Irc.recognizeServer(bytes, offset, captured, wireLength);
      default -> 0;
    };
  }

  private static int high(ByteBuffer bytes, int offset, int captured, int wireLength, int first) {
    switch (first) {
      case 0x80, 0x81:
        int result = Memcached.recognizeBinary(bytes, offset, captured, wireLength);
        if (result == 0) {
          result = Tls.recognizeSsl2Hello(bytes, offset, captured, wireLength);
        }
        return result != 0 ? result : Smb.recognizeSession(bytes, offset, captured, wireLength);
      case 0x82, 0x83, 0x85:
        return Smb.recognizeSession(bytes, offset, captured, wireLength);
      case 0xff:
        return Telnet.recognize(bytes, offset, captured, wireLength);
      default:
        return 0;
    }
  }

  /** Those whose first bytes are a little-endian length or a length of two bytes. */
  private static int anyFirst(ByteBuffer bytes, int offset, int captured, int wireLength) {
    int result = MySql.recognize(bytes, offset, captured, wireLength);
    if (result == 0) {
      result = MongoDb.recognize(bytes, offset, captured, wireLength);
    }
    if (result == 0) {
      result = Stun.recognizeFramed(bytes, offset, captured, wireLength);
    }
    return result != 0 ? result : Dns.recognizeStream(bytes, offset, captured, wireLength);
  }

  private static int letter(ByteBuffer bytes, int offset, int captured, int wireLength, int first) {
    int result =
        switch (first) {
          case 'A' -> Amqp.recognizeHeader(bytes, offset, captured, wireLength);
          case 'P' -> Http2.recognizePreface(bytes, offset, captured, wireLength);
          case 'E' -> PostgreSql.recognizeServer(bytes, offset, captured, wireLength);
          case 'R' -> {
            int vnc = Vnc.recognize(bytes, offset, captured, wireLength);
            yield vnc != 0 ? vnc : PostgreSql.recognizeServer(bytes, offset, captured, wireLength);
          }
          case 'S' -> Ssh.recognize(bytes, offset, captured, wireLength);
          case 'n' -> DceRpc.recognizeHttpBanner(bytes, offset, captured, wireLength);
          default -> 0;
        };
    if (result == 0) {
      result = text(bytes, offset, captured, wireLength, first);
    }
    return result != 0 ? result : anyFirst(bytes, offset, captured, wireLength);
  }

  /** The text protocols, the commonest first. A hint of one gives way to the name of another. */
  private static int text(ByteBuffer bytes, int offset, int captured, int wireLength, int first) {
    int result = 0;
    if (first <= 'Z') {
      result = Http.recognize(bytes, offset, captured, wireLength);
      if (result == 0) {
        result = Memcached.recognizeReply(bytes, offset, captured, wireLength);
      }
    } else {
      result = Memcached.recognizeCommand(bytes, offset, captured, wireLength);
    }
    if (result == 0) {
      result = Smtp.recognize(bytes, offset, captured, wireLength);
    }
    if (result == 0) {
      result = Pop3.recognize(bytes, offset, captured, wireLength);
    }
    if (result == 0) {
      result = Irc.recognize(bytes, offset, captured, wireLength);
    }
    if (result == 0) {
      result = Imap.recognize(bytes, offset, captured, wireLength);
    }
    if (result == 0) {
      result = Ftp.recognize(bytes, offset, captured, wireLength);
    }
    return result != 0 ? result : Redis.recognizeInline(bytes, offset, captured, wireLength);
  }
}
