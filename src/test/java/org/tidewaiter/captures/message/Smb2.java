package org.tidewaiter.captures.message;

import java.util.Random;
import org.tidewaiter.captures.frame.Bytes;

/**
 * The messages of one SMB 3.1.1 session ([MS-SMB2]), requests and responses by turns, each after
 * the four length bytes of direct TCP. Signatures are random.
 */
public final class Smb2 {
  private static final int NEGOTIATE = 0, SESSION_SETUP = 1, TREE_CONNECT = 3, TREE_DISCONNECT = 4;
  private static final int LOGOFF = 2, CREATE = 5, CLOSE = 6, READ = 8, WRITE = 9;
  private static final int RESPONSE = 1, SIGNED = 8;

  private final Random random;
  private final long session;
  private final long fileTime;
  private long message = 1;
  private int tree;
  private byte[] file = {};
  private boolean signed;

  /** A session at a Windows time (100 ns since 1601). */
  public Smb2(long fileTime, Random random) {
    this.random = random;
    this.fileTime = fileTime;
    session = 0x0000_4800_0000_0000L | (random.nextInt() & 0xffffffL) << 2 | 1;
  }

  /** The SMB1 negotiation by which Windows starts, offering SMB 2. */
  public static byte[] oldNegotiate() {
    Bytes body =
        new Bytes().hex("ff534d42 72 00000000 18 53c8").zeros(12).hex("ffff fffe 0000 0000");
    byte[] dialects = Bytes.ofText("\2NT LM 0.12\0\2SMB 2.002\0\2SMB 2.???\0");
    body.u8(0).le16(dialects.length).add(dialects);
    return framed(body.toArray());
  }

  /** The server's answer to that: ask again in SMB 2. */
  public byte[] oldNegotiateResponse() {
    return header(NEGOTIATE, RESPONSE, 0, negotiateResponse(0x02ff, new byte[0], 0));
  }

  /** Offers the dialects from 2.0.2 to 3.1.1. */
  public byte[] negotiate() {
    Bytes body = new Bytes().le16(36).le16(5).le16(1).le16(0).le32(0x7f).add(chance(16));
    body.le32(64 + 36 + 10 + 2).le16(2).le16(0);
    body.le16(0x0202).le16(0x0210).le16(0x0300).le16(0x0302).le16(0x0311).le16(0);
    return header(NEGOTIATE, 0, message, body.add(contexts(2)).toArray());
  }

  /** Takes 3.1.1. */
  public byte[] negotiateResponse() {
    return header(NEGOTIATE, RESPONSE, message++, negotiateResponse(0x0311, contexts(1), 2));
  }

  /** Sends the client's security token. */
  public byte[] sessionSetup(byte[] token) {
    Bytes body = new Bytes().le16(25).u8(0).u8(1).le32(1).le32(0).le16(64 + 24).le16(token.length);
    return header(SESSION_SETUP, 0, message, body.le64(0).add(token).toArray());
  }

  /** Accepts the client. */
  public byte[] sessionSetupResponse(byte[] token) {
    signed = true;
    Bytes body = new Bytes().le16(9).le16(0).le16(64 + 8).le16(token.length).add(token);
    return header(SESSION_SETUP, RESPONSE, message++, body.toArray());
  }

  /** Opens a share, written as {@code \\host\share}. */
  public byte[] treeConnect(String path) {
    tree = 0;
    Bytes body = new Bytes().le16(9).le16(0).le16(64 + 8).le16(2 * path.length()).utf16(path);
    return header(TREE_CONNECT, 0, message, body.toArray());
  }

  /** Opens it: a disk. */
  public byte[] treeConnectResponse() {
    tree = 5;
    Bytes body = new Bytes().le16(16).u8(1).u8(0).le32(0x30).le32(0).le32(0x001f01ff);
    return header(TREE_CONNECT, RESPONSE, message++, body.toArray());
  }

  /** Opens a file of the share for reading, or for writing as well. */
  public byte[] create(String name, boolean write) {
    Bytes body = new Bytes().le16(57).u8(0).u8(0).le32(2).le64(0).le64(0);
    body.le32(write ? 0x0012019f : 0x00120089).le32(0x80).le32(write ? 1 : 7).le32(write ? 3 : 1);
    body.le32(0x60).le16(64 + 56).le16(2 * name.length()).le32(0).le32(0).utf16(name);
    return header(CREATE, 0, message, body.toArray());
  }

  /** The file is open. */
  public byte[] createResponse(long fileBytes) {
    file =
        Bytes.concat(
            new Bytes().le64(message << 8 | 9).toArray(), new byte[] {1, 0, 0, 0}, chance(4));
    Bytes body =
        new Bytes().le16(89).u8(0).u8(0).le32(1).add(times()).le64(fileBytes + 4095 & ~4095L);
    body.le64(fileBytes).le32(0x20).le32(0).add(file).le32(0).le32(0).u8(0);
    return header(CREATE, RESPONSE, message++, body.toArray());
  }

