package org.tidewaiter.captures.message;

import org.tidewaiter.captures.frame.Bytes;

/** The readable beginning of a Remote Desktop connection ([MS-RDPBCGR] 2.2.1.1 and 2.2.1.2). */
public final class Rdp {
  private Rdp() {}

  /** The client's wish to connect, with a user name as cookie; it can do TLS and CredSSP. */
  public static byte[] connectionRequest(String user) {
    String cookie = "Cookie: mstshash=" + user + "\r\n";
    int length = 6 + cookie.length() + 8;
    Bytes bytes = new Bytes().u8(3).u8(0).u16(length + 5).u8(length).u8(0xe0).u16(0).u16(0).u8(0);
    return bytes.text(cookie).u8(1).u8(0).le16(8).le32(3).toArray();
  }

  /** The server's consent: CredSSP. */
  public static byte[] connectionConfirm() {
    return Bytes.ofHex("03000013 0e d0 0000 1234 00 02 1f 0800 02000000");
  }
}
