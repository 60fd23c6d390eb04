package org.tidewaiter.captures.message;

import java.util.Random;
import org.tidewaiter.captures.frame.Bytes;

/** Handshake and record messages of TLS 1.3 (RFC 8446), encrypted parts by chance. */
public final class Tls {
  private static final int HANDSHAKE = 22;
  private static final int APPLICATION_DATA = 23;

  private Tls() {}

  /** The first message of a current browser. */
  public static byte[] clientHello(String serverName, Random random, String... protocols) {
    Bytes body = new Bytes().u16(0x0303).add(chance(32, random)).u8(32).add(chance(32, random));
    body.hex(
        "0020 1301 1302 1303 c02b c02f c02c c030 cca9 cca8 c013 c014 009c 009d 002f 0035 00ff");
    body.u8(1).u8(0);
    Bytes name = new Bytes().u16(serverName.length() + 3).u8(0).u16(serverName.length());
    byte[] extensions =
        Bytes.concat(
            extension(0, name.text(serverName).toArray()),
            extension(23, new byte[0]),
            extension(10, Bytes.ofHex("0006 001d 0017 0018")),
            extension(11, Bytes.of(1, 0)),
            extension(35, new byte[0]),
            extension(16, protocolList(protocols)),
            extension(5, Bytes.ofHex("0100000000")),
            extension(13, Bytes.ofHex("0010 0403 0804 0401 0503 0805 0501 0806 0601")),
            extension(51, new Bytes().hex("0024 001d 0020").add(chance(32, random)).toArray()),
            extension(45, Bytes.of(1, 1)),
            extension(43, Bytes.ofHex("04 0304 0303")));
    body.u16(extensions.length).add(extensions);
    return handshake(1, body.toArray(), 0x0301);
  }

  /** The answer that chooses TLS 1.3, the dummy cipher change and the encrypted rest. */
  public static byte[] serverHello(Random random, int encryptedBytes) {
    Bytes body = new Bytes().u16(0x0303).add(chance(32, random)).u8(32).add(chance(32, random));
    body.u16(0x1301).u8(0);
    byte[] extensions =
        Bytes.concat(
            extension(43, Bytes.ofHex("0304")),
            extension(51, new Bytes().hex("001d 0020").add(chance(32, random)).toArray()));
    body.u16(extensions.length).add(extensions);
    return Bytes.concat(
        handshake(2, body.toArray(), 0x0303),
        changeCipher(),
        applicationData(encryptedBytes, random));
  }

  /** The client's end of the handshake: the dummy cipher change and its Finished. */
  public static byte[] clientFinished(Random random) {
    return Bytes.concat(changeCipher(), applicationData(53, random));
  }

  /** Encrypted records holding that many bytes, at most 16 KiB each. */
  public static byte[] applicationData(int length, Random random) {
    Bytes bytes = new Bytes();
    for (int left = length; left > 0; left -= 16_401) {
      int now = Math.min(left, 16_401);
      bytes.u8(APPLICATION_DATA).u16(0x0303).u16(now).add(chance(now, random));
    }
    return bytes.toArray();
  }

  private static byte[] changeCipher() {
    return Bytes.of(20, 3, 3, 0, 1, 1);
  }

  private static byte[] handshake(int type, byte[] body, int recordVersion) {
    Bytes bytes = new Bytes().u8(HANDSHAKE).u16(recordVersion).u16(body.length + 4);
    return bytes.u8(type).u24(body.length).add(body).toArray();
  }

  private static byte[] extension(int type, byte[] data) {
    return new Bytes().u16(type).u16(data.length).add(data).toArray();
  }

  private static byte[] protocolList(String... protocols) {
    byte[] list = Dns.text(protocols);
    return new Bytes().u16(list.length).add(list).toArray();
  }

  private static byte[] chance(int length, Random random) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
