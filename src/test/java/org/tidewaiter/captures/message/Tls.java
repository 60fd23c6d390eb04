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
    byte[] extensions =
        Bytes.concat(
            commonExtensions(serverName, random, protocols),
            extension(35, new byte[0]),
            extension(43, Bytes.ofHex("04 0304 0303")));
    return record(clientMessage(extensions, random), 0x0301);
  }

  /** The same greeting as QUIC carries it: without a record, with transport parameters. */
  static byte[] quicHello(String serverName, Random random) {
    byte[] parameters = Bytes.ofHex("01 04 80007530 03 02 45c0 04 04 80600000 08 02 4064 0f 00");
    byte[] extensions =
        Bytes.concat(
            commonExtensions(serverName, random, "h3"),
            extension(57, parameters),
            extension(43, Bytes.ofHex("02 0304")));
    return clientMessage(extensions, random);
  }

  /** The server's answer as QUIC carries it: without a record. */
  static byte[] quicServerHello(Random random) {
    return serverMessage(random);
  }

  /** The answer that chooses TLS 1.3, the dummy cipher change and the encrypted rest. */
  public static byte[] serverHello(Random random, int encryptedBytes) {
    byte[] hello = record(serverMessage(random), 0x0303);
    return Bytes.concat(hello, changeCipher(), applicationData(encryptedBytes, random));
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

  private static byte[] clientMessage(byte[] extensions, Random random) {
    Bytes body = new Bytes().u16(0x0303).add(chance(32, random)).u8(32).add(chance(32, random));
    body.hex(
        "0020 1301 1302 1303 c02b c02f c02c c030 cca9 cca8 c013 c014 009c 009d 002f 0035 00ff");
    return handshake(1, body.u8(1).u8(0).u16(extensions.length).add(extensions));
  }

  private static byte[] serverMessage(Random random) {
    Bytes body = new Bytes().u16(0x0303).add(chance(32, random)).u8(32).add(chance(32, random));
    byte[] extensions =
        Bytes.concat(
            extension(43, Bytes.ofHex("0304")),
            extension(51, new Bytes().hex("001d 0020").add(chance(32, random)).toArray()));
    return handshake(2, body.u16(0x1301).u8(0).u16(extensions.length).add(extensions));
  }

  private static byte[] commonExtensions(String serverName, Random random, String... protocols) {
    Bytes name = new Bytes().u16(serverName.length() + 3).u8(0).u16(serverName.length());
    return Bytes.concat(
        extension(0, name.text(serverName).toArray()),
        extension(23, new byte[0]),
        extension(10, Bytes.ofHex("0006 001d 0017 0018")),
        extension(11, Bytes.of(1, 0)),
        extension(16, protocolList(protocols)),
        extension(5, Bytes.ofHex("0100000000")),
        extension(13, Bytes.ofHex("0010 0403 0804 0401 0503 0805 0501 0806 0601")),
        extension(51, new Bytes().hex("0024 001d 0020").add(chance(32, random)).toArray()),
        extension(45, Bytes.of(1, 1)));
  }

  private static byte[] handshake(int type, Bytes body) {
    return new Bytes().u8(type).u24(body.size()).add(body.toArray()).toArray();
  }

  private static byte[] record(byte[] message, int version) {
    return new Bytes().u8(HANDSHAKE).u16(version).u16(message.length).add(message).toArray();
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
