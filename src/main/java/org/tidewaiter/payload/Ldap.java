package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.CLDAP;
import static org.tidewaiter.payload.PayloadProtocol.LDAP;

import java.nio.ByteBuffer;

/**
 * LDAP messages (RFC 4511 section 4.1.1), and the same in datagrams (MS-ADTS section 6.3.3).
 *
 * <pre>
 *  SEQUENCE | INTEGER message id | application tag: the operation …
 * </pre>
 */
final class Ldap {
  private static final int BIND_REQUEST = 0x60;
  private static final int UNBIND_REQUEST = 0x42;
  private static final int DELETE_REQUEST = 0x4a;
  private static final int ABANDON_REQUEST = 0x50;
  private static final int SEARCH_REQUEST = 0x63;
  private static final int SEARCH_ENTRY = 0x64;
  private static final int EXTENDED_REQUEST = 0x77;

  private Ldap() {}

  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    return role(bytes, offset, captured, LDAP);
  }

  static int recognizeDatagram(ByteBuffer bytes, int offset, int captured, int wireLength) {
    return role(bytes, offset, captured, CLDAP);
  }

  private static int role(ByteBuffer bytes, int offset, int captured, PayloadProtocol protocol) {
    int end = offset + captured;
    int id = Ber.contents(bytes, offset, end, Ber.SEQUENCE);
    int idContents = Ber.contents(bytes, id, end, Ber.INTEGER);
    if (idContents < 0) {
      return 0;
    }
    int idLength = Ber.length(bytes, id);
    int operation = idContents + idLength;
    if (idLength < 1 || idLength > 4 || end - operation < 2 || bytes.get(idContents) < 0) {
      return 0;
    }
    int tag = Octets.u8(bytes, operation);
    int contents = Ber.contents(bytes, operation, end, tag);
    int elementLength = operation - id + (contents < 0 ? 0 : contents - operation);
    if (contents < 0 || Ber.length(bytes, offset) < elementLength) {
      return 0;
    }
    if (isRequest(bytes, tag, contents, end, Ber.length(bytes, operation))) {
      return PayloadResult.fromClient(protocol);
    }
    return isResponse(bytes, tag, contents, end) ? PayloadResult.fromServer(protocol) : 0;
  }

  private static boolean isRequest(ByteBuffer bytes, int tag, int contents, int end, int length) {
    return switch (tag) {
      // Version 2 or 3.
      case BIND_REQUEST ->
          end - contents >= 3
              && Octets.u16(bytes, contents) == 0x0201
              && (bytes.get(contents + 2) == 3 || bytes.get(contents + 2) == 2);
      case UNBIND_REQUEST -> length == 0;
      // Base object, scope.
      case SEARCH_REQUEST -> {
        int scope = after(bytes, contents, end, Ber.OCTET_STRING);
        yield Ber.contents(bytes, scope, end, Ber.ENUMERATED) >= 0;
      }
      case EXTENDED_REQUEST -> Ber.contents(bytes, contents, end, 0x80) >= 0;
      // Modify, add, modify DN, compare: the entry's name first.
      case 0x66, 0x68, 0x6c, 0x6e -> Ber.contents(bytes, contents, end, Ber.OCTET_STRING) >= 0;
      case DELETE_REQUEST -> length > 0 && Octets.isPrintable(bytes, contents, end);
      case ABANDON_REQUEST -> length >= 1 && length <= 4;
      default -> false;
    };
  }

  private static boolean isResponse(ByteBuffer bytes, int tag, int contents, int end) {
    return switch (tag) {
      // Bind, search done, modify, add, delete, modify DN, compare, extended: a result code first.
      case 0x61, 0x65, 0x67, 0x69, 0x6b, 0x6d, 0x6f, 0x78 ->
          end - contents >= 3 && Octets.u16(bytes, contents) == 0x0a01;
      case SEARCH_ENTRY -> {
        int attributes = after(bytes, contents, end, Ber.OCTET_STRING);
        yield Ber.contents(bytes, attributes, end, Ber.SEQUENCE) >= 0;
      }
      // Search reference: a list of URLs.
      case 0x73 -> Ber.contents(bytes, contents, end, Ber.OCTET_STRING) >= 0;
      default -> false;
    };
  }

  /** Index after the element at {@code index} if it has this tag and is all there, else -1. */
  private static int after(ByteBuffer bytes, int index, int end, int tag) {
    int contents = Ber.contents(bytes, index, end, tag);
    if (contents < 0 || Ber.length(bytes, index) > end - contents) {
      return -1;
    }
    return contents + Ber.length(bytes, index);
  }
}
