package org.tidewaiter.payload.observation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tidewaiter.payload.Literal;
import org.tidewaiter.payload.PayloadProtocol;

/** Whatever is sent, a reader neither throws nor keeps more than its bounds. */
class HostileMessagesTest {
  private static final int ROUNDS = 400;
  private static final int MOST_OBSERVATIONS = 1000;

  /** First bytes that {@code wants} asks for, by protocol, so that random bytes get past it. */
  private static String start(PayloadProtocol protocol) {
    return switch (protocol) {
      case DCERPC ->
          "05000203 10000000 ff00 0000 00000000 00000000 00000000 00*20 02000000 04000000";
      case DNS -> "1234 8180 0001 0005 0000 0000 01'a'00 0001 0001 c00c";
      case DHCP -> "02 01 06 00 00*232 63825363";
      case DHCPV6 -> "02 000001";
      case TLS -> "16030100ff 010000fb 0303 11*32 00 0002 1301 01 00 00ff";
      case FTP -> "'227 '";
      case TFTP -> "0001";
      case HTTP, WINRM, SSDP -> "'GET / HTTP/1.1\\r\\n'";
      case SMB1 -> "00000023 ff'SMB'";
      case SMB2 -> "00000044 fe'SMB' 4000 0000 00000000 0000 0100 01000000 00*44";
      case LDAP, CLDAP -> "307f 020101 61";
      case SNMP -> "307f 020101 04";
      case KERBEROS -> "7e 7f 30 7d";
      case SMTP -> "'220 '";
      case POP3 -> "'+OK '";
      case IMAP -> "'* OK '";
      case SSH -> "'SSH-'";
      default -> "";
    };
  }

  @ParameterizedTest
  @EnumSource(PayloadProtocol.class)
  void randomContinuationsAreHarmless(PayloadProtocol protocol) {
    SplittableRandom random = new SplittableRandom(protocol.ordinal());
    byte[] start = Literal.bytes(start(protocol));
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = new byte[start.length + random.nextInt(300)];
      for (int i = 0; i < bytes.length; i++) {
        // Small numbers make lengths and counts that fit more often than not.
        bytes[i] = (byte) (random.nextInt(3) == 0 ? random.nextInt(256) : random.nextInt(8));
      }
      System.arraycopy(start, 0, bytes, 0, start.length);
      if (start.length > 0 && random.nextBoolean()) {
        bytes[random.nextInt(start.length)] = (byte) random.nextInt(256);
      }
      check(protocol, random.nextBoolean() ? Messages.TCP : Messages.UDP, bytes);
    }
  }

  @ParameterizedTest
  @EnumSource(PayloadProtocol.class)
  void wholeLengthsAreHarmless(PayloadProtocol protocol) {
    byte[] start = Literal.bytes(start(protocol) + " 00*64 ff*64");
    for (int length = 0; length <= start.length; length++) {
      Messages.read(protocol, Messages.TCP, start, length);
      Messages.read(protocol, Messages.UDP, start, length);
    }
  }

  private static void check(PayloadProtocol protocol, int transport, byte[] bytes) {
    Messages.Outcome outcome = Messages.read(protocol, transport, bytes, bytes.length);
    assertTrue(outcome.found().size() < MOST_OBSERVATIONS);
    String text = outcome.found().toString();
    assertTrue(text.chars().allMatch(letter -> letter >= ' ' && letter != 0x7f), text);
  }
}
