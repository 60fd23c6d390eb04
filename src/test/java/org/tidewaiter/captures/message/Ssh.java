package org.tidewaiter.captures.message;

import java.util.Random;
import org.tidewaiter.captures.frame.Bytes;

/** The readable beginning of an SSH connection (RFC 4253) and encrypted packets after it. */
public final class Ssh {
  private Ssh() {}

  /** The first line. */
  public static byte[] banner(String software) {
    return Bytes.ofText("SSH-2.0-" + software + "\r\n");
  }

  /** The offer of algorithms. */
  public static byte[] keyExchangeInit(Random random) {
    Bytes body = new Bytes().u8(20).add(chance(16, random));
    String ciphers = "chacha20-poly1305@openssh.com,aes256-gcm@openssh.com,aes128-ctr";
    String macs = "umac-128-etm@openssh.com,hmac-sha2-256-etm@openssh.com";
    String[] lists = {
      "curve25519-sha256,ecdh-sha2-nistp256,diffie-hellman-group14-sha256",
      "ecdsa-sha2-nistp256,ssh-ed25519,rsa-sha2-512",
      ciphers,
      ciphers,
      macs,
      macs,
      "none,zlib@openssh.com",
      "none,zlib@openssh.com",
      "",
      ""
    };
    for (String list : lists) {
      string(body, Bytes.ofText(list));
    }
    return packet(body.u8(0).u32(0).toArray());
  }

  /** The client's public key, Curve25519. */
  public static byte[] exchangeKey(Random random) {
    return packet(string(new Bytes().u8(30), chance(32, random)).toArray());
  }

  /** The server's keys and signature (RFC 5656), and the change to encryption. */
  public static byte[] exchangeReply(Random random) {
    Bytes hostKey = string(new Bytes(), Bytes.ofText("ecdsa-sha2-nistp256"));
    string(hostKey, Bytes.ofText("nistp256"));
    string(hostKey, new Bytes().u8(4).add(chance(64, random)).toArray());
    Bytes numbers = string(new Bytes(), chance(31, random));
    string(numbers, chance(31, random));
    Bytes signature = string(new Bytes(), Bytes.ofText("ecdsa-sha2-nistp256"));
    string(signature, numbers.toArray());
    Bytes body = string(new Bytes().u8(31), hostKey.toArray());
    string(body, chance(32, random));
    string(body, signature.toArray());
    return Bytes.concat(packet(body.toArray()), newKeys());
  }

  /** The change to encryption. */
  public static byte[] newKeys() {
    return packet(Bytes.of(21));
  }

  /** An encrypted packet of that length in all. */
  public static byte[] encrypted(int length, Random random) {
    return chance(length, random);
  }

  private static Bytes string(Bytes bytes, byte[] content) {
    return bytes.u32(content.length).add(content);
  }

  private static byte[] chance(int length, Random random) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] packet(byte[] payload) {
    int padding = 4 + Math.floorMod(-(payload.length + 5 + 4), 8);
    Bytes bytes = new Bytes().u32(payload.length + 1 + padding).u8(padding).add(payload);
    return bytes.zeros(padding).toArray();
  }
}
