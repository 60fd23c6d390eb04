package org.tidewaiter.payload.observation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tidewaiter.payload.PayloadProtocol.FTP;
import static org.tidewaiter.payload.observation.Messages.TCP;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.payload.Literal;

class FtpReaderTest {
  @Test
  void readsActiveEndpoints() {
    FtpEndpoint port = Messages.one(FTP, TCP, "'PORT 192,0,2,9,195,80\\r\\n'");
    assertEquals(FtpEndpoint.Kind.PORT, port.kind());
    assertEquals(0xffff_c000_0209L, port.addressLow());
    assertEquals(50_000, port.port());
    assertTrue(port.kind().clientListens());
    FtpEndpoint extended = Messages.one(FTP, TCP, "'EPRT |2|2001:db8::5|50001|\\r\\n'");
    assertEquals(0x20010db8_00000000L, extended.addressHigh());
    assertEquals(5, extended.addressLow());
    assertEquals(50_001, extended.port());
  }

  @Test
  void readsPassiveEndpoints() {
    FtpEndpoint passive =
        Messages.one(FTP, TCP, "'227 Entering Passive Mode (192,0,2,9,195,80).\\r\\n'");
    assertEquals(FtpEndpoint.Kind.PASSIVE, passive.kind());
    assertEquals(0xffff_c000_0209L, passive.addressLow());
    assertEquals(50_000, passive.port());
    assertFalse(passive.kind().clientListens());
    FtpEndpoint bare = Messages.one(FTP, TCP, "'227 =192,0,2,9,0,21\\r\\n'");
    assertEquals(21, bare.port());
    FtpEndpoint extended =
        Messages.one(FTP, TCP, "'229 Entering Extended Passive Mode (|||6446|)\\r\\n'");
    assertEquals(6446, extended.port());
    assertEquals(Messages.ENVELOPE.senderLow(), extended.addressLow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'PORT 192,0,2,256,1,1\\r\\n'",
        "'PORT 192,0,2,9,0,0\\r\\n'",
        "'PORT 1,2,3\\r\\n'",
        "'227 Entering Passive Mode\\r\\n'",
        "'229 (|||0|)\\r\\n'",
        "'229 (|||99999|)\\r\\n'",
        "'229 (|1|192.0.2.1|99|)\\r\\n'",
        "'EPRT |1|host.example|99|\\r\\n'",
        "'EPRT |1|192.0.2.1|99\\r\\n'"
      })
  void whatIsNoEndpointIsNotRead(String line) {
    assertEquals(List.of(), Messages.read(FTP, TCP, line));
  }

  @Test
  void loginsAreSeenAndTheirValuesNotKept() {
    List<Observation> found =
        Messages.read(FTP, TCP, "'USER someone\\r\\nPASS hunter2\\r\\nPASV\\r\\n'");
    assertEquals(
        List.of(new FtpLogin(Messages.ENVELOPE, false), new FtpLogin(Messages.ENVELOPE, true)),
        found);
    assertFalse(found.toString().contains("hunter2"));
  }

  @Test
  void lineThatGoesOnIsIncomplete() {
    byte[] line = Literal.bytes("'PORT 192,0,2,9,195,80'");
    assertEquals(ObservationReader.INCOMPLETE, Messages.read(FTP, TCP, line, line.length).count());
  }
}
