package org.tidewaiter.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PayloadResultTest {
  private static int tcp(String literal) {
    byte[] bytes = Literal.bytes(literal);
    return PayloadRecognizer.recognize(
        Literal.buffer(bytes, 0), 0, bytes.length, bytes.length, PayloadSample.TCP);
  }

  private static PayloadProtocol both(String one, String other) {
    int combined = PayloadRecognizer.combine(tcp(one), tcp(other));
    int swapped = PayloadRecognizer.combine(tcp(other), tcp(one));
    assertEquals(PayloadRecognizer.protocol(combined), PayloadRecognizer.protocol(swapped));
    return PayloadRecognizer.protocol(combined);
  }

  @Test
  void oneDirectionOfAnAmbiguousGreetingNamesNothing() {
    assertFalse(PayloadRecognizer.isNamed(tcp("'220 host ready\\r\\n'")));
    assertFalse(PayloadRecognizer.isNamed(tcp("'USER someone\\r\\n'")));
    assertFalse(PayloadRecognizer.isNamed(tcp("'+OK\\r\\n'")));
    assertEquals(PayloadProtocol.NONE, both("'220 host ready\\r\\n'", "'hello\\r\\n'"));
  }

  @Test
  void twoDirectionsDecideTheGreeting() {
    String greeting = "'220 host ready\\r\\n'";
    assertEquals(PayloadProtocol.FTP, both("'USER someone\\r\\n'", greeting));
    assertEquals(PayloadProtocol.FTP, both("'AUTH TLS\\r\\n'", greeting));
    assertEquals(PayloadProtocol.SMTP, both("'EHLO me\\r\\n'", greeting));
    assertEquals(PayloadProtocol.POP3, both("'USER someone\\r\\n'", "'+OK\\r\\n'"));
    assertEquals(PayloadProtocol.REDIS, both("'PING\\r\\n'", "'-ERR unknown\\r\\n'"));
    assertEquals(PayloadProtocol.MQTT, both("c000", "d000"));
  }

  @Test
  void greetingWithAWordIsNamedAtOnce() {
    assertEquals(
        PayloadProtocol.FTP,
        PayloadRecognizer.protocol(tcp("'220-Welcome\\r\\n220 FTP server\\r\\n'")));
    assertEquals(
        PayloadProtocol.NONE,
        PayloadRecognizer.protocol(tcp("'220 smtp.example FTP ready\\r\\n'")));
    assertEquals(
        PayloadProtocol.NONE, PayloadRecognizer.protocol(tcp("'200 NOOP successful.\\r\\n'")));
  }

  @Test
  void whatTheServerSpeaksWins() {
    assertEquals(PayloadProtocol.SSH, both("'GET / HTTP/1.1\\r\\n\\r\\n'", "'SSH-2.0-x\\r\\n'"));
    assertEquals(PayloadProtocol.TLS, both("'GET / HTTP/1.1\\r\\n\\r\\n'", "1503030002 0246"));
  }

  @Test
  void encryptionAfterAClearStartKeepsTheName() {
    assertEquals(
        PayloadProtocol.POSTGRESQL,
        both("00000008 04d2162f", "1603030030 0200002c 0303 22*32 00 1301 00 0004 ff01 0000"));
  }

  @Test
  void winrmIsHttpWithAPath() {
    assertEquals(
        PayloadProtocol.WINRM,
        both("'POST /wsman HTTP/1.1\\r\\n\\r\\n'", "'HTTP/1.1 401 \\r\\n\\r\\n'"));
  }

  @Test
  void roleIsThatOfTheFirstArgument() {
    int client = tcp("'GET / HTTP/1.1\\r\\n\\r\\n'");
    int server = tcp("'HTTP/1.1 200 OK\\r\\n\\r\\n'");
    assertEquals(
        PayloadRecognizer.CLIENT_SPOKE,
        PayloadRecognizer.role(PayloadRecognizer.combine(client, server)));
    assertEquals(
        PayloadRecognizer.SERVER_SPOKE,
        PayloadRecognizer.role(PayloadRecognizer.combine(server, client)));
    assertEquals(
        PayloadRecognizer.CLIENT_SPOKE,
        PayloadRecognizer.role(PayloadRecognizer.combine(client, 0)));
    assertEquals(
        PayloadRecognizer.SERVER_SPOKE,
        PayloadRecognizer.role(PayloadRecognizer.combine(0, client)));
    assertEquals(
        PayloadRecognizer.ROLE_UNKNOWN,
        PayloadRecognizer.role(PayloadRecognizer.combine(client, client)));
  }

  @Test
  void laterPacketsFillWhatTheFirstLeftOpen() {
    int hint = tcp("'USER someone\\r\\n'");
    int named = tcp("'GET / HTTP/1.1\\r\\n\\r\\n'");
    assertEquals(named, PayloadRecognizer.refine(0, named));
    assertEquals(named, PayloadRecognizer.refine(hint, named));
    assertEquals(hint, PayloadRecognizer.refine(hint, 0));
    assertEquals(named, PayloadRecognizer.refine(named, hint));
    int session = tcp("82000000");
    int smb = tcp("00000023 ff'SMB' 72 00000000 98 53c8 00*12 ffff fffe 0000 0000 00 0000");
    assertEquals(smb, PayloadRecognizer.refine(session, smb));
  }

  @Test
  void idsAreUniqueAndOrdinalsFitTheResult() {
    Set<String> ids = new HashSet<>();
    for (PayloadProtocol protocol : PayloadProtocol.values()) {
      assertTrue(ids.add(protocol.id()), protocol::toString);
      assertTrue(protocol.ordinal() <= PayloadResult.PROTOCOL_MASK);
      assertEquals(protocol, PayloadProtocol.ofOrdinal(protocol.ordinal()));
    }
  }

  @Test
  void servicesAreConfirmedByTheirProtocols() {
    assertTrue(PayloadProtocol.DCERPC.confirms("kms"));
    assertFalse(PayloadProtocol.TLS.confirms("kms"));
    assertTrue(PayloadProtocol.anyConfirms("kms"));
    assertFalse(PayloadProtocol.anyConfirms("no-such-service"));
  }
}
