package org.tidewaiter.payload.observation;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Reads connection-oriented DCE/RPC: binds, their answers, and the headers of calls (C706 section
 * 12.6).
 *
 * <pre>
 *  0 version 5 | 1 minor | 2 type | 3 flags | 4 data representation | 8 fragment length
 *  10 auth length | 12 call id | 16 body
 * </pre>
 */
final class RpcReader {
  static final int HEADER_LENGTH = 16;

  /** Context items kept of one bind; Windows sends at most a few. */
  static final int MAX_CONTEXTS = 64;

  private static final int REQUEST = 0;
  private static final int RESPONSE = 2;
  private static final int FAULT = 3;
  private static final int BIND = 11;
  private static final int BIND_ACK = 12;
  private static final int BIND_NAK = 13;
  private static final int ALTER_CONTEXT = 14;
  private static final int ALTER_CONTEXT_REPLY = 15;

  private static final int WANTED =
      1 << REQUEST
          | 1 << RESPONSE
          | 1 << FAULT
          | 1 << BIND
          | 1 << BIND_ACK
          | 1 << BIND_NAK
          | 1 << ALTER_CONTEXT
          | 1 << ALTER_CONTEXT_REPLY;

  private static final int FIRST_FRAGMENT = 1;

  /** Bytes before the authentication value: type, level, padding, reserved, context id. */
  private static final int AUTH_TRAILER_LENGTH = 8;

  private RpcReader() {}

  static boolean wants(ByteBuffer bytes, int offset, int captured) {
    if (captured < HEADER_LENGTH) {
      return false;
    }
    int type = bytes.get(offset + 2) & 0xff;
    return bytes.get(offset) == 5
        && (bytes.get(offset + 1) & 0xfe) == 0
        && type <= ALTER_CONTEXT_REPLY
        && (WANTED >> type & 1) != 0
        && (type >= BIND || (bytes.get(offset + 3) & FIRST_FRAGMENT) != 0)
        && (bytes.get(offset + 4) & 0xee) == 0;
  }

  /** Reads PDU after PDU; false if the last one that matters goes beyond the segment. */
  static boolean read(Cursor payload, Envelope envelope, List<Observation> found) {
    while (wants(payload.bytes, payload.index, payload.remaining())) {
      int start = payload.index;
      payload.littleEndian = (payload.bytes.get(start + 4) & 0x10) != 0;
      int type = payload.bytes.get(start + 2) & 0xff;
      payload.skip(8);
      int fragmentLength = payload.u16();
      int authLength = payload.u16();
      int callId = payload.i32();
      if (fragmentLength < HEADER_LENGTH || authLength > fragmentLength - HEADER_LENGTH) {
        return true;
      }
      boolean whole = payload.end - start >= fragmentLength;
      int pduEnd = whole ? start + fragmentLength : payload.end;
      Cursor body = new Cursor(payload.bytes, payload.index, pduEnd);
      body.littleEndian = payload.littleEndian;
      Pdu pdu = new Pdu(envelope, start, type, fragmentLength, authLength, callId, whole);
      boolean complete = readPdu(pdu, body, found);
      if (!whole) {
        return complete;
      }
      payload.index = pduEnd;
    }
    return true;
  }

  private static boolean readPdu(Pdu pdu, Cursor body, List<Observation> found) {
    switch (pdu.type) {
      case REQUEST, RESPONSE, FAULT:
        return RpcCallReader.read(pdu, body, found);
      case BIND, ALTER_CONTEXT:
        return pdu.whole && readBind(pdu, body, found);
      default:
        return pdu.whole && readBindAck(pdu, body, found);
    }
  }

  private static boolean readBind(Pdu pdu, Cursor body, List<Observation> found) {
    body.skip(4);
    int associationGroup = body.i32();
    int contextCount = body.u8();
    body.skip(3);
    List<RpcContext> contexts = new ArrayList<>();
    for (int i = 0; i < contextCount && i < MAX_CONTEXTS && !body.overrun(); i++) {
      RpcContext context = context(body);
      if (!body.overrun()) {
        contexts.add(context);
      }
    }
    found.add(
        new RpcBind(
            pdu.envelope,
            pdu.type == ALTER_CONTEXT,
            !body.littleEndian,
            pdu.callId,
            pdu.fragmentLength,
            pdu.authLength,
            authType(pdu, body),
            associationGroup,
            contexts));
    return true;
  }

  private static RpcContext context(Cursor body) {
    int contextId = body.u16();
    int transferCount = body.u8();
    body.skip(1);
    UUID interfaceId = body.uuid();
    int version = body.i32();
    List<UUID> transferSyntaxes = new ArrayList<>();
    for (int i = 0; i < transferCount && !body.overrun(); i++) {
      transferSyntaxes.add(body.uuid());
      body.skip(4);
    }
    return new RpcContext(
        contextId, interfaceId, version & 0xffff, version >>> 16, transferSyntaxes);
  }

  private static int authType(Pdu pdu, Cursor body) {
    int trailer = body.end - pdu.authLength - AUTH_TRAILER_LENGTH;
    return pdu.authLength == 0 || trailer < pdu.start + HEADER_LENGTH
        ? 0
        : body.bytes.get(trailer) & 0xff;
  }

  private static boolean readBindAck(Pdu pdu, Cursor body, List<Observation> found) {
    List<Integer> results = new ArrayList<>();
    if (pdu.type == BIND_NAK) {
      results.add(body.u16());
      found.add(answer(pdu, RpcBindAck.Kind.NAK, 0, "", results));
      return true;
    }
    body.skip(4);
    int associationGroup = body.i32();
    int addressLength = body.u16();
    int address = body.index;
    body.skip(addressLength);
    // The string's closing zero is counted in its length.
    int addressEnd = Math.max(address, body.index - 1);
    String secondaryAddress = ObservationText.of(body.bytes, address, addressEnd);
    body.align(pdu.start, 4);
    int resultCount = body.u8();
    body.skip(3);
    for (int i = 0; i < resultCount && i < MAX_CONTEXTS && body.has(24); i++) {
      results.add(body.u16());
      body.skip(22);
    }
    RpcBindAck.Kind kind = pdu.type == BIND_ACK ? RpcBindAck.Kind.ACK : RpcBindAck.Kind.ALTER_REPLY;
    found.add(answer(pdu, kind, associationGroup, secondaryAddress, results));
    return true;
  }

  private static RpcBindAck answer(
      Pdu pdu,
      RpcBindAck.Kind kind,
      int associationGroup,
      String secondaryAddress,
      List<Integer> results) {
    return new RpcBindAck(
        pdu.envelope,
        kind,
        pdu.callId,
        pdu.fragmentLength,
        pdu.authLength,
        associationGroup,
        secondaryAddress,
        results);
  }

  /**
   * What the common header said.
   *
   * @param start index of the PDU's first byte
   * @param whole whether all of it is in the segment
   */
  record Pdu(
      Envelope envelope,
      int start,
      int type,
      int fragmentLength,
      int authLength,
      int callId,
      boolean whole) {

    boolean isRequest() {
      return type == REQUEST;
    }

    boolean isFault() {
      return type == FAULT;
    }
  }
}
