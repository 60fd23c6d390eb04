package org.tidewaiter.captures.theme;

import org.tidewaiter.captures.file.Pcap;
import org.tidewaiter.captures.frame.Bytes;
import org.tidewaiter.captures.message.DceRpc;
import org.tidewaiter.captures.message.FileTime;
import org.tidewaiter.captures.message.Http;
import org.tidewaiter.captures.message.Kms;
import org.tidewaiter.captures.talk.Host;
import org.tidewaiter.captures.talk.TcpStack;
import org.tidewaiter.captures.talk.Trace;

/**
 * What goes wrong around tcp/1688, one episode a minute, each from its own client 10.1.1.n with n
 * the minute: clients from outside, emulators, a client that tries host after host, other protocols
 * on the port and the protocol on another port; and, as important, what only looks like it.
 */
public final class KmsExposed {
  private static final Host HOST = Host.windows("kms", "02:00:00:00:01:15", "10.1.0.15");
  private static final Host EVERYBODY = Host.broadcast("255.255.255.255");

  private final Trace trace = Lan.trace("kms-exposed");
  private final KmsTalk kms = new KmsTalk(trace);

  private KmsExposed() {}

  /** The capture. */
  public static byte[] toByteArray() {
    KmsExposed capture = new KmsExposed();
    capture.wrong();
    capture.hunting(9);
    capture.harmless();
    return Pcap.of(capture.trace).toByteArray();
  }

  private void wrong() {
    kms.genuine(60, client(1), 50_401, HOST, Kms.PORT);
    // A host on the Internet activates at the internal one: a readable version 4 request.
    long time = FileTime.of(trace.packets().get(0).timeNanos());
    trace
        .tcp(120, Lan.OUTSIDE, 50_402, HOST, Kms.PORT)
        .handshake()
        .client(DceRpc.bind(1, Kms.INTERFACE, 1))
        .server(DceRpc.bindAck(1, 0x6d32, "1688", DceRpc.ACCEPT_NDR))
        .client(DceRpc.request(1, 0, 0, Kms.requestV4("DESKTOP-7Q2", time, trace.random())))
        .server(DceRpc.response(1, 0, response(time)))
        .pause(2)
        .clientCloses();
    trace
        .tcp(180, Lan.OUTSIDE, 50_403, Host.windows("pc", HOST.mac(), "10.1.0.31"), Kms.PORT)
        .unanswered(1);
    kms.emulated(240, client(4), 50_404, Lan.OUTSIDE, Kms.PORT);
    kms.emulated(300, client(5), 50_405, client(105), Kms.PORT);
    kms.genuine(360, client(6), 50_406, client(106), 16_880);
    trace
        .tcp(420, client(7), 50_407, client(107), Kms.PORT)
        .handshake()
        .client(Http.get("10.1.1.107:1688", "/"))
        .server(Http.ok("nginx/1.26.2", "text/html", Bytes.ofText("<p>Not a KMS host.</p>\n")))
        .clientCloses();
    trace
        .tcp(480, client(8), 50_408, client(108), Kms.PORT)
        .handshake()
        .client(DceRpc.bind(1, RpcEndpointMapper.SERVICE_CONTROL, 2))
        .server(DceRpc.bindAck(1, 0x6d33, "1688", DceRpc.ACCEPT_NDR))
        .clientCloses();
  }

  /** One client tries four hosts within ten minutes: two refuse, one is silent, one serves. */
  private void hunting(int minute) {
    double at = 60.0 * minute;
    trace.tcp(at, client(minute), 50_409, client(109), Kms.PORT).refused();
    trace.tcp(at + 14, client(minute), 50_410, client(110), Kms.PORT).unanswered(3);
    trace.tcp(at + 40, client(minute), 50_411, client(111), Kms.PORT).refused();
    kms.emulated(at + 50, client(minute), 50_412, client(112), Kms.PORT);
  }

  private void harmless() {
    // Windows XP takes its client ports from 1025 on, and so sometimes 1688.
    Host xp = client(10).withStack(TcpStack.WINDOWS_XP);
    Lan.web(trace, 660, xp, Kms.PORT, Lan.OUTSIDE, 80);
    Lan.page(trace.tcp(720, xp, Kms.PORT, Lan.SERVER, 8080).alreadyOpen()).pause(1);
    trace.tcp(780, client(13), 50_413, client(113), Kms.PORT).unanswered(1);
    byte[] text = Bytes.ofText("anybody there?");
    trace.udp(840, client(14), Kms.PORT, EVERYBODY, Kms.PORT).client(text);
    trace.udp(900, client(15), 50_415, client(115), Kms.PORT).client(text).server(text);
    trace.tcp(960, client(16), 50_416, HOST, Kms.PORT).handshake().pause(5).clientCloses();
  }

  private byte[] response(long time) {
    String productId = "55041-00206-471-533369-03-1033-17763.0000-0502026";
    return Kms.responseV4(productId, time, trace.random());
  }

  /** A host of the network: clients below 100, those they talk to above. */
  private static Host client(int number) {
    String mac = String.format("02:00:00:00:02:%02x", number);
    return Host.windows("pc" + number, mac, "10.1.1." + number);
  }
}
