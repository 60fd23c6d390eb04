package org.tidewaiter.payload.observation;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads TLS client hellos (RFC 8446 section 4.1.2, RFC 6066 section 3, RFC 7301). */
final class TlsReader {
  /** Protocol names kept of one ALPN list. */
  static final int MAX_PROTOCOLS = 16;

  private static final int HANDSHAKE = 22;
  private static final int CLIENT_HELLO = 1;
  private static final int RECORD_HEADER_LENGTH = 5;
  private static final int SERVER_NAME = 0;
  private static final int APPLICATION_PROTOCOLS = 16;
  private static final int SUPPORTED_VERSIONS = 43;
  private static final int LATEST_VERSION = 0x0304;

  private TlsReader() {}

  static boolean wants(ByteBuffer bytes, int offset, int captured) {
    return captured > RECORD_HEADER_LENGTH
        && bytes.get(offset) == HANDSHAKE
        && bytes.get(offset + RECORD_HEADER_LENGTH) == CLIENT_HELLO;
  }

  /** What is in the segment is kept even if the hello goes on: the server name often is. */
  static boolean read(Cursor payload, Envelope envelope, List<Observation> found) {
    // Record header, handshake type and length.
    payload.skip(RECORD_HEADER_LENGTH + 4);
    Hello hello = new Hello();
    hello.version = payload.u16();
    payload.skip(32);
    payload.skip(payload.u8());
    payload.skip(payload.u16());
    payload.skip(payload.u8());
    if (payload.overrun()) {
      return false;
    }
    int extensionsLength = payload.has(2) ? payload.u16() : 0;
    int extensionsEnd = payload.index + extensionsLength;
    boolean whole = extensionsEnd <= payload.end;
    payload.end = Math.min(payload.end, extensionsEnd);
    while (payload.has(4)) {
      extension(payload, hello);
    }
    found.add(new TlsHello(envelope, hello.version, hello.serverName, hello.applicationProtocols));
    return whole;
  }

  private static void extension(Cursor payload, Hello hello) {
    int type = payload.u16();
    int length = payload.u16();
    Cursor data = new Cursor(payload.bytes, payload.index, payload.index + length);
    payload.skip(length);
    if (payload.overrun()) {
      return;
    }
    switch (type) {
      case SERVER_NAME -> {
        // List length, name type (0 is a host name), name length.
        data.skip(3);
        int nameLength = data.u16();
        if (data.has(nameLength)) {
          hello.serverName =
              ObservationText.of(data.bytes, data.index, data.index + nameLength)
                  .toLowerCase(Locale.ROOT);
        }
      }
      case APPLICATION_PROTOCOLS -> {
        data.skip(2);
        while (data.has(1) && hello.applicationProtocols.size() < MAX_PROTOCOLS) {
          int nameLength = data.u8();
          int name = data.index;
          data.skip(nameLength);
          hello.applicationProtocols.add(ObservationText.of(data.bytes, name, data.index));
        }
      }
      case SUPPORTED_VERSIONS -> {
        data.skip(1);
        while (data.has(2)) {
          int version = data.u16();
          // Reserved values that only test the other side (RFC 8701) are higher.
          if (version > hello.version && version <= LATEST_VERSION) {
            hello.version = version;
          }
        }
      }
      default -> {}
    }
  }

  /** What has been read so far. */
  private static final class Hello {
    int version;
    String serverName = "";
    final List<String> applicationProtocols = new ArrayList<>();
  }
}
