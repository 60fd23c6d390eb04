package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.MQTT;

import java.nio.ByteBuffer;

/**
 * MQTT 3.1, 3.1.1 and 5 (OASIS MQTT sections 3.1 and 3.2): CONNECT and CONNACK.
 *
 * <pre>
 *  10 | remaining length (1 to 4) | 00 04 'MQTT' or 00 06 'MQIsdp' | level …
 *  20 | remaining length (1)      | session present 00 or 01 | reason …
 *  C0 00 and D0 00: ping and its answer, hints only
 * </pre>
 */
final class Mqtt {
  private static final byte[] NAME = Octets.ascii("\0\4MQTT");
  private static final byte[] OLD_NAME = Octets.ascii("\0\6MQIsdp");

  /** Highest return code of MQTT 3.1.1 (section 3.2.2.3). */
  private static final int HIGHEST_RETURN_CODE = 5;

  private Mqtt() {}

  /** A segment of two bytes, C0 00 or D0 00: named if both directions have theirs. */
  static int recognizePing(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (captured != 2 || wireLength != 2 || bytes.get(offset + 1) != 0) {
      return 0;
    }
    return switch (Octets.u8(bytes, offset)) {
      case 0xc0 -> PayloadResult.hintFromClient(PayloadResult.MAYBE_MQTT);
      case 0xd0 -> PayloadResult.hintFromServer(PayloadResult.MAYBE_MQTT);
      default -> 0;
    };
  }

  /** Called when the first byte is 10 hex. */
  static int recognizeConnect(ByteBuffer bytes, int offset, int captured, int wireLength) {
    int name = offset + 1;
    int last = Math.min(offset + captured, offset + 5);
    while (name < last && bytes.get(name) < 0) {
      name++;
    }
    name++;
    int length = offset + captured - name;
    return Octets.startsWith(bytes, name, length, NAME)
            || Octets.startsWith(bytes, name, length, OLD_NAME)
        ? PayloadResult.fromClient(MQTT)
        : 0;
  }

  /** Called when the first byte is 20 hex. Only the short form of version 3 is believed. */
  static int recognizeConnack(ByteBuffer bytes, int offset, int captured, int wireLength) {
    return captured >= 4
            && wireLength == 4
            && bytes.get(offset + 1) == 2
            && (bytes.get(offset + 2) & 0xfe) == 0
            && Octets.u8(bytes, offset + 3) <= HIGHEST_RETURN_CODE
        ? PayloadResult.fromServer(MQTT)
        : 0;
  }
}
