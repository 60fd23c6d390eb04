package org.tidewaiter.payload.observation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tidewaiter.payload.PayloadProtocol.DNS;
import static org.tidewaiter.payload.observation.Messages.TCP;
import static org.tidewaiter.payload.observation.Messages.UDP;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.payload.Literal;

class DnsReaderTest {
  /** SRV for _VLMCS._tcp.corp.test, and the address of its target. */
  private static final String SRV_ANSWER =
      "1234 8580 0001 0001 0000 0001"
          + "06'_VLMCS'04'_tcp'04'corp'04'test'00 0021 0001"
          + "c00c 0021 0001 00000e10 0015 000a 0064 0698 03'kms'04'corp'04'test'00"
          + "03'kms'c018 0001 0001 00000e10 0004 c0000209";

  @Test
  void readsServiceAndAddress() {
    DnsAnswer answer = Messages.one(DNS, UDP, SRV_ANSWER);
    assertEquals("_vlmcs._tcp.corp.test", answer.queryName());
    assertEquals(DnsRecord.SRV, answer.queryType());
    assertEquals(0, answer.opcode());
    assertEquals(0, answer.responseCode());
    assertEquals(
        List.of(
            new DnsRecord(
                "_vlmcs._tcp.corp.test", 33, 1, 3600, "kms.corp.test", 10, 100, 1688, 0, 0),
            new DnsRecord("kms.corp.test", 1, 1, 3600, "", 0, 0, 0, 0, 0xffff_c000_0209L)),
        answer.records());
  }

  @Test
  void readsMessagesOnConnections() {
    byte[] message = Literal.bytes(SRV_ANSWER);
    DnsAnswer answer = Messages.one(DNS, TCP, "00" + hex(message.length) + SRV_ANSWER);
    assertEquals(2, answer.records().size());
  }

  @Test
  void readsUpdates() {
    DnsUpdate update =
        Messages.one(
            DNS,
            UDP,
            "0042 2800 0001 0000 0001 0000 04'corp'04'test'00 0006 0001"
                + "06'_vlmcs'04'_tcp'c00c 0021 0001 00000e10 000e 0000 0000 0698 04'evil'c00c 00");
    assertEquals("corp.test", update.zone());
    assertEquals(0x42, update.transactionId());
    DnsRecord record = update.records().get(0);
    assertEquals("_vlmcs._tcp.corp.test", record.name());
    assertEquals("evil.corp.test", record.target());
    assertEquals(1688, record.port());
  }

  @Test
  void queriesAreNotWanted() {
    assertEquals(
        List.of(),
        Messages.read(DNS, UDP, "1234 0100 0001 0000 0000 0000 07'example'00 0001 0001"));
  }

  @Test
  void readsIpv6AndAliases() {
    DnsAnswer answer =
        Messages.one(
            DNS,
            UDP,
            "1234 8180 0001 0002 0000 0000 01'a'00 001c 0001"
                + "c00c 0005 0001 00000001 0003 01'b'00"
                + "01'b'00 001c 0001 00000001 0010 20010db8 00*11 01");
    assertEquals("b", answer.records().get(0).target());
    assertEquals(0x20010db8_00000000L, answer.records().get(1).addressHigh());
    assertEquals(1, answer.records().get(1).addressLow());
  }

  @Test
  void namesAreEscapedAndLowerCase() {
    DnsAnswer answer =
        Messages.one(DNS, UDP, "1234 8183 0001 0000 0000 0000 06'A.'0d'B'c3'\\'00 0001 0001");
    assertEquals("a\\.\\x0db\\xc3\\\\", answer.queryName());
    assertEquals(3, answer.responseCode());
  }

  @Test
  void pointersThatGoInCirclesEnd() {
    byte[] toItself =
        Literal.bytes("1234 8180 0001 0001 0000 0000 01'a'00 0001 0001 c013 0001 0001 00*6");
    assertEquals(
        ObservationReader.INCOMPLETE, Messages.read(DNS, UDP, toItself, toItself.length).count());
  }

  @Test
  void cutMessagesAreIncomplete() {
    byte[] message = Literal.bytes(SRV_ANSWER);
    for (int length = 12; length < message.length; length++) {
      assertEquals(
          ObservationReader.INCOMPLETE,
          Messages.read(DNS, UDP, message, length).count(),
          "length " + length);
    }
    assertTrue(Messages.read(DNS, UDP, message, 11).found().isEmpty());
  }

  @Test
  void keptRecordsAreBounded() {
    StringBuilder many = new StringBuilder("1234 8180 0001 012c 0000 0000 01'a'00 0001 0001");
    for (int i = 0; i < 300; i++) {
      many.append("c00c 0001 0001 00000001 0004 c0000201");
    }
    DnsAnswer answer = Messages.one(DNS, UDP, many.toString());
    assertEquals(DnsReader.MAX_RECORDS, answer.records().size());
  }

  private static String hex(int octet) {
    return String.format("%02x", octet);
  }
}
