package org.tidewaiter.payload.observation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tidewaiter.payload.PayloadProtocol.DCERPC;
import static org.tidewaiter.payload.observation.Messages.TCP;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tidewaiter.payload.Literal;

class RpcReaderTest {
  private static final String KMS = "7521c851 4e84 5047 b0d8 ec255555bc06";
  private static final String NDR = "045d888a eb1c c911 9fe8 08002b104860 02000000";
  private static final String NDR64 = "33057171 babe 3749 8319 b5dbef9ccc36 01000000";
  private static final String KMS_CONTEXT = KMS + "0100 0000";

  /** Two context items, as Windows sends them. */
  private static final String BIND =
      "05000b03 10000000 7400 0000 02000000 d016 d016 00000000 02000000"
          + "0000 01 00"
          + KMS_CONTEXT
          + NDR
          + "0100 01 00"
          + KMS_CONTEXT
          + NDR64;

  private static final String EMULATOR_ACK =
      "05000c03 10000000 3c00 0000 02000000 d016 d016 3fbf6310 0500 '1688' 00 00"
          + "01000000 0000 0000"
          + NDR;

  /** Floors: interface, NDR, connection-oriented, port, address. */
  private static final String TOWER =
      "0500 1300 0d 7857341234 12cdabef000123456789ac 0100 0200 0000"
          + "1300 0d 045d888aeb1cc9119fe808002b104860 0200 0200 0000"
          + "0100 0b 0200 0000 0100 07 0200 c002 0100 09 0400 c0000205";

  @Test
  void readsAllContextsOfABind() {
    RpcBind bind = Messages.one(DCERPC, TCP, BIND);
    assertEquals(
        List.of(
            new RpcContext(0, RpcInterfaces.KMS, 1, 0, List.of(RpcInterfaces.NDR)),
            new RpcContext(1, RpcInterfaces.KMS, 1, 0, List.of(RpcInterfaces.NDR64))),
        bind.contexts());
    assertEquals(0, bind.authLength());
    assertEquals(116, bind.fragmentLength());
    assertEquals("kms", RpcInterfaces.name(bind.contexts().get(0).interfaceId()));
  }

  private static final String DATAGRAM_MAPPER =
      "00*16 0883afe1 1f5d c911 91a4 08002b14a0fa 00*16 00000000 03000000 00000000 0300 ffffffff";

  @Test
  void aDatagramNamesTheInterfaceItIsFor() {
    RpcDatagram request =
        Messages.one(
            DCERPC,
            Messages.UDP,
            "04 00 28 00 100000 00 00*16 "
                + KMS
                + "00*16 00000000 01000000 00000000 0200 ffffffff 0000 0000 00 00");
    assertEquals(new RpcDatagram(Messages.ENVELOPE, RpcInterfaces.KMS, 1, 2), request);
    RpcDatagram bigEndian =
        Messages.one(
            DCERPC,
            Messages.UDP,
            "04 00 28 00 000000 00 00*16 51c82175 844e 4750 b0d8 ec255555bc06"
                + "00*16 00000000 00000001 00000000 0002 ffffffff 0000 0000 00 00");
    assertEquals(request, bigEndian);
  }

  @Test
  void theEndpointMapperAnswersOverUdp() {
    String tower = TOWER.replace("0100 0b", "0100 0a").replace("0100 07", "0100 08");
    EndpointMapping mapping =
        Messages.one(
            DCERPC,
            Messages.UDP,
            "04 02 28 00 100000 00 "
                + DATAGRAM_MAPPER
                + "7f00 0000 00 00"
                + "00*20 01000000 04000000 00000000 01000000 03000000 4b000000 4b000000"
                + tower
                + "00 00000000");
    assertEquals(17, mapping.transport());
    assertEquals(0xc002, mapping.port());
  }

