package org.tidewaiter.payload.observation;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads replies of DHCP servers (RFC 2131 section 2, options by RFC 2132 and RFC 3396). */
final class DhcpReader {
  /** Addresses kept of a list option. */
  static final int MAX_ADDRESSES = 16;

  private static final int REPLY = 2;
  private static final int OPTIONS_OFFSET = 240;
  private static final int ETHERNET = 1;
  private static final int PAD = 0;
  private static final int ROUTERS = 3;
  private static final int DNS_SERVERS = 6;
  private static final int MESSAGE_TYPE = 53;
  private static final int SERVER_ID = 54;
  private static final int END = 255;

  private DhcpReader() {}

  static boolean wants(ByteBuffer bytes, int offset, int captured) {
    return captured > 0 && bytes.get(offset) == REPLY;
  }

  static boolean read(Cursor payload, Envelope envelope, List<Observation> found) {
    if (!payload.has(OPTIONS_OFFSET)) {
      return false;
    }
    payload.skip(1);
    int hardwareType = payload.u8();
    int hardwareLength = payload.u8();
    payload.skip(1);
    int transactionId = payload.i32();
    // Seconds, flags, the client's own address.
    payload.skip(8);
    int offeredAddress = payload.i32();
    int nextServer = payload.i32();
    int relayAddress = payload.i32();
    long mac = (long) payload.u16() << 32 | payload.i32() & 0xffff_ffffL;
    // Rest of the hardware address, server name, file name, cookie.
    payload.skip(10 + 64 + 128 + 4);
    int messageType = 0;
    int serverId = 0;
    List<Integer> routers = new ArrayList<>();
    List<Integer> dnsServers = new ArrayList<>();
    while (payload.has(1)) {
      int code = payload.u8();
      if (code == END) {
        break;
      }
      if (code == PAD) {
        continue;
      }
      int length = payload.u8();
      Cursor value = new Cursor(payload.bytes, payload.index, payload.index + length);
      payload.skip(length);
      if (payload.overrun()) {
        break;
      }
      switch (code) {
        case MESSAGE_TYPE -> messageType = value.u8();
        case SERVER_ID -> serverId = value.i32();
        case ROUTERS -> addresses(value, routers);
        case DNS_SERVERS -> addresses(value, dnsServers);
        default -> {}
      }
    }
    boolean ethernet = hardwareType == ETHERNET && hardwareLength == 6;
    found.add(
        new DhcpReply(
            envelope,
            messageType,
            transactionId,
            ethernet ? mac : 0,
            offeredAddress,
            nextServer,
            relayAddress,
            serverId,
            routers,
            dnsServers));
    return !payload.overrun();
  }

  private static void addresses(Cursor value, List<Integer> addresses) {
    while (value.has(4) && addresses.size() < MAX_ADDRESSES) {
      addresses.add(value.i32());
    }
  }
}