  /** Asks for bytes of the file. */
  public byte[] read(long offset, int length) {
    Bytes body = new Bytes().le16(49).u8(0x50).u8(0).le32(length).le64(offset).add(file);
    body.le32(0).le32(0).le32(0).le16(0).le16(0).u8(0);
    return header(READ, 0, message, body.toArray());
  }

  /** Those bytes. */
  public byte[] readResponse(byte[] data) {
    Bytes body = new Bytes().le16(17).u8(0x50).u8(0).le32(data.length).le32(0).le32(0).add(data);
    return header(READ, RESPONSE, message++, body.toArray());
  }

  /** Writes bytes to the file. */
  public byte[] write(long offset, byte[] data) {
    Bytes body = new Bytes().le16(49).le16(0x70).le32(data.length).le64(offset).add(file);
    body.le32(0).le32(0).le16(0).le16(0).le32(0).add(data);
    return header(WRITE, 0, message, body.toArray());
  }

  /** That many bytes were written. */
  public byte[] writeResponse(int length) {
    Bytes body = new Bytes().le16(17).le16(0).le32(length).le32(0).le16(0).le16(0).u8(0);
    return header(WRITE, RESPONSE, message++, body.toArray());
  }

  /** Closes the file. */
  public byte[] close() {
    return header(CLOSE, 0, message, new Bytes().le16(24).le16(0).le32(0).add(file).toArray());
  }

  /** The file is closed. */
  public byte[] closeResponse() {
    Bytes body = new Bytes().le16(60).le16(0).le32(0).zeros(32).le64(0).le64(0).le32(0);
    return header(CLOSE, RESPONSE, message++, body.toArray());
  }

  /** Leaves the share. */
  public byte[] treeDisconnect() {
    return header(TREE_DISCONNECT, 0, message, new Bytes().le16(4).le16(0).toArray());
  }

  /** Left. */
  public byte[] treeDisconnectResponse() {
    return header(TREE_DISCONNECT, RESPONSE, message++, new Bytes().le16(4).le16(0).toArray());
  }

  /** Ends the session. */
  public byte[] logoff() {
    tree = 0;
    return header(LOGOFF, 0, message, new Bytes().le16(4).le16(0).toArray());
  }

  /** Ended. */
  public byte[] logoffResponse() {
    return header(LOGOFF, RESPONSE, message++, new Bytes().le16(4).le16(0).toArray());
  }

  private byte[] negotiateResponse(int dialect, byte[] contexts, int contextCount) {
    byte[] hint =
        Bytes.ofHex(
            "6028 06062b0601050502 a01e301c a01a3018 060a2b06010401823702021e 060a2b06010401823702020a");
    Bytes body = new Bytes().le16(65).le16(1).le16(dialect).le16(contextCount).add(chance(16));
    body.le32(0x2f).le32(0x800000).le32(0x800000).le32(0x800000).le64(fileTime).le64(0);
    int padding = Math.floorMod(-hint.length, 8);
    int contextsAt = contextCount == 0 ? 0 : 64 + 64 + hint.length + padding;
    body.le16(64 + 64).le16(hint.length).le32(contextsAt).add(hint);
    return contextCount == 0 ? body.toArray() : body.zeros(padding).add(contexts).toArray();
  }

  /** Integrity (SHA-512 with a salt) and encryption contexts; the client offers two ciphers. */
  private byte[] contexts(int ciphers) {
    Bytes bytes =
        new Bytes().le16(1).le16(38).le32(0).le16(1).le16(32).le16(1).add(chance(32)).zeros(2);
    bytes.le16(2).le16(2 + 2 * ciphers).le32(0).le16(ciphers).le16(2);
    return ciphers == 2 ? bytes.le16(1).toArray() : bytes.toArray();
  }

  private byte[] header(int command, int flags, long id, byte[] body) {
    boolean opened = command != NEGOTIATE && (command != SESSION_SETUP || flags == RESPONSE);
    Bytes bytes = new Bytes().hex("fe534d42").le16(64).le16(id == 0 ? 0 : 1).le32(0).le16(command);
    bytes.le16(flags == RESPONSE ? 1 : 31).le32(flags | (signed ? SIGNED : 0)).le32(0).le64(id);
    bytes.le32(0xfeff).le32(tree).le64(opened ? session : 0);
    bytes.add(signed ? chance(16) : new byte[16]);
    return framed(bytes.add(body).toArray());
  }

  private byte[] times() {
    return new Bytes().le64(fileTime).le64(fileTime).le64(fileTime).le64(fileTime).toArray();
  }

  private byte[] chance(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] framed(byte[] message) {
    return new Bytes().u32(message.length).add(message).toArray();
  }
}
