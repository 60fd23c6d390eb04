package org.tidewaiter.payload.observation;

import java.nio.ByteBuffer;
import java.util.List;

/** Reads messages of DHCPv6 servers (RFC 8415 section 8). */
final class Dhcpv6Reader {
  private static final int ADVERTISE = 2;
  private static final int REPLY = 7;
  private static final int RECONFIGURE = 10;
  private static final int SERVER_IDENTIFIER = 2;

  private Dhcpv6Reader() {}

  static boolean wants(ByteBuffer bytes, int offset, int captured) {
    return captured > 0
        && (bytes.get(offset) == ADVERTISE
            || bytes.get(offset) == REPLY
            || bytes.get(offset) == RECONFIGURE);
  }

  static boolean read(Cursor payload, Envelope envelope, List<Observation> found) {
    int messageType = payload.u8();
    int transactionId = payload.u24();
    String serverDuid = "";
    while (payload.has(4)) {
      int code = payload.u16();
      int length = payload.u16();
      int value = payload.index;
      payload.skip(length);
      if (code == SERVER_IDENTIFIER && !payload.overrun()) {
        serverDuid = ObservationText.hex(payload.bytes, value, value + length);
      }
    }
    found.add(new Dhcpv6Reply(envelope, messageType, transactionId, serverDuid));
    return !payload.overrun();
  }
}
