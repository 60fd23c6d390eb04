package org.tidewaiter.captures.theme;

import static org.tidewaiter.captures.frame.Tcp.ACK;
import static org.tidewaiter.captures.frame.Tcp.RST;
import static org.tidewaiter.captures.frame.Tcp.SYN;

import org.tidewaiter.captures.file.Pcap;
import org.tidewaiter.captures.talk.Host;
import org.tidewaiter.captures.talk.TcpConversation;
import org.tidewaiter.captures.talk.Trace;

/**
 * A SYN scan of one host, a port every two milliseconds from one client port, as scanners do. Three
 * ports are open and get a reset after their SYN+ACK, ports from 600 on are filtered, the others
 * refuse.
 */
public final class PortScan {
  private static final Host SCANNER = Host.linux("scanner", "02:00:00:00:01:66", "10.1.0.66");
  private static final int FIRST_FILTERED = 600;
  private static final int LAST = 700;
  private static final byte[] NOTHING = {};

  private PortScan() {}

  /** The committed capture: ports 1 to 700. */
  public static byte[] toByteArray() {
    return Pcap.of(trace(1, LAST)).toByteArray();
  }

  /** A scan of all the ports from {@code first} to {@code last}; not committed whole. */
  public static Trace trace(int first, int last) {
    Trace trace = Lan.trace("scan").link(Lan.UNPADDED);
    for (int port = first; port <= last; port++) {
      TcpConversation probe = trace.tcp(0.002 * (port - first), SCANNER, 61_234, Lan.SERVER, port);
      if (port == 22 || port == 80 || port == 443) {
        probe.segment(true, SYN, NOTHING).segment(false, SYN | ACK, NOTHING);
        probe.segment(true, RST, NOTHING);
      } else if (port >= FIRST_FILTERED) {
        probe.unanswered(1);
      } else {
        probe.refused();
      }
    }
    return trace;
  }
}
