package org.tidewaiter.captures.theme;

import java.util.Random;
import org.tidewaiter.captures.file.Pcap;
import org.tidewaiter.captures.frame.Bytes;
import org.tidewaiter.captures.message.DceRpc;
import org.tidewaiter.captures.message.EndpointMapper;
import org.tidewaiter.captures.message.FileTime;
import org.tidewaiter.captures.message.Http;
import org.tidewaiter.captures.message.Rdp;
import org.tidewaiter.captures.message.Smb2;
import org.tidewaiter.captures.message.Tls;
import org.tidewaiter.captures.talk.Host;
import org.tidewaiter.captures.talk.TcpConversation;
import org.tidewaiter.captures.talk.Trace;

/**
 * Windows services and the Internet: from outside, Remote Desktop, SMB, the endpoint mapper and
 * remote management are tried and answered on 10.1.0.30, refused on .31 and unanswered on .32; from
 * inside, a host opens SMB to an outside one. A web server that is meant to be reached is reached.
 */
public final class Exposed {
  private static final Host OPEN = Host.windows("open", "02:00:00:00:01:30", "10.1.0.30");
  private static final Host CLOSED = Host.windows("closed", "02:00:00:00:01:31", "10.1.0.31");
  private static final Host SILENT = Host.windows("silent", "02:00:00:00:01:32", "10.1.0.32");
  private static final int[] PORTS = {3389, 445, 135, 5985};

  private final Trace trace = Lan.trace("exposed");
  private final Random random = trace.random();

  private Exposed() {}

  /** The capture. */
  public static byte[] toByteArray() {
    Exposed capture = new Exposed();
    capture.answered();
    for (int i = 0; i < PORTS.length; i++) {
      Trace trace = capture.trace;
      trace.tcp(60 + i, Lan.OUTSIDE, 52_400 + i, CLOSED, PORTS[i]).refused();
      trace.tcp(70 + i, Lan.OUTSIDE, 52_500 + i, SILENT, PORTS[i]).unanswered(2);
    }
    capture.negotiate(capture.trace.tcp(100, Lan.CLIENT, 50_801, Lan.OUTSIDE, 445));
    Lan.web(capture.trace, 110, Lan.OUTSIDE, 52_600, Lan.SERVER, 80);
    return Pcap.of(capture.trace).toByteArray();
  }

  private void answered() {
    trace
        .tcp(1, Lan.OUTSIDE, 52_300, OPEN, 3389)
        .handshake()
        .client(Rdp.connectionRequest("administrator"))
        .server(Rdp.connectionConfirm())
        .client(Tls.clientHello("10.1.0.30", random, "rdp"))
        .serverResets();
    negotiate(trace.tcp(10, Lan.OUTSIDE, 52_301, OPEN, 445));
    trace
        .tcp(20, Lan.OUTSIDE, 52_302, OPEN, 135)
        .handshake()
        .client(DceRpc.bind(1, EndpointMapper.INTERFACE, 3))
        .server(DceRpc.bindAck(1, 0x7101, "135", DceRpc.ACCEPT_NDR))
        .clientCloses();
    byte[] refusal =
        Http.status("Microsoft-HTTPAPI/2.0", "401 Unauthorized\r\nWWW-Authenticate: Negotiate");
    trace
        .tcp(30, Lan.OUTSIDE, 52_303, OPEN, 5985)
        .handshake()
        .client(post("/wsman"))
        .server(refusal)
        .clientCloses();
  }

  private void negotiate(TcpConversation talk) {
    Smb2 smb = new Smb2(FileTime.of(1_772_614_800_000_000_000L), random);
    talk.handshake().client(Smb2.oldNegotiate()).server(smb.oldNegotiateResponse());
    talk.client(smb.negotiate()).server(smb.negotiateResponse()).clientResets();
  }

  private static byte[] post(String path) {
    return Bytes.ofText(
        "POST "
            + path
            + " HTTP/1.1\r\nHost: 10.1.0.30:5985\r\nUser-Agent: Microsoft WinRM Client\r\n"
            + "Content-Length: 0\r\n\r\n");
  }
}
