package org.tidewaiter.captures.message;

import java.util.Random;
import org.tidewaiter.captures.frame.Bytes;

/**
 * Volume activation, undocumented by its maker and known from open implementations: one call over
 * {@link DceRpc}. Version 4 bodies are readable, 5 and 6 encrypted, here by chance.
 */
public final class Kms {
  /** The interface, version 1.0; the only operation is 0. */
  public static final String INTERFACE = "51c82175-844e-4750-b0d8-ec255555bc06";

  /** Port unless an administrator moved it. */
  public static final int PORT = 1688;

  /** Association group that one open emulator gives in every answer to a bind. */
  public static final long EMULATOR_GROUP = 0x1063BF3FL;

  private static final int BASE_BYTES = 236;

  private Kms() {}

  /** The encrypted stub of a version 5 or 6 request, for NDR. */
  public static byte[] request(int version, Random random) {
    return sized(encrypted(version, 240, random), false);
  }

  /** The same for NDR64, which has lengths of eight bytes. */
  public static byte[] request64(int version, Random random) {
    return sized(encrypted(version, 240, random), true);
  }

  /**
   * The readable stub of a version 4 request.
   *
   * @param workstation name of the client, at most 63 characters
   * @param fileTime Windows time, in units of 100 ns since 1601
   */
  public static byte[] requestV4(String workstation, long fileTime, Random random) {
    byte[] clientMachine = new byte[16];
    random.nextBytes(clientMachine);
    Bytes base = new Bytes().le16(0).le16(4).le32(0).le32(2).le32(43200);
    base.add(DceRpc.uuid("55c92734-d682-4d71-983e-d6ec3f16059f"));
    base.add(DceRpc.uuid("ae2ee509-1b34-41c0-acb7-6d4650168915"));
    base.add(DceRpc.uuid("7fde5219-fbfa-484a-82c9-34d1ad53e856"));
    base.add(clientMachine).le32(25).le64(fileTime).zeros(16).utf16(workstation);
    base.zeros(BASE_BYTES - base.size());
    byte[] hash = new byte[16];
    random.nextBytes(hash);
    return sized(base.add(hash).toArray(), false);
  }

  /** The stub of an answer, for NDR. */
  public static byte[] response(int version, Random random) {
    byte[] body = encrypted(version, 240, random);
    Bytes stub = new Bytes().le32(body.length).le32(0x00020000).le32(body.length).add(body);
    return stub.align(4).le32(0).toArray();
  }

  /** The same for NDR64. */
  public static byte[] response64(int version, Random random) {
    byte[] body = encrypted(version, 240, random);
    Bytes stub = new Bytes().le64(body.length).le64(0x00020000).le64(body.length).add(body);
    return stub.align(4).le32(0).toArray();
  }

  /** The readable stub of a version 4 answer with the extended product identifier of the host. */
  public static byte[] responseV4(String productId, long fileTime, Random random) {
    byte[] clientMachine = new byte[16];
    byte[] hash = new byte[16];
    random.nextBytes(clientMachine);
    random.nextBytes(hash);
    Bytes body = new Bytes().le16(0).le16(4).le32(2 * productId.length() + 2);
    body.utf16(productId).le16(0).add(clientMachine).le64(fileTime);
    body.le32(26).le32(120).le32(10080).add(hash);
    Bytes stub = new Bytes().le32(body.size()).le32(0x00020000).le32(body.size());
    return stub.add(body.toArray()).align(4).le32(0).toArray();
  }

  private static byte[] encrypted(int version, int cipherBytes, Random random) {
    byte[] saltAndCipher = new byte[16 + cipherBytes];
    random.nextBytes(saltAndCipher);
    return new Bytes().le16(0).le16(version).add(saltAndCipher).toArray();
  }

  private static byte[] sized(byte[] body, boolean ndr64) {
    Bytes stub = new Bytes();
    if (ndr64) {
      stub.le64(body.length).le64(body.length);
    } else {
      stub.le32(body.length).le32(body.length);
    }
    return stub.add(body).toArray();
  }
}
