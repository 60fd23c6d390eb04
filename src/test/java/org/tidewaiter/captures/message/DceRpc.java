package org.tidewaiter.captures.message;

import org.tidewaiter.captures.frame.Bytes;

/** Connection-oriented DCE/RPC, little endian, without authentication (C706, [MS-RPCE]). */
public final class DceRpc {
  /** Transfer syntax NDR, version 2. */
  public static final String NDR = "8a885d04-1ceb-11c9-9fe8-08002b104860";

  /** Transfer syntax NDR64, version 1. */
  public static final String NDR64 = "71710533-beba-4937-8319-b5dbef9ccc36";

  /** The pseudo syntax by which Windows offers bind-time features, version 1. */
  public static final String FEATURES = "6cb71c2c-9812-4540-0300-000000000000";

  /** A presentation context that is accepted, with NDR. */
  public static final byte[] ACCEPT_NDR = new Bytes().u32(0).add(syntax(NDR, 2)).toArray();

  /** A presentation context that is accepted, with NDR64. */
  public static final byte[] ACCEPT_NDR64 = new Bytes().u32(0).add(syntax(NDR64, 1)).toArray();

  /** A presentation context that is refused because another was taken. */
  public static final byte[] REFUSE = new Bytes().le16(2).le16(2).zeros(20).toArray();

  /** The answer to {@link #FEATURES}: which of them are supported. */
  public static final byte[] FEATURES_ACK = new Bytes().le16(3).le16(3).zeros(20).toArray();

  private static final int MAX_FRAGMENT = 5840;
  private static final int WHOLE = 3;

  private DceRpc() {}

  /** A UUID in the little-endian order of the wire. */
  public static byte[] uuid(String text) {
    byte[] b = Bytes.ofHex(text.replace("-", ""));
    byte[] order = Bytes.of(3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15);
    for (int i = 0; i < 16; i++) {
      order[i] = b[order[i]];
    }
    return order;
  }

  /** Bind as Windows sends it: the interface once each with NDR, NDR64 and the feature syntax. */
  public static byte[] windowsBind(int call, String interfaceUuid, int version) {
    Bytes body = new Bytes().le16(MAX_FRAGMENT).le16(MAX_FRAGMENT).le32(0).u8(3).zeros(3);
    String[] transfers = {NDR, NDR64, FEATURES};
    for (int i = 0; i < 3; i++) {
      body.le16(i).u8(1).u8(0).add(uuid(interfaceUuid)).le16(version).le16(0);
      body.add(syntax(transfers[i], i == 0 ? 2 : 1));
    }
    return message(11, call, body);
  }

  /** Bind of one context with NDR, as most other programs send it. */
  public static byte[] bind(int call, String interfaceUuid, int version) {
    Bytes body = new Bytes().le16(MAX_FRAGMENT).le16(MAX_FRAGMENT).le32(0).u8(1).zeros(3);
    body.le16(0).u8(1).u8(0).add(uuid(interfaceUuid)).le16(version).le16(0).add(syntax(NDR, 2));
    return message(11, call, body);
  }

  /**
   * Answer to a bind.
   *
   * @param group association group
   * @param secondaryAddress the server's port as text, or for SMB its pipe
   * @param results one of the constants above per context
   */
  public static byte[] bindAck(int call, long group, String secondaryAddress, byte[]... results) {
    Bytes body = new Bytes().le16(MAX_FRAGMENT).le16(MAX_FRAGMENT).le32(group);
    body.le16(secondaryAddress.length() + 1).text(secondaryAddress).u8(0).align(4);
    body.u8(results.length).zeros(3).add(Bytes.concat(results));
    return message(12, call, body);
  }

  /** A call of an operation in a context. */
  public static byte[] request(int call, int context, int operation, byte[] stub) {
    return message(0, call, new Bytes().le32(stub.length).le16(context).le16(operation).add(stub));
  }

  /** The result of a call. */
  public static byte[] response(int call, int context, byte[] stub) {
    return message(2, call, new Bytes().le32(stub.length).le16(context).le16(0).add(stub));
  }

  private static byte[] syntax(String uuid, int version) {
    return new Bytes().add(uuid(uuid)).le32(version).toArray();
  }

  private static byte[] message(int type, int call, Bytes body) {
    Bytes bytes = new Bytes().u8(5).u8(0).u8(type).u8(WHOLE).u32(0x1000_0000L);
    return bytes.le16(16 + body.size()).le16(0).le32(call).add(body.toArray()).toArray();
  }
}
