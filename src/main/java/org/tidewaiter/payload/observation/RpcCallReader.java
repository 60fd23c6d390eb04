package org.tidewaiter.payload.observation;

import java.util.List;
import java.util.UUID;

/**
 * Reads the headers of DCE/RPC requests, responses and faults, the readable part of KMS requests,
 * and the towers of endpoint-mapper answers.
 *
 * <p>A response does not name its operation, and no state is kept, so an endpoint-mapper answer is
 * recognised by its towers, which are too regular to be anything else.
 */
final class RpcCallReader {
  private static final int OBJECT_UUID_FLAG = 0x80;
  private static final int OBJECT_UUID_LENGTH = 16;
  private static final int CALL_HEADER_LENGTH = 24;
  private static final int AUTH_TRAILER_LENGTH = 8;

  /** Request size of KMS version 4, and of 5 and 6 (it stands twice before the request). */
  private static final int KMS_REQUEST_V4 = 252;

  private static final int KMS_REQUEST_V6 = 260;
  private static final int KMS_LOWEST_MAJOR = 3;
  private static final int KMS_HIGHEST_MAJOR = 6;

  /** Bytes of the workstation name: 64 UTF-16 code units. */
  private static final int WORKSTATION_LENGTH = 128;

  private RpcCallReader() {}

  static boolean read(RpcReader.Pdu pdu, Cursor body, List<Observation> found) {
    body.skip(4);
    int contextId = body.u16();
    int operation = pdu.isRequest() ? body.u16() : -1;
    if (!pdu.isRequest()) {
      body.skip(2);
    }
    int stubStart = pdu.start() + CALL_HEADER_LENGTH;
    boolean hasObject =
        pdu.isRequest() && (body.bytes.get(pdu.start() + 3) & OBJECT_UUID_FLAG) != 0;
    if (hasObject) {
      body.skip(OBJECT_UUID_LENGTH);
      stubStart += OBJECT_UUID_LENGTH;
    }
    if (body.overrun()) {
      return false;
    }
    int status = pdu.isFault() ? body.i32() : 0;
    int trailer = pdu.authLength() == 0 ? 0 : pdu.authLength() + AUTH_TRAILER_LENGTH;
    int stubLength = Math.max(0, pdu.fragmentLength() - (stubStart - pdu.start()) - trailer);
    Cursor stub = body.copy();
    int version = pdu.isFault() ? -1 : kmsVersion(pdu, stub, false);
    if (version < 0 && !pdu.isFault()) {
      stub = body.copy();
      version = kmsVersion(pdu, stub, true);
    }
    found.add(
        new RpcCall(
            pdu.envelope(),
            pdu.isRequest()
                ? RpcCall.Kind.REQUEST
                : pdu.isFault() ? RpcCall.Kind.FAULT : RpcCall.Kind.RESPONSE,
            pdu.callId(),
            contextId,
            operation,
            pdu.fragmentLength(),
            pdu.authLength(),
            stubLength,
            status,
            version < 0 ? -1 : version >>> 16,
            version < 0 ? -1 : version & 0xffff));
    if (pdu.isRequest() && version >>> 16 == 4) {
      readKmsRequest(pdu, stub, found);
    }
    if (!pdu.isRequest() && !pdu.isFault() && version < 0) {
      return EndpointMapReader.read(pdu, body, found);
    }
    return true;
  }

  /**
   * Major version in the upper, minor in the lower 16 bits, or -1 if the stub is not laid out as
   * KMS does. Leaves the cursor behind the version. A request is a size and an array of that size,
   * a response a size and a pointer to such an array; {@code wide} is NDR64, whose counts have 8
   * bytes.
   */
  private static int kmsVersion(RpcReader.Pdu pdu, Cursor body, boolean wide) {
    int start = body.index;
    int size = body.i32();
    boolean shaped =
        pdu.isRequest()
            ? size == KMS_REQUEST_V4 || size == KMS_REQUEST_V6
            : size > 0 && body.count(start, wide) > 0;
    shaped = shaped && body.count(start, wide) == size;
    int version = body.i32();
    boolean known =
        version >>> 16 >= KMS_LOWEST_MAJOR
            && version >>> 16 <= KMS_HIGHEST_MAJOR
            && (version & 0xffff) == 0;
    return shaped && known && !body.overrun() ? version : -1;
  }

  private static void readKmsRequest(RpcReader.Pdu pdu, Cursor body, List<Observation> found) {
    // Whether virtual.
    body.skip(4);
    int licenseStatus = body.i32();
    body.skip(4);
    UUID applicationId = body.uuid();
    body.skip(32);
    UUID clientMachineId = body.uuid();
    int requiredClients = body.i32();
    // Time of the request, earlier machine id.
    body.skip(24);
    if (!body.has(WORKSTATION_LENGTH)) {
      return;
    }
    StringBuilder workstation = new StringBuilder();
    for (int i = 0; i < WORKSTATION_LENGTH / 2; i++) {
      int unit = body.u16();
      if (unit == 0) {
        break;
      }
      ObservationText.append(workstation, unit);
    }
    found.add(
        new KmsCleartext(
            pdu.envelope(),
            licenseStatus,
            requiredClients,
            applicationId,
            clientMachineId,
            workstation.toString()));
  }
}
