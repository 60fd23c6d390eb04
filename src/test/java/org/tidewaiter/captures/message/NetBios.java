package org.tidewaiter.captures.message;

import org.tidewaiter.captures.frame.Bytes;

/** NetBIOS name questions over UDP 137 (RFC 1002), as Windows still broadcasts them. */
public final class NetBios {
  private NetBios() {}

  /** Asks everybody who has a name; suffix 0 is a workstation, 0x20 a file server. */
  public static byte[] query(int id, String name, int suffix) {
    Bytes bytes = new Bytes().u16(id).u16(0x0110).u16(1).u16(0).u16(0).u16(0);
    return bytes.add(encoded(name, suffix)).u16(0x20).u16(1).toArray();
  }

  /** Registers one's own name. */
  public static byte[] registration(int id, String name, int suffix, byte[] address) {
    Bytes bytes = new Bytes().u16(id).u16(0x2910).u16(1).u16(0).u16(0).u16(1);
    bytes.add(encoded(name, suffix)).u16(0x20).u16(1).u16(0xc00c).u16(0x20).u16(1);
    return bytes.u32(300000).u16(6).u16(0).add(address).toArray();
  }

  /** The name of 15 characters and its suffix, each half byte a letter from A on. */
  static byte[] encoded(String name, int suffix) {
    Bytes bytes = new Bytes().u8(32);
    String padded = String.format("%-15s", name);
    for (int i = 0; i < 16; i++) {
      int c = i < 15 ? padded.charAt(i) : suffix;
      bytes.u8('A' + (c >> 4)).u8('A' + (c & 15));
    }
    return bytes.u8(0).toArray();
  }
}
