package org.tidewaiter.captures.message;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.tidewaiter.captures.frame.Bytes;

/**
 * QUIC version 1 packets (RFC 9000). The first packets are protected with keys that everybody can
 * derive from the connection identifier (RFC 9001 section 5.2), so they are really encrypted here;
 * later ones are random bytes.
 */
public final class Quic {
  private static final byte[] SALT = Bytes.ofHex("38762cf7f55934b34d179ae6a4c80cadccbb7f0a");
  private static final int FIRST_PACKET_BYTES = 1200;
  private static final int TAG_BYTES = 16;
  private static final int NUMBER_BYTES = 4;

  private Quic() {}

  /** The client's first packet, padded to 1200 bytes, with its TLS greeting. */
  public static byte[] clientInitial(byte[] connection, String serverName, Random random) {
    return initial(
        "client in", connection, connection, new byte[0], Tls.quicHello(serverName, random));
  }

  /** The server's first packet with its TLS answer; it names itself {@code server}. */
  public static byte[] serverInitial(byte[] connection, byte[] server, Random random) {
    return initial("server in", connection, new byte[0], server, Tls.quicServerHello(random));
  }

  /** A later packet to the peer of that identifier (empty for a client), protected. */
  public static byte[] protectedPacket(byte[] to, int length, Random random) {
    byte[] rest = new byte[length];
    random.nextBytes(rest);
    return Bytes.concat(Bytes.of(0x40 | rest[0] & 0x3f), to, rest);
  }

  /** Key material of the first packets (RFC 9001 section 5.2). */
  static byte[] derive(String secretLabel, byte[] connection, String label, int length)
      throws GeneralSecurityException {
    byte[] initialSecret = hmac(SALT, connection);
    return expand(expand(initialSecret, secretLabel, 32), label, length);
  }

  private static byte[] initial(
      String side, byte[] connection, byte[] to, byte[] from, byte[] handshake) {
    Bytes frames = new Bytes().u8(6).u8(0).u16(0x4000 | handshake.length).add(handshake);
    int header = 1 + 4 + 1 + to.length + 1 + from.length + 1 + 2;
    int content = FIRST_PACKET_BYTES - header - NUMBER_BYTES - TAG_BYTES;
    frames.zeros(content - frames.size());
    Bytes bytes = new Bytes().u8(0xc0 | (NUMBER_BYTES - 1)).u32(1).u8(to.length).add(to);
    bytes.u8(from.length).add(from).u8(0).u16(0x4000 | NUMBER_BYTES + content + TAG_BYTES);
    byte[] clear = bytes.u32(0).toArray();
    try {
      return protect(side, connection, clear, frames.toArray());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES-GCM and HMAC-SHA256", e);
    }
  }

  /** Seals the frames, then masks the first byte and the packet number (RFC 9001 section 5.4). */
  private static byte[] protect(String side, byte[] connection, byte[] header, byte[] frames)
      throws GeneralSecurityException {
    SecretKeySpec key = aes(derive(side, connection, "quic key", 16));
    // Packet number 0 leaves the nonce as it is.
    byte[] nonce = derive(side, connection, "quic iv", 12);
    Cipher seal = Cipher.getInstance("AES/GCM/NoPadding");
    seal.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(8 * TAG_BYTES, nonce));
    seal.updateAAD(header);
    byte[] sealed = seal.doFinal(frames);
    Cipher mask = Cipher.getInstance("AES/ECB/NoPadding");
    mask.init(Cipher.ENCRYPT_MODE, aes(derive(side, connection, "quic hp", 16)));
    byte[] bits = mask.doFinal(Arrays.copyOf(sealed, 16));
    header[0] ^= (byte) (bits[0] & 0x0f);
    for (int i = 0; i < NUMBER_BYTES; i++) {
      header[header.length - NUMBER_BYTES + i] ^= bits[1 + i];
    }
    return Bytes.concat(header, sealed);
  }

  /** HKDF-Expand-Label of TLS 1.3 for at most 32 bytes (RFC 8446 section 7.1). */
  private static byte[] expand(byte[] secret, String label, int length)
      throws GeneralSecurityException {
    Bytes info = new Bytes().u16(length).u8(6 + label.length()).text("tls13 ").text(label);
    return Arrays.copyOf(hmac(secret, info.u8(0).u8(1).toArray()), length);
  }

  private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(data);
  }

  private static SecretKeySpec aes(byte[] key) {
    return new SecretKeySpec(key, "AES");
  }
}
