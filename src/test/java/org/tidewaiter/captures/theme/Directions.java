package org.tidewaiter.captures.theme;

import org.tidewaiter.captures.file.Pcap;
import org.tidewaiter.captures.frame.Bytes;
import org.tidewaiter.captures.frame.Tcp;
import org.tidewaiter.captures.message.DceRpc;
import org.tidewaiter.captures.message.Ntp;
import org.tidewaiter.captures.talk.Host;
import org.tidewaiter.captures.talk.TcpConversation;
import org.tidewaiter.captures.talk.Trace;

/**
 * Who is the client? One flow for each way of knowing, 10.1.0.11 being the client in truth: a SYN
 * from port 53 to port 60001; a SYN+ACK alone; bytes with a role; a service port; port classes; the
 * lower port; who spoke first; and a flow whose server is seen first and whose SYN comes late.
 */
public final class Directions {
  private final Trace trace = Lan.trace("directions");

  private Directions() {}

  /** The capture. */
  public static byte[] toByteArray() {
    Directions capture = new Directions();
    capture.handshakes();
    capture.midstream();
    return Pcap.of(capture.trace).toByteArray();
  }

  private void handshakes() {
    Lan.page(trace.tcp(1, Lan.CLIENT, 53, Lan.SERVER, 60_001).handshake()).clientCloses();
    TcpConversation answered = trace.tcp(10, Lan.CLIENT, 60_002, Lan.SERVER, 60_003).alreadyOpen();
    answered.segment(false, Tcp.SYN | Tcp.ACK, new byte[0]);
    answered.segment(true, Tcp.ACK, new byte[0]).client(unknown()).server(unknown());
    // The old connection's last bytes come from the server, then the ports are used again.
    trace.tcp(20, Lan.CLIENT, 60_004, Lan.SERVER, 80).alreadyOpen().server(unknown());
    Lan.page(trace.tcp(140, Lan.CLIENT, 60_004, Lan.SERVER, 80).handshake()).clientCloses();
  }

  private void midstream() {
    byte[] request = DceRpc.request(9, 0, 15, new byte[64]);
    byte[] response = DceRpc.response(9, 0, new byte[32]);
    open(30, 60_005, 60_006).server(response).pause(1).client(request).server(response);
    open(40, 60_007, 3306).server(unknown()).client(unknown());
    open(50, 61_008, 2999).server(unknown()).client(unknown());
    open(60, 60_010, 60_009).server(unknown()).client(unknown());
    byte[] ask = Ntp.request(1_772_614_870_000_000_000L);
    trace.udp(70, Lan.CLIENT, 123, Lan.SERVER, 123).client(ask).client(ask);
    trace.udp(80, Lan.CLIENT, 60_500, Lan.SERVER, 60_500).client(unknown()).server(unknown());
    Host group = Host.multicast("239.1.2.3");
    trace.udp(90, Lan.SERVER, 60_011, group, 5004).client(unknown());
  }

  private TcpConversation open(double at, int clientPort, int serverPort) {
    return trace.tcp(at, Lan.CLIENT, clientPort, Lan.SERVER, serverPort).alreadyOpen();
  }

  /** Bytes that are the beginning of nothing known. */
  private byte[] unknown() {
    return Bytes.concat(Bytes.of(0xf1, 0x9d), trace.randomBytes(62));
  }
}