  @Test
  void otherDatagramsSayNothing() {
    String rest = DATAGRAM_MAPPER + "0000 0000 00 00";
    assertEquals(List.of(), Messages.read(DCERPC, Messages.UDP, "04 01 28 00 100000 00" + rest));
    assertEquals(List.of(), Messages.read(DCERPC, Messages.UDP, "04 02 28 00 100000 00" + rest));
    assertEquals(List.of(), Messages.read(DCERPC, Messages.UDP, "05 00 28 00 100000 00" + rest));
    assertEquals(List.of(), Messages.read(DCERPC, Messages.UDP, "04 00 28 00 100000 00 00*71"));
  }

  @Test
  void readsBigEndianAndAuthentication() {
    RpcBind bind =
        Messages.one(
            DCERPC,
            TCP,
            "05000e03 00000000 0054 0004 00000007 16d0 16d0 00000000 01000000"
                + "0003 01 00 51c82175 844e 4750 b0d8 ec255555bc06 0001 0000"
                + "8a885d04 1ceb 11c9 9fe8 08002b104860 00000002"
                + "0a 02 00 00 00000000 'auth'");
    assertTrue(bind.alterContext());
    assertTrue(bind.bigEndian());
    assertEquals(RpcInterfaces.KMS, bind.contexts().get(0).interfaceId());
    assertEquals(4, bind.authLength());
    assertEquals(10, bind.authType());
  }

  @Test
  void readsTheEmulatorsAnswer() {
    RpcBindAck ack = Messages.one(DCERPC, TCP, EMULATOR_ACK);
    assertEquals(RpcBindAck.Kind.ACK, ack.kind());
    assertEquals(0x1063bf3f, ack.associationGroup());
    assertEquals("1688", ack.secondaryAddress());
    assertEquals(List.of(0), ack.results());
  }

  @Test
  void readsRefusals() {
    RpcBindAck nak = Messages.one(DCERPC, TCP, "05000d03 10000000 1400 0000 02000000 0400 00 00");
    assertEquals(RpcBindAck.Kind.NAK, nak.kind());
    assertEquals(List.of(4), nak.results());
    RpcCall fault =
        Messages.one(
            DCERPC, TCP, "05000303 10000000 2000 0000 05000000 20000000 0100 00 00 05000721 00*4");
    assertEquals(RpcCall.Kind.FAULT, fault.kind());
    assertEquals(0x21070005, fault.status());
    assertEquals(1, fault.contextId());
  }

