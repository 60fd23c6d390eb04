package org.tidewaiter.payload.observation;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;

/**
 * Reads connectionless DCE/RPC: which interface a request is for, and what the endpoint mapper
 * answers (C706 section 12.5.2).
 *
 * <pre>
 *  0 version 4 | 1 type | 2 flags (2) | 4 data representation (3) | 7 serial | 8 object (16)
 *  24 interface (16) | 40 activity (16) | 56 boot time (4) | 60 interface version (4)
 *  64 sequence (4) | 68 operation (2) | 70 hints (4) | 74 length (2) | 76 fragment (2) | 78 …
 * </pre>
 */
final class RpcDatagramReader {
  private static final int HEADER_LENGTH = 80;
  private static final int VERSION = 4;
  private static final int REQUEST = 0;
  private static final int RESPONSE = 2;

  private RpcDatagramReader() {}

  /** Requests and responses. */
  static boolean wants(ByteBuffer bytes, int offset, int captured) {
    return captured >= HEADER_LENGTH
        && bytes.get(offset) == VERSION
        && (bytes.get(offset + 1) == REQUEST || bytes.get(offset + 1) == RESPONSE);
  }

  static boolean read(Cursor payload, Envelope envelope, List<Observation> found) {
    int start = payload.index;
    int type = payload.bytes.get(start + 1);
    payload.littleEndian = (payload.bytes.get(start + 4) & 0x10) != 0;
    payload.skip(24);
    UUID interfaceId = payload.uuid();
    payload.skip(20);
    int version = payload.i32();
    payload.skip(4);
    int operation = payload.u16();
    payload.skip(4);
    int length = payload.u16();
    payload.skip(4);
    if (type == REQUEST) {
      found.add(new RpcDatagram(envelope, interfaceId, version & 0xffff, operation));
      return true;
    }
    if (!interfaceId.equals(RpcInterfaces.ENDPOINT_MAPPER)) {
      return true;
    }
    boolean whole = payload.has(length);
    RpcReader.Pdu pdu =
        new RpcReader.Pdu(envelope, start, type, HEADER_LENGTH + length, 0, 0, whole);
    return EndpointMapReader.read(pdu, payload, found);
  }
}
