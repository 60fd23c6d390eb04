package org.tidewaiter.captures.message;

import org.tidewaiter.captures.frame.Bytes;

/** HTTP/1.1 messages (RFC 9112). */
public final class Http {
  private static final String BROWSER =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/133.0.0.0 Safari/537.36";

  private Http() {}

  /** A browser's request. */
  public static byte[] get(String host, String path) {
    return get(host, path, BROWSER);
  }

  /** A request of another program. */
  public static byte[] get(String host, String path, String userAgent) {
    return Bytes.ofText(
        "GET "
            + path
            + " HTTP/1.1\r\nHost: "
            + host
            + "\r\nConnection: keep-alive\r\nUser-Agent: "
            + userAgent
            + "\r\nAccept: */*\r\nAccept-Encoding: identity\r\n\r\n");
  }

  /** A successful answer. */
  public static byte[] ok(String server, String contentType, byte[] body) {
    String head =
        "HTTP/1.1 200 OK\r\nServer: "
            + server
            + "\r\nContent-Type: "
            + contentType
            + "\r\nContent-Length: "
            + body.length
            + "\r\nConnection: keep-alive\r\n\r\n";
    return Bytes.concat(Bytes.ofText(head), body);
  }

  /** An answer without a body, such as {@code 304 Not Modified}. */
  public static byte[] status(String server, String status) {
    return Bytes.ofText("HTTP/1.1 " + status + "\r\nServer: " + server + "\r\n\r\n");
  }
}
