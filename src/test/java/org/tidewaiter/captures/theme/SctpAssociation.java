package org.tidewaiter.captures.theme;

import java.util.Arrays;
import org.tidewaiter.captures.file.Pcap;
import org.tidewaiter.captures.frame.Bytes;
import org.tidewaiter.captures.frame.Sctp;
import org.tidewaiter.captures.talk.IpConversation;
import org.tidewaiter.captures.talk.Trace;

/**
 * SCTP over IPv4 and IPv6: four-way handshake, two messages each way, heartbeat, shutdown; and an
 * association that is aborted at once.
 */
public final class SctpAssociation {
  private static final int INIT = 1, INIT_ACK = 2, HEARTBEAT = 4, HEARTBEAT_ACK = 5, ABORT = 6;
  private static final int SHUTDOWN = 7, SHUTDOWN_ACK = 8, COOKIE_ECHO = 10, COOKIE_ACK = 11;
  private static final int SHUTDOWN_COMPLETE = 14;
  private static final long CLIENT_TSN = 1000, SERVER_TSN = 5000;
  private static final byte[] NOTHING = {};
  private static final byte[] INFO = Bytes.ofHex("0001 000c 7469646577616974");

  private final long clientTag;
  private final long serverTag;

  private SctpAssociation(Trace trace) {
    clientTag = trace.random().nextInt() & 0xffffffffL;
    serverTag = trace.random().nextInt() & 0xffffffffL;
  }

  /** The capture. */
  public static byte[] toByteArray() {
    Trace trace = Lan.trace("sctp");
    new SctpAssociation(trace).whole(trace, trace.ip(1, Lan.CLIENT, Lan.SERVER));
    new SctpAssociation(trace).whole(trace, trace.ip(20, Lan.CLIENT6, Lan.SERVER6));
    new SctpAssociation(trace).refused(trace.ip(40, Lan.CLIENT, Lan.SERVER));
    return Pcap.of(trace).toByteArray();
  }

  private void whole(Trace trace, IpConversation talk) {
    byte[] cookie = new Bytes().u16(7).u16(36).add(trace.randomBytes(32)).toArray();
    byte[] echoed = Arrays.copyOfRange(cookie, 4, cookie.length);
    talk.client(Sctp.ports(40_301, 9, 0).init(INIT, clientTag, CLIENT_TSN, NOTHING));
    talk.server(fromServer().init(INIT_ACK, serverTag, SERVER_TSN, cookie));
    talk.client(fromClient().chunk(COOKIE_ECHO, 0, echoed));
    talk.server(fromServer().chunk(COOKIE_ACK, 0, NOTHING));
    for (int i = 0; i < 2; i++) {
      byte[] message = Bytes.ofText("berth " + (4 + i) + " is free");
      talk.client(fromClient().data(CLIENT_TSN + i, i, 0, message));
      talk.server(fromServer().sack(CLIENT_TSN + i).data(SERVER_TSN + i, i, 0, message));
      talk.pause(0.2).client(fromClient().sack(SERVER_TSN + i)).pause(1);
    }
    talk.client(fromClient().chunk(HEARTBEAT, 0, INFO));
    talk.server(fromServer().chunk(HEARTBEAT_ACK, 0, INFO)).pause(1);
    talk.client(fromClient().chunk(SHUTDOWN, 0, new Bytes().u32(SERVER_TSN + 1).toArray()));
    talk.server(fromServer().chunk(SHUTDOWN_ACK, 0, NOTHING));
    talk.client(fromClient().chunk(SHUTDOWN_COMPLETE, 0, NOTHING));
  }

  private void refused(IpConversation talk) {
    talk.client(Sctp.ports(40_302, 9, 0).init(INIT, clientTag, CLIENT_TSN, NOTHING));
    talk.server(Sctp.ports(9, 40_302, clientTag).chunk(ABORT, 0, NOTHING));
  }

  private Sctp fromClient() {
    return Sctp.ports(40_301, 9, serverTag);
  }

  private Sctp fromServer() {
    return Sctp.ports(9, 40_301, clientTag);
  }
}
