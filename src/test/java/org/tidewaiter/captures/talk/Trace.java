package org.tidewaiter.captures.talk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * The packets of one capture while it is being made. Conversations overlap, so packets may be added
 * in any order; they come out sorted by time, and in the order of adding where times are equal.
 */
public final class Trace {
  private final List<TracePacket> packets = new ArrayList<>();
  private final long startNanos;
  private final Random random;
  private Link link = Link.ETHERNET;
  private int interfaceId;

  /**
   * An empty trace.
   *
   * @param start the time that conversations count their seconds from
   * @param seed seed of all chance in it
   */
  public Trace(Instant start, long seed) {
    startNanos = start.getEpochSecond() * 1_000_000_000L + start.getNano();
    random = new Random(seed);
  }

  /** Framing of the conversations that are started from now on; Ethernet unless set. */
  public Trace link(Link framing) {
    link = framing;
    return this;
  }

  /** Interface number of the packets that are added from now on; 0 unless set. */
  public Trace onInterface(int number) {
    interfaceId = number;
    return this;
  }

  /** Adds a frame at a time in seconds after the start. */
  public Trace frame(double atSeconds, byte[] frame) {
    add(nanosAt(atSeconds), frame);
    return this;
  }

  /** Adds a frame with a comment, which only pcapng files keep. */
  public Trace frame(double atSeconds, byte[] frame, String comment) {
    packets.add(new TracePacket(nanosAt(atSeconds), frame, interfaceId, comment));
    return this;
  }

  /** Starts a TCP conversation; nothing is sent yet. */
  public TcpConversation tcp(
      double atSeconds, Host client, int clientPort, Host server, int serverPort) {
    return new TcpConversation(
        this, link, nanosAt(atSeconds), client, clientPort, server, serverPort);
  }

  /** Starts a UDP conversation; nothing is sent yet. */
  public UdpConversation udp(
      double atSeconds, Host client, int clientPort, Host server, int serverPort) {
    return new UdpConversation(
        this, link, nanosAt(atSeconds), client, clientPort, server, serverPort);
  }

  /** Starts a conversation of any IP protocol; nothing is sent yet. */
  public IpConversation ip(double atSeconds, Host client, Host server) {
    return new IpConversation(this, link, nanosAt(atSeconds), client, server);
  }

  /** The source of all chance in this trace. */
  public Random random() {
    return random;
  }

  /** Bytes that look encrypted. */
  public byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** The packets so far, sorted by time. */
  public List<TracePacket> packets() {
    List<TracePacket> sorted = new ArrayList<>(packets);
    sorted.sort(Comparator.comparingLong(TracePacket::timeNanos));
    return sorted;
  }

  void add(long timeNanos, byte[] frame) {
    packets.add(new TracePacket(timeNanos, frame, interfaceId, ""));
  }

  /** A delay between three quarters and five quarters of the given one. */
  long jitter(long nanos) {
    return nanos * 3 / 4 + (long) (random.nextDouble() * nanos / 2);
  }

  /** A time in seconds after the start as nanoseconds since 1970. */
  long nanosAt(double seconds) {
    return startNanos + (long) (seconds * 1e9);
  }

  /** Nanoseconds since 1970 as a time in seconds after the start. */
  double secondsAt(long nanos) {
    return (nanos - startNanos) / 1e9;
  }
}
