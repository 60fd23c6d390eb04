package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.NETBIOS_SESSION;
import static org.tidewaiter.payload.PayloadProtocol.SMB1;
import static org.tidewaiter.payload.PayloadProtocol.SMB2;

import java.nio.ByteBuffer;

/**
 * SMB in its NetBIOS or direct TCP framing, and the NetBIOS session packets before it (RFC 1002
 * section 4.3, MS-SMB2 section 2.1, MS-CIFS section 2.2.3.1).
 *
 * <pre>
 *  00 length (3) | FF 'SMB' command status (4) flags           SMB 1: flags bit 7 is a reply
 *                | FE 'SMB' 40 00 … flags (4, at 16)           SMB 2: flags bit 0 is a reply
 *                | FD 'SMB' encrypted, FC 'SMB' compressed     SMB 3
 *  81 session request, 82 positive and 83 negative answer, 85 keep alive
 * </pre>
 */
final class Smb {
  private static final int FRAME_LENGTH = 4;
  private static final int MAGIC = 'S' << 16 | 'M' << 8 | 'B';

  private Smb() {}

  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (captured < FRAME_LENGTH + 4 || Octets.u24(bytes, offset + 5) != MAGIC) {
      return 0;
    }
    return switch (Octets.u8(bytes, offset + FRAME_LENGTH)) {
      case 0xff -> smb1(bytes, offset + FRAME_LENGTH, captured - FRAME_LENGTH);
      case 0xfe -> smb2(bytes, offset + FRAME_LENGTH, captured - FRAME_LENGTH);
      case 0xfd, 0xfc -> PayloadResult.fromEither(SMB2);
      default -> 0;
    };
  }

  private static int smb1(ByteBuffer bytes, int header, int length) {
    if (length < 10) {
      return PayloadResult.fromEither(SMB1);
    }
    return bytes.get(header + 9) < 0
        ? PayloadResult.fromServer(SMB1)
        : PayloadResult.fromClient(SMB1);
  }

  private static int smb2(ByteBuffer bytes, int header, int length) {
    if (length < 20) {
      return PayloadResult.fromEither(SMB2);
    }
    return (bytes.get(header + 16) & 1) != 0
        ? PayloadResult.fromServer(SMB2)
        : PayloadResult.fromClient(SMB2);
  }

  /** Called when the first byte is 81 to 85 hex. */
  static int recognizeSession(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (captured < FRAME_LENGTH || Octets.u24(bytes, offset + 1) + FRAME_LENGTH != wireLength) {
      return 0;
    }
    switch (Octets.u8(bytes, offset)) {
      case 0x81:
        return NetBiosName.isEncoded(bytes, offset + FRAME_LENGTH, captured - FRAME_LENGTH)
            ? PayloadResult.fromClient(NETBIOS_SESSION)
            : 0;
      case 0x82:
        return wireLength == FRAME_LENGTH ? PayloadResult.fromServer(NETBIOS_SESSION) : 0;
      case 0x83:
        return wireLength == FRAME_LENGTH + 1
                && captured == wireLength
                && (Octets.u8(bytes, offset + 4) & 0xf0) == 0x80
            ? PayloadResult.fromServer(NETBIOS_SESSION)
            : 0;
      case 0x85:
        return wireLength == FRAME_LENGTH ? PayloadResult.fromEither(NETBIOS_SESSION) : 0;
      default:
        return 0;
    }
  }
}
