package org.tidewaiter.captures.talk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.captures.frame.Tcp;

/** The numbers of a conversation, checked as a receiver would. */
class TcpConversationTest {
  private static final Host CLIENT = Host.windows("c", "02:00:00:00:00:01", "10.0.0.1");
  private static final Host SERVER = Host.linux("s", "02:00:00:00:00:02", "10.0.0.2");
  private static final Host FAR = Host.remote("f", SERVER, "93.184.216.34", 9, 20_000);

  private record Segment(
      boolean fromClient, long sequence, long acknowledgment, int flags, int length) {}

  @Test
  void nobodyAcknowledgesWhatWasNotSentYet() {
    for (Host server : List.of(SERVER, FAR)) {
      Trace trace = new Trace(Instant.EPOCH, 42);
      TcpConversation talk = trace.tcp(0, CLIENT, 50_000, server, 80).handshake();
      for (int i = 0; i < 20; i++) {
        talk.client(new byte[100 + 700 * i]).server(new byte[5 + 2900 * i]).pause(i * 0.01);
      }
      talk.serverCloses();
      check(segments(trace));
    }
  }

  @Test
  void messageIsCutIntoSegments() {
    Trace trace = new Trace(Instant.EPOCH, 1);
    trace.tcp(0, CLIENT, 50_000, SERVER, 80).handshake().client(new byte[3000]);
    long withData = segments(trace).stream().filter(segment -> segment.length > 0).count();
    assertEquals(3, withData);
  }

  @Test
  void unansweredSynIsSentAgainWithTheSameNumber() {
    Trace trace = new Trace(Instant.EPOCH, 1);
    trace.tcp(0, CLIENT, 50_000, SERVER, 80).unanswered(3);
    List<Segment> segments = segments(trace);
    assertEquals(3, segments.size());
    assertEquals(1, segments.stream().map(Segment::sequence).distinct().count());
    assertEquals(3_000_000_000L, trace.packets().get(2).timeNanos());
  }

  @Test
  void sameSeedGivesSameBytes() {
    List<TracePacket> one = sample(7).packets();
    List<TracePacket> other = sample(7).packets();
    for (int i = 0; i < one.size(); i++) {
      assertArrayEquals(one.get(i).bytes(), other.get(i).bytes());
      assertEquals(one.get(i).timeNanos(), other.get(i).timeNanos());
    }
  }

  private static Trace sample(long seed) {
    Trace trace = new Trace(Instant.EPOCH, seed);
    trace.tcp(0, CLIENT, 50_000, FAR, 80).handshake().client(trace.randomBytes(50)).clientResets();
    return trace;
  }

  private static void check(List<Segment> segments) {
    long[] next = new long[2];
    for (Segment segment : segments) {
      int me = segment.fromClient ? 0 : 1;
      if ((segment.flags & Tcp.SYN) != 0) {
        next[me] = segment.sequence;
      }
      assertEquals(next[me], segment.sequence, "sequence continues");
      int counted = segment.length + Integer.bitCount(segment.flags & (Tcp.SYN | Tcp.FIN));
      next[me] = segment.sequence + counted & 0xffffffffL;
      if ((segment.flags & Tcp.ACK) != 0) {
        long ahead = next[1 - me] - segment.acknowledgment & 0xffffffffL;
        assertTrue(ahead < 1 << 20, "acknowledged before it was sent");
      }
    }
    assertEquals(next[0], segments.get(segments.size() - 1).acknowledgment);
  }

  /** The segments of a trace over Ethernet and IPv4 without options. */
  private static List<Segment> segments(Trace trace) {
    return trace.packets().stream()
        .map(
            packet -> {
              ByteBuffer bytes = ByteBuffer.wrap(packet.bytes());
              int headers = 20 + (bytes.get(46) >> 4 & 15) * 4;
              return new Segment(
                  bytes.getShort(34) == (short) 50_000,
                  bytes.getInt(38) & 0xffffffffL,
                  bytes.getInt(42) & 0xffffffffL,
                  bytes.get(47),
                  bytes.getShort(16) - headers);
            })
        .toList();
  }
}
