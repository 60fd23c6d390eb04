package org.tidewaiter.flow;

/**
 * The course of a TCP connection in Zeek's letters, each at most once per direction, and the
 * connection state that follows from it.
 *
 * <p>A letter is four bits: the kind in the lower three, the sender in the upper one (set when
 * endpoint B sent it); the first letter stands in the lowest bits, 0 ends the list. Source of
 * letters and states: the documentation of {@code history} and {@code conn_state} in Zeek's
 * conn.log.
 */
public final class TcpHistory {
  static final int SYN = 1;
  static final int SYN_ACK = 2;
  static final int ACK = 3;
  static final int DATA = 4;
  static final int FIN = 5;
  static final int RST = 6;

  private static final String LETTERS = "-SHADFR";

  /** TCP header flags (RFC 9293 section 3.1). */
  static final int FLAG_FIN = 1;

  static final int FLAG_SYN = 2;
  static final int FLAG_RST = 4;
  static final int FLAG_ACK = 16;

  /** Letters as bits, see {@link #lettersOf}. */
  static final int BIT_SYN = 1 << (SYN - 1);

  static final int BIT_SYN_ACK = 1 << (SYN_ACK - 1);
  static final int BIT_DATA = 1 << (DATA - 1);
  static final int BIT_FIN = 1 << (FIN - 1);
  static final int BIT_RST = 1 << (RST - 1);

  // Letters of each combination of the five lower flags, with payload in the upper half.
  private static final byte[] LETTERS_OF = new byte[64];

  static {
    for (int i = 0; i < 64; i++) {
      LETTERS_OF[i] = (byte) letters(i & 31, i >= 32);
    }
  }

  private TcpHistory() {}

  /** Bits (1 &lt;&lt; kind-1) of the letters that a segment stands for. */
  static int lettersOf(int tcpFlags, int payloadLength) {
    return LETTERS_OF[tcpFlags & 31 | (payloadLength > 0 ? 32 : 0)];
  }

  private static int letters(int tcpFlags, boolean hasPayload) {
    int letters = hasPayload ? BIT_DATA : 0;
    if ((tcpFlags & FLAG_SYN) != 0) {
      letters |= (tcpFlags & FLAG_ACK) != 0 ? BIT_SYN_ACK : BIT_SYN;
    } else if (!hasPayload && (tcpFlags & (FLAG_ACK | FLAG_FIN | FLAG_RST)) == FLAG_ACK) {
      letters |= 1 << (ACK - 1);
    }
    if ((tcpFlags & FLAG_FIN) != 0) {
      letters |= BIT_FIN;
    }
    if ((tcpFlags & FLAG_RST) != 0) {
      letters |= BIT_RST;
    }
    return letters;
  }

  /** The history with the letters of {@code added} (bits as in {@link #lettersOf}) put behind. */
  static long append(long history, int added, boolean fromB) {
    int used = 64 - Long.numberOfLeadingZeros(history);
    int shift = (used + 3) & ~3;
    long grown = history;
    for (int kind = SYN; kind <= RST; kind++) {
      if ((added & 1 << (kind - 1)) != 0 && shift < 64) {
        grown |= (long) (fromB ? kind | 8 : kind) << shift;
        shift += 4;
      }
    }
    return grown;
  }

  /** Writes the letters as ASCII, the client's in upper case; returns the index after the last. */
  public static int write(long history, boolean clientIsB, byte[] target, int index) {
    int end = index;
    for (long rest = history; rest != 0; rest >>>= 4) {
      int letter = LETTERS.charAt((int) rest & 7);
      boolean fromB = (rest & 8) != 0;
      target[end++] = (byte) (fromB == clientIsB ? letter : letter | 0x20);
    }
    return end;
  }

  /** Zeek's {@code conn_state} of a TCP flow. */
  public static ConnState state(long history, boolean clientIsB) {
    int client = 0;
    int server = 0;
    boolean clientResetFirst = false;
    for (long rest = history; rest != 0; rest >>>= 4) {
      int bit = 1 << ((int) rest & 7);
      if (((rest & 8) != 0) == clientIsB) {
        client |= bit;
        clientResetFirst |= bit == 1 << RST && (server & 1 << RST) == 0;
      } else {
        server |= bit;
      }
    }
    return state(client, server, clientResetFirst);
  }

  private static ConnState state(int client, int server, boolean clientResetFirst) {
    boolean clientOpened = (client & 1 << SYN) != 0;
    boolean serverOpened = (server & 1 << SYN_ACK) != 0;
    boolean serverReset = (server & 1 << RST) != 0;
    if ((client & 1 << RST) != 0 && (clientResetFirst || !serverReset)) {
      if (!clientOpened) {
        return ConnState.OTH;
      }
      return serverOpened ? ConnState.RSTO : ConnState.RSTOS0;
    }
    if (serverReset) {
      if (!clientOpened) {
        return serverOpened ? ConnState.RSTRH : ConnState.OTH;
      }
      return serverOpened ? ConnState.RSTR : ConnState.REJ;
    }
    boolean clientClosed = (client & 1 << FIN) != 0;
    boolean serverClosed = (server & 1 << FIN) != 0;
    if (clientOpened && serverOpened) {
      if (clientClosed) {
        return serverClosed ? ConnState.SF : ConnState.S2;
      }
      return serverClosed ? ConnState.S3 : ConnState.S1;
    }
    if (clientOpened) {
      return clientClosed ? ConnState.SH : server == 0 ? ConnState.S0 : ConnState.OTH;
    }
    if (serverOpened && serverClosed) {
      return ConnState.SHR;
    }
    return ConnState.OTH;
  }
}
