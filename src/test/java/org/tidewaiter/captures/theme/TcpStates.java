package org.tidewaiter.captures.theme;

import static org.tidewaiter.captures.frame.Tcp.ACK;
import static org.tidewaiter.captures.frame.Tcp.FIN;
import static org.tidewaiter.captures.frame.Tcp.RST;
import static org.tidewaiter.captures.frame.Tcp.SYN;

import org.tidewaiter.captures.file.Pcap;
import org.tidewaiter.captures.talk.TcpConversation;
import org.tidewaiter.captures.talk.Trace;

/**
 * One connection per connection state of Zeek's {@code conn.log}, in the order of its
 * documentation; the client's port tells which: 40001 is the first.
 */
public final class TcpStates {
  /** The states by client port, 40001 first. */
  public static final String[] STATES = {
    "S0", "S1", "SF", "REJ", "S2", "S3", "RSTO", "RSTR", "RSTOS0", "RSTRH", "SH", "SHR", "OTH"
  };

  private static final byte[] NOTHING = {};

  private TcpStates() {}

  /** The capture. */
  public static byte[] toByteArray() {
    Trace trace = Lan.trace("tcp-states");
    for (int i = 0; i < STATES.length; i++) {
      state(STATES[i], trace.tcp(10 * i, Lan.CLIENT, 40_001 + i, Lan.SERVER, 80));
    }
    return Pcap.of(trace).toByteArray();
  }

  private static void state(String state, TcpConversation talk) {
    switch (state) {
      case "S0" -> talk.unanswered(3);
      case "S1" -> Lan.page(talk.handshake()).pause(1);
      case "SF" -> Lan.page(talk.handshake()).clientCloses();
      case "REJ" -> talk.refused();
      case "S2" ->
          Lan.page(talk.handshake()).segment(true, FIN | ACK, NOTHING).segment(false, ACK, NOTHING);
      case "S3" ->
          Lan.page(talk.handshake()).segment(false, FIN | ACK, NOTHING).segment(true, ACK, NOTHING);
      case "RSTO" -> Lan.page(talk.handshake()).clientResets();
      case "RSTR" -> Lan.page(talk.handshake()).serverResets();
      case "RSTOS0" -> talk.segment(true, SYN, NOTHING).segment(true, RST, NOTHING);
      case "RSTRH" ->
          talk.alreadyOpen().segment(false, SYN | ACK, NOTHING).segment(false, RST | ACK, NOTHING);
      case "SH" -> talk.segment(true, SYN, NOTHING).segment(true, FIN, NOTHING);
      case "SHR" ->
          talk.alreadyOpen().segment(false, SYN | ACK, NOTHING).segment(false, FIN | ACK, NOTHING);
      default -> Lan.page(talk.alreadyOpen()).pause(1);
    }
  }
}
