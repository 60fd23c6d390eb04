package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.BITTORRENT;

import java.nio.ByteBuffer;

/**
 * BitTorrent: peer handshake (BEP 3), DHT (BEP 5), UDP tracker (BEP 15), uTP connection (BEP 29)
 * and local discovery (BEP 14).
 */
final class BitTorrent {
  private static final byte[] HANDSHAKE = Octets.ascii("\u0013BitTorrent protocol");
  private static final byte[] LOCAL_DISCOVERY = Octets.ascii("BT-SEARCH * HTTP/1.1\r\n");

  /** How the sorted dictionaries of DHT queries, answers and errors begin. */
  private static final byte[][] DHT = {
    Octets.ascii("d1:ad2:id20:"), Octets.ascii("d1:rd2:id20:"), Octets.ascii("d1:eli20"),
    Octets.ascii("d2:ip6:"), Octets.ascii("d1:ad2:bsi"), Octets.ascii("d1:rd2:ip"),
    Octets.ascii("d2:ip18:")
  };

  private static final long TRACKER_MAGIC = 0x0000_0417_2710_1980L;
  private static final int TRACKER_CONNECT_LENGTH = 16;
  private static final int UTP_HEADER_LENGTH = 20;
  private static final int UTP_SYN = 0x41;

  private BitTorrent() {}

  /** Called when the first byte is 13 hex. */
  static int recognizeHandshake(ByteBuffer bytes, int offset, int captured, int wireLength) {
    return Octets.startsWith(bytes, offset, captured, HANDSHAKE)
        ? PayloadResult.fromEither(BITTORRENT)
        : 0;
  }

  /** Called when the first byte is d. */
  static int recognizeDht(ByteBuffer bytes, int offset, int captured, int wireLength) {
    for (byte[] start : DHT) {
      if (Octets.startsWith(bytes, offset, captured, start)) {
        return PayloadResult.fromEither(BITTORRENT);
      }
    }
    return 0;
  }

  /** Called when the first byte is zero. */
  static int recognizeTracker(ByteBuffer bytes, int offset, int captured, int wireLength) {
    return captured >= TRACKER_CONNECT_LENGTH
            && bytes.getLong(offset) == TRACKER_MAGIC
            && bytes.getInt(offset + 8) == 0
        ? PayloadResult.fromClient(BITTORRENT)
        : 0;
  }

  /** Called when the first byte is B. */
  static int recognizeDiscovery(ByteBuffer bytes, int offset, int captured, int wireLength) {
    return Octets.startsWith(bytes, offset, captured, LOCAL_DISCOVERY)
        ? PayloadResult.fromEither(BITTORRENT)
        : 0;
  }

  /**
   * Called when the first byte is 41 hex: a uTP SYN, whose time difference and acknowledgement are
   * zero. Later uTP packets have no field that only they have.
   */
  static int recognizeUtp(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (captured < UTP_HEADER_LENGTH || Octets.u8(bytes, offset) != UTP_SYN) {
      return 0;
    }
    int extension = Octets.u8(bytes, offset + 1);
    boolean length =
        extension == 0 && wireLength == UTP_HEADER_LENGTH
            || extension == 2 && wireLength == UTP_HEADER_LENGTH + 10;
    return length
            && bytes.getInt(offset + 8) == 0
            && bytes.getInt(offset + 12) != 0
            && bytes.getShort(offset + 18) == 0
        ? PayloadResult.fromClient(BITTORRENT)
        : 0;
  }
}
