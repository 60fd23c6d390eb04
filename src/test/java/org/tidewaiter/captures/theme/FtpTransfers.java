package org.tidewaiter.captures.theme;

import org.tidewaiter.captures.file.Pcap;
import org.tidewaiter.captures.frame.Bytes;
import org.tidewaiter.captures.talk.Host;
import org.tidewaiter.captures.talk.TcpConversation;
import org.tidewaiter.captures.talk.Trace;

/**
 * One FTP control connection with three transfers: passive (227), extended passive (229) and active
 * (PORT), and another over IPv6 with EPRT. The data connections run between ports that only the
 * control connection names.
 */
public final class FtpTransfers {
  private final Trace trace = Lan.trace("ftp-active-passive");

  private FtpTransfers() {}

  /** The capture. */
  public static byte[] toByteArray() {
    FtpTransfers capture = new FtpTransfers();
    capture.overIpv4();
    capture.overIpv6();
    return Pcap.of(capture.trace).toByteArray();
  }

  private void overIpv4() {
    TcpConversation control = login(1, Lan.CLIENT, 50_100, Lan.SERVER);
    say(control, "PASV", "227 Entering Passive Mode (10,1,0,80,195,80).");
    passive(control, 50_101, 50_000, "LIST", "drwxr-xr-x 2 ftp ftp 4096 Mar 03 08:00 berths\r\n");
    say(control, "EPSV", "229 Entering Extended Passive Mode (|||50001|)");
    passive(control, 50_102, 50_001, "RETR tides.txt", "14:07 high\r\n20:19 low\r\n");
    say(control, "PORT 10,1,0,11,195,183", "200 PORT command successful.");
    start(control, "STOR cargo.csv");
    trace
        .tcp(control.seconds(), Lan.SERVER, 20, Lan.CLIENT, 50_103)
        .handshake()
        .server(Bytes.ofText("ship;tonnes\r\nAurora;1180\r\n"))
        .serverCloses();
    finish(control);
  }

  private void overIpv6() {
    TcpConversation control = login(60, Lan.CLIENT6, 50_200, Lan.SERVER6);
    say(control, "EPRT |2|fd00:1::11|50201|", "200 EPRT command successful.");
    start(control, "RETR tides.txt");
    trace
        .tcp(control.seconds(), Lan.SERVER6, 20, Lan.CLIENT6, 50_201)
        .handshake()
        .client(Bytes.ofText("14:07 high\r\n20:19 low\r\n"))
        .clientCloses();
    finish(control);
  }

  private TcpConversation login(double at, Host client, int clientPort, Host server) {
    TcpConversation control = trace.tcp(at, client, clientPort, server, 21).handshake();
    control.server(Bytes.ofText("220 quay.example FTP server ready.\r\n"));
    say(control, "USER anonymous", "331 Please specify the password.");
    say(control, "PASS guest@quay.example", "230 Login successful.");
    return say(control, "TYPE I", "200 Switching to Binary mode.");
  }

  private void passive(
      TcpConversation control, int clientPort, int port, String command, String content) {
    TcpConversation data =
        trace.tcp(control.seconds(), Lan.CLIENT, clientPort, Lan.SERVER, port).handshake();
    control.pause(0.002);
    start(control, command);
    double started = control.seconds() - data.seconds();
    data.pause(Math.max(0, started)).server(Bytes.ofText(content)).serverCloses();
    control.pause(0.004).server(Bytes.ofText("226 Transfer complete.\r\n")).pause(1.5);
  }

  private static void start(TcpConversation control, String command) {
    say(control, command, "150 Here it comes.");
  }

  private static void finish(TcpConversation control) {
    control.pause(0.004).server(Bytes.ofText("226 Transfer complete.\r\n")).pause(1);
    say(control, "QUIT", "221 Goodbye.").serverCloses();
  }

  private static TcpConversation say(TcpConversation control, String command, String reply) {
    return control
        .client(Bytes.ofText(command + "\r\n"))
        .server(Bytes.ofText(reply + "\r\n"))
        .pause(0.2);
  }
}