  @Test
  void readsClearFieldsOfKmsVersion4() {
    List<Observation> found =
        Messages.read(
            DCERPC,
            TCP,
            "05000003 10000000 1c01 0000 03000000 fc000000 0000 0000"
                + "fc000000 fc000000 0000 0400 00000000 02000000 00000000"
                + "33221100 5544 7766 8899 aabbccddeeff 22*16 33*16 "
                + "44444444 4444 4444 4444 444444444444 19000000 00*8 00*16"
                + "'P'00'C'00'-'00'1'00 00*120 55*16");
    RpcCall call = (RpcCall) found.get(0);
    assertEquals(RpcCall.Kind.REQUEST, call.kind());
    assertEquals(0, call.operation());
    assertEquals(4, call.kmsMajor());
    assertEquals(0, call.kmsMinor());
    assertEquals(260, call.stubLength());
    KmsCleartext clear = (KmsCleartext) found.get(1);
    assertEquals("PC-1", clear.workstation());
    assertEquals(25, clear.requiredClients());
    assertEquals(2, clear.licenseStatus());
    assertEquals(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"), clear.applicationId());
  }

  @Test
  void knowsEncryptedKmsByItsLayout() {
    RpcCall request =
        Messages.one(
            DCERPC,
            TCP,
            "05000003 10000000 2401 0000 03000000 04010000 0000 0000"
                + "04010000 04010000 0000 0600 66*256");
    assertEquals(6, request.kmsMajor());
    RpcCall response =
        Messages.one(
            DCERPC,
            TCP,
            "05000203 10000000 3000 0000 03000000 18000000 0000 0000"
                + "0c000000 00000200 0c000000 0000 0600 77*8");
    assertEquals(RpcCall.Kind.RESPONSE, response.kind());
    assertEquals(6, response.kmsMajor());
    assertEquals(24, response.stubLength());
  }

  @Test
  void otherCallsHaveNoKmsVersion() {
    RpcCall call =
        Messages.one(DCERPC, TCP, "05000003 10000000 2800 0000 03000000 10000000 0000 0700 01*16");
    assertEquals(-1, call.kmsMajor());
    assertEquals(7, call.operation());
    assertEquals(16, call.stubLength());
  }

  @Test
  void readsTheEndpointMappersAnswer() {
    int towerLength = Literal.bytes(TOWER).length;
    assertEquals(75, towerLength);
    String stub =
        "00*20 01000000 04000000 00000000 01000000 00000200 4b000000 4b000000"
            + TOWER
            + "00 00000000";
    int length = 24 + Literal.bytes(stub).length;
    List<Observation> found =
        Messages.read(
            DCERPC,
            TCP,
            "05000203 10000000 "
                + String.format("%02x00", length)
                + "0000 03000000 00000000 0000 0000"
                + stub);
    EndpointMapping mapping = (EndpointMapping) found.get(1);
    assertEquals("samr", RpcInterfaces.name(mapping.interfaceId()));
    assertEquals(1, mapping.interfaceMajor());
    assertEquals(6, mapping.transport());
    assertEquals(0xc002, mapping.port());
    assertEquals(0xffff_c000_0205L, mapping.addressLow());
  }

  /**
   * Recent Windows answers in NDR64: counts have eight bytes, towers begin at multiples of eight.
   */
  @Test
  void readsTheEndpointMappersAnswerInNdr64() {
    String stub =
        "00*20 02000000 04000000 00*4 00*8 02000000 00*4 03000000 00*4 04000000 00*4 "
            + "4b000000 00*4 4b000000"
            + TOWER
            + "00 4b000000 00*4 4b000000"
            + TOWER
            + "00 00000000";
    int length = 24 + Literal.bytes(stub).length;
    List<Observation> found =
        Messages.read(
            DCERPC,
            TCP,
            "05000203 10000000 "
                + String.format("%02x%02x", length & 0xff, length >> 8)
                + "0000 04000000 00000000 0100 0000"
                + stub);
    assertEquals(3, found.size());
    assertEquals(0xc002, ((EndpointMapping) found.get(2)).port());
  }

  @Test
  void knowsKmsInNdr64() {
    RpcCall request =
        Messages.one(
            DCERPC,
            TCP,
            "05000003 10000000 2c01 0000 03000000 04010000 0100 0000"
                + "04010000 00*4 04010000 00*4 0000 0500 66*256");
    assertEquals(5, request.kmsMajor());
    RpcCall response =
        Messages.one(
            DCERPC,
            TCP,
            "05000203 10000000 3c00 0000 03000000 24000000 0100 0000"
                + "0c000000 00*4 00000200 00*4 0c000000 00*4 0000 0500 77*8");
    assertEquals(5, response.kmsMajor());
  }

  @Test
  void bindsNeedNoFragmentFlags() {
    assertEquals(1, Messages.read(DCERPC, TCP, BIND.replace("05000b03", "05000b00")).size());
  }

  @Test
  void readsPduAfterPdu() {
    List<Observation> found = Messages.read(DCERPC, TCP, BIND + BIND);
    assertEquals(2, found.size());
  }

  @Test
  void cutBindsAreIncomplete() {
    for (String pdu : List.of(BIND, EMULATOR_ACK)) {
      byte[] bytes = Literal.bytes(pdu);
      for (int length = 16; length < bytes.length; length++) {
        Messages.Outcome outcome = Messages.read(DCERPC, TCP, bytes, length);
        assertEquals(ObservationReader.INCOMPLETE, outcome.count(), "length " + length);
        assertEquals(List.of(), outcome.found());
      }
    }
  }

  @Test
  void knownInterfacesHaveNames() {
    assertEquals("epm", RpcInterfaces.name(RpcInterfaces.ENDPOINT_MAPPER));
    assertEquals("drsuapi", RpcInterfaces.name(RpcInterfaces.DRSUAPI));
    UUID unknown = new UUID(1, 2);
    assertEquals(unknown.toString(), RpcInterfaces.name(unknown));
  }
}
