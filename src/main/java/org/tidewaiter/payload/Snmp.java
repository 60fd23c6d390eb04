package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.SNMP;

import java.nio.ByteBuffer;

/**
 * SNMP (RFC 1157 section 4, RFC 3416 section 3, RFC 3412 section 6).
 *
 * <pre>
 *  SEQUENCE | INTEGER 0, 1 | OCTET STRING community | PDU tag A0 to A8 …
 *  SEQUENCE | INTEGER 3 | SEQUENCE: id, size, flags, security model …
 * </pre>
 *
 * <p>A trap is sent by the client of the trap receiver.
 */
final class Snmp {
  private static final int RESPONSE = 0xa2;
  private static final int REPORT = 0xa8;
  private static final int LOWEST_PDU = 0xa0;
  private static final int VERSION_3 = 3;

  private Snmp() {}

  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    int end = offset + captured;
    int version = Ber.contents(bytes, offset, end, Ber.SEQUENCE);
    if (version < 0 || end - version < 5 || Octets.u16(bytes, version) != 0x0201) {
      return 0;
    }
    int number = bytes.get(version + 2);
    int next = version + 3;
    if (number == VERSION_3) {
      int header = Ber.contents(bytes, next, end, Ber.SEQUENCE);
      return Ber.contents(bytes, header, end, Ber.INTEGER) >= 0
          ? PayloadResult.fromEither(SNMP)
          : 0;
    }
    int community = Ber.contents(bytes, next, end, Ber.OCTET_STRING);
    if (number != 0 && number != 1 || community < 0) {
      return 0;
    }
    int length = Ber.length(bytes, next);
    if (length >= end - community) {
      return 0;
    }
    int pdu = Octets.u8(bytes, community + length);
    if (pdu < LOWEST_PDU || pdu > REPORT) {
      return 0;
    }
    return pdu == RESPONSE || pdu == REPORT
        ? PayloadResult.fromServer(SNMP)
        : PayloadResult.fromClient(SNMP);
  }
}
