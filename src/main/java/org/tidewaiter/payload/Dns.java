package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.DNS;
import static org.tidewaiter.payload.PayloadProtocol.NBNS;

import java.nio.ByteBuffer;

/**
 * DNS messages (RFC 1035 section 4), multicast DNS, LLMNR, and the NetBIOS name service, which is
 * DNS with names of its own (RFC 1002 section 4.2).
 *
 * <pre>
 *  id | QR opcode flags rcode | questions | answers | authorities | additionals | name type class …
 * </pre>
 *
 * <p>The first question, or in a message without one the first record, must be whole and sound.
 */
final class Dns {
  private static final int HEADER_LENGTH = 12;
  private static final int MAX_NAME_LENGTH = 255;
  private static final int MAX_LABEL_LENGTH = 63;

  /** Most records in a section that are believed; the largest answers seen have a few hundred. */
  private static final int MAX_RECORDS = 1024;

  /** Opcodes of query, inverse query, status, notify, update. */
  private static final int DNS_OPCODES = 1 | 1 << 1 | 1 << 2 | 1 << 4 | 1 << 5;

  /** Opcodes of query, registration, release, wait, refresh (two numbers), multi-homed. */
  private static final int NBNS_OPCODES = 1 | 1 << 5 | 1 << 6 | 1 << 7 | 1 << 8 | 1 << 9 | 1 << 15;

  private static final int NBNS_NAME = 0x20;
  private static final int NBNS_STATUS = 0x21;
  private static final int NBNS_NULL = 0x0a;

  private Dns() {}

  /** A message in a datagram. */
  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (captured < HEADER_LENGTH + 5) {
      return 0;
    }
    int flags = Octets.u16(bytes, offset + 2);
    int questions = Octets.u16(bytes, offset + 4);
    int answers = Octets.u16(bytes, offset + 6);
    int authorities = Octets.u16(bytes, offset + 8);
    int additionals = Octets.u16(bytes, offset + 10);
    if (questions + answers + authorities == 0
        || questions > 64
        || answers > MAX_RECORDS
        || authorities > MAX_RECORDS
        || additionals > MAX_RECORDS) {
      return 0;
    }
    int first = offset + HEADER_LENGTH;
    int end = offset + captured;
    if (NetBiosName.isEncoded(bytes, first, captured - HEADER_LENGTH)) {
      int result = netBiosName(bytes, first, end, flags);
      if (result != 0) {
        return result;
      }
    }
    int opcode = flags >> 11 & 15;
    // The bit that RFC 1035 reserves is still zero; response codes end at 11 without EDNS.
    if ((DNS_OPCODES >> opcode & 1) == 0 || (flags & 0x40) != 0 || (flags & 15) > 11) {
      return 0;
    }
    boolean response = flags >= 0x8000;
    if (!response && (flags & 15) != 0 || !isFirstEntrySound(bytes, first, end, questions)) {
      return 0;
    }
    return response ? PayloadResult.fromServer(DNS) : PayloadResult.fromClient(DNS);
  }

  /** A message on a connection: preceded by its length (RFC 1035 section 4.2.2). */
  static int recognizeStream(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (captured < 2 + HEADER_LENGTH) {
      return 0;
    }
    int length = Octets.u16(bytes, offset);
    if (length <= HEADER_LENGTH) {
      return 0;
    }
    int inSegment = Math.min(length, wireLength - 2);
    return recognize(bytes, offset + 2, Math.min(captured - 2, inSegment), inSegment);
  }

  private static int netBiosName(ByteBuffer bytes, int first, int end, int flags) {
    int type = afterName(bytes, first, end);
    if (type < 0 || end - type < 4 || (NBNS_OPCODES >> (flags >> 11 & 15) & 1) == 0) {
      return 0;
    }
    int number = Octets.u16(bytes, type);
    boolean known = number == NBNS_NAME || number == NBNS_STATUS || number == NBNS_NULL;
    if (!known || Octets.u16(bytes, type + 2) != 1) {
      return 0;
    }
    return flags >= 0x8000 ? PayloadResult.fromServer(NBNS) : PayloadResult.fromClient(NBNS);
  }

  private static boolean isFirstEntrySound(ByteBuffer bytes, int first, int end, int questions) {
    int type = afterName(bytes, first, end);
    if (type < 0 || end - type < 4 || Octets.u16(bytes, type) == 0) {
      return false;
    }
    // The top bit is "unicast reply wanted" or "cache flush" in multicast DNS.
    int dnsClass = Octets.u16(bytes, type + 2) & 0x7fff;
    boolean knownClass =
        dnsClass == 1 || dnsClass == 3 || dnsClass == 4 || dnsClass >= 254 && dnsClass <= 255;
    if (questions > 0) {
      return knownClass;
    }
    return knownClass && end - type >= 10;
  }

  /** Index after a name without pointers, or -1 if it is none or not all there. */
  private static int afterName(ByteBuffer bytes, int from, int end) {
    int index = from;
    while (index < end && index - from <= MAX_NAME_LENGTH) {
      int length = Octets.u8(bytes, index);
      index++;
      if (length == 0) {
        return index;
      }
      if (length > MAX_LABEL_LENGTH || end - index < length) {
        return -1;
      }
      for (int last = index + length; index < last; index++) {
        byte octet = bytes.get(index);
        if (octet >= 0 && octet < ' ' || octet == 0x7f) {
          return -1;
        }
      }
    }
    return -1;
  }
}
