package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadProtocol.HTTP;
import static org.tidewaiter.payload.PayloadProtocol.RTSP;
import static org.tidewaiter.payload.PayloadProtocol.SIP;
import static org.tidewaiter.payload.PayloadProtocol.SSDP;
import static org.tidewaiter.payload.PayloadProtocol.WINRM;

import java.nio.ByteBuffer;

/**
 * HTTP/1 (RFC 9112 section 2.1) and those that borrowed its first line: WinRM, RTSP, SIP, SSDP.
 *
 * <p>Request: {@code METHOD target PROTOCOL/version}; response: {@code PROTOCOL/version status}.
 * The protocol is read from the line, so that {@code OPTIONS} is told apart. A line that goes on in
 * the next segment is named by its target.
 */
final class Http {
  /** Longest method that is looked for, {@code RPC_OUT_DATA} and the UPnP ones included. */
  private static final int MAX_METHOD_LENGTH = 16;

  private static final byte[] HTTP_1 = Octets.ascii("HTTP/1.");
  private static final byte[] RTSP_VERSION = Octets.ascii("RTSP/");
  private static final byte[] SIP_VERSION = Octets.ascii("SIP/2.0");
  private static final byte[] HTTP_SCHEME = Octets.ascii("HTTP");
  private static final byte[] RTSP_SCHEME = Octets.ascii("RTSP:");
  private static final byte[] SIP_SCHEME = Octets.ascii("SIP:");
  private static final byte[] SIPS_SCHEME = Octets.ascii("SIPS:");
  private static final byte[] SEARCH = Octets.ascii("M-SEARCH ");
  private static final byte[] NOTIFY = Octets.ascii("NOTIFY ");
  private static final byte[] WSMAN_PATH = Octets.ascii("/WSMAN");

  /** Methods whose target may lack a version: those that HTTP alone has. */
  private static final byte[][] METHODS = {
    Octets.ascii("GET "),
    Octets.ascii("POST "),
    Octets.ascii("HEAD "),
    Octets.ascii("PUT "),
    Octets.ascii("CONNECT "),
    Octets.ascii("RPC_IN_DATA "),
    Octets.ascii("RPC_OUT_DATA "),
    Octets.ascii("PROPFIND "),
    Octets.ascii("DELETE "),
    Octets.ascii("PATCH ")
  };

  private Http() {}

  /** Called when the payload begins with an upper-case letter. */
  static int recognize(ByteBuffer bytes, int offset, int captured, int wireLength) {
    if (Octets.startsWith(bytes, offset, captured, HTTP_1)) {
      return PayloadResult.fromServer(HTTP);
    }
    if (Octets.startsWith(bytes, offset, captured, SIP_VERSION)) {
      return PayloadResult.fromServer(SIP);
    }
    if (Octets.startsWith(bytes, offset, captured, RTSP_VERSION)) {
      return PayloadResult.fromServer(RTSP);
    }
    int end = offset + captured;
    int target = targetStart(bytes, offset, end);
    if (target < 0) {
      return 0;
    }
    int lineEnd = Octets.lineEnd(bytes, target, end);
    if (!Octets.isPrintable(bytes, target, lineEnd)) {
      return 0;
    }
    return lineEnd < end
        ? byVersion(bytes, offset, target, lineEnd)
        : byTarget(bytes, offset, target, end);
  }

  /** Datagrams: SIP, and SSDP, which is HTTP with two methods of its own. */
  static int recognizeDatagram(ByteBuffer bytes, int offset, int captured, int wireLength) {
    int result = recognize(bytes, offset, captured, wireLength);
    if (PayloadRecognizer.protocol(result) != HTTP) {
      return result;
    }
    if (PayloadRecognizer.role(result) == PayloadRecognizer.SERVER_SPOKE) {
      return PayloadResult.fromServer(SSDP);
    }
    return Octets.startsWith(bytes, offset, captured, SEARCH)
            || Octets.startsWith(bytes, offset, captured, NOTIFY)
        ? PayloadResult.fromClient(SSDP)
        : 0;
  }

  /** Index after the first space if upper-case letters precede it, else -1. */
  private static int targetStart(ByteBuffer bytes, int offset, int end) {
    int last = Math.min(end, offset + MAX_METHOD_LENGTH);
    for (int index = offset; index < last; index++) {
      byte octet = bytes.get(index);
      if (octet == ' ') {
        return index - offset >= 3 && index + 1 < end ? index + 1 : -1;
      }
      if ((octet < 'A' || octet > 'Z') && octet != '_' && octet != '-') {
        return -1;
      }
    }
    return -1;
  }

  private static int byVersion(ByteBuffer bytes, int offset, int target, int lineEnd) {
    int version = lastWord(bytes, target, lineEnd);
    int length = lineEnd - version;
    if (Octets.startsWith(bytes, version, length, HTTP_1)) {
      return httpRequest(bytes, target, lineEnd);
    }
    if (version == target
        && bytes.get(target) == '/'
        && Octets.startsWith(bytes, offset, lineEnd - offset, METHODS[0])) {
      // HTTP/0.9 knows GET only and no version.
      return PayloadResult.fromClient(HTTP);
    }
    if (Octets.startsWith(bytes, version, length, SIP_VERSION)) {
      return PayloadResult.fromClient(SIP);
    }
    if (Octets.startsWith(bytes, version, length, RTSP_VERSION)) {
      return PayloadResult.fromClient(RTSP);
    }
    return 0;
  }

  private static int byTarget(ByteBuffer bytes, int offset, int target, int end) {
    int length = end - target;
    if (Octets.startsWithIgnoreCase(bytes, target, length, RTSP_SCHEME)) {
      return PayloadResult.fromClient(RTSP);
    }
    if (Octets.startsWithIgnoreCase(bytes, target, length, SIP_SCHEME)
        || Octets.startsWithIgnoreCase(bytes, target, length, SIPS_SCHEME)) {
      return PayloadResult.fromClient(SIP);
    }
    boolean url =
        bytes.get(target) == '/' || Octets.startsWithIgnoreCase(bytes, target, length, HTTP_SCHEME);
    return url && hasHttpMethod(bytes, offset, end) ? httpRequest(bytes, target, end) : 0;
  }

  private static int httpRequest(ByteBuffer bytes, int target, int lineEnd) {
    return Octets.startsWithIgnoreCase(bytes, target, lineEnd - target, WSMAN_PATH)
        ? PayloadResult.fromClient(WINRM)
        : PayloadResult.fromClient(HTTP);
  }

  private static int lastWord(ByteBuffer bytes, int from, int end) {
    int index = end;
    while (index > from && bytes.get(index - 1) != ' ') {
      index--;
    }
    return index;
  }

  private static boolean hasHttpMethod(ByteBuffer bytes, int offset, int end) {
    for (byte[] method : METHODS) {
      if (Octets.startsWith(bytes, offset, end - offset, method)) {
        return true;
      }
    }
    return false;
  }
}
