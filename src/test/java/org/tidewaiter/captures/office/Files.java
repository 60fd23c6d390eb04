package org.tidewaiter.captures.office;

import static org.tidewaiter.captures.office.Office.DOMAIN;

import java.nio.charset.StandardCharsets;
import org.tidewaiter.captures.message.FileTime;
import org.tidewaiter.captures.message.Kerberos;
import org.tidewaiter.captures.message.Smb2;
import org.tidewaiter.captures.talk.Host;
import org.tidewaiter.captures.talk.TcpConversation;

/** Work on shared files: SMB 3.1.1 from negotiation to logoff. */
final class Files {
  private static final int READ_BYTES = 16_384;

  private final Office office;
  private final Kerberos kerberos;

  Files(Office office, Kerberos kerberos) {
    this.office = office;
    this.kerberos = kerberos;
  }

  /** Opens a share, reads a document of that size and leaves after a while. */
  void readDocument(double at, Host client, Host server, String share, String path, int fileBytes) {
    Smb2 smb = new Smb2(FileTime.of(Office.nanosAt(at)), office.random());
    TcpConversation talk = open(at, client, server, share, smb);
    talk.client(smb.create(path, false)).server(smb.createResponse(fileBytes));
    for (int offset = 0; offset < fileBytes; offset += READ_BYTES) {
      int length = Math.min(READ_BYTES, fileBytes - offset);
      talk.client(smb.read(offset, length)).server(smb.readResponse(text(length)));
    }
    leave(talk.client(smb.close()).server(smb.closeResponse()), smb, 12.4);
  }

  /** Opens a share, writes a document of that size and leaves after a while. */
  void writeDocument(
      double at, Host client, Host server, String share, String path, int fileBytes) {
    Smb2 smb = new Smb2(FileTime.of(Office.nanosAt(at)), office.random());
    TcpConversation talk = open(at, client, server, share, smb);
    talk.client(smb.create(path, true)).server(smb.createResponse(0));
    for (int offset = 0; offset < fileBytes; offset += READ_BYTES) {
      int length = Math.min(READ_BYTES, fileBytes - offset);
      talk.client(smb.write(offset, text(length))).server(smb.writeResponse(length));
    }
    leave(talk.client(smb.close()).server(smb.closeResponse()), smb, 11.2);
  }

  private TcpConversation open(double at, Host client, Host server, String share, Smb2 smb) {
    String fullName = server.name() + "." + DOMAIN;
    TcpConversation talk = office.tcp(at, client, server, 445);
    talk.handshake().client(Smb2.oldNegotiate()).server(smb.oldNegotiateResponse());
    talk.client(smb.negotiate()).server(smb.negotiateResponse());
    talk.client(smb.sessionSetup(kerberos.negotiateToken("cifs", fullName)));
    talk.server(smb.sessionSetupResponse(kerberos.acceptToken()));
    talk.client(smb.treeConnect("\\\\" + fullName + "\\" + share));
    return talk.server(smb.treeConnectResponse());
  }

  private static void leave(TcpConversation talk, Smb2 smb, double afterSeconds) {
    talk.pause(afterSeconds).client(smb.treeDisconnect()).server(smb.treeDisconnectResponse());
    talk.client(smb.logoff()).server(smb.logoffResponse()).clientCloses();
  }

  private static byte[] text(int length) {
    String line = "date;ship;berth;cargo;tonnes\r\n2026-03-02;MV Aurora;4;timber;1180\r\n";
    return line.repeat(length / line.length() + 1)
        .substring(0, length)
        .getBytes(StandardCharsets.US_ASCII);
  }
}
