package org.tidewaiter.flow;

import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.decode.HeaderColumns;
import org.tidewaiter.payload.PayloadProtocol;
import org.tidewaiter.payload.PayloadReading;
import org.tidewaiter.payload.PayloadRecognizer;

/**
 * What is new in the course of a flow: the first answer, a TCP letter not seen before, a payload
 * that somebody wants to look at. Most packets bring nothing new and do not come here.
 */
final class FlowCourse {
  /** Payload packets of each side that are shown to the recogniser before it gives up. */
  static final int MAX_PEEKS = PayloadRecognizer.PACKETS_PER_DIRECTION;

  private final FlowEvents events;
  private final FlowCounters counters;

  FlowCourse(FlowEvents events, FlowCounters counters) {
    this.events = events;
    this.counters = counters;
  }

  /**
   * Takes in a packet that brings something new.
   *
   * @param fresh its marks (see {@link FlowRow}) that its side did not have; {@link
   *     FlowRow#MARK_READ} stands for a payload
   */
  void goOn(
      PacketBatch batch, HeaderColumns columns, int i, long[] words, int at, int row, int fresh) {
    boolean fromB = (columns.flags[i] & HeaderColumns.FROM_B) != 0;
    if ((fresh & FlowRow.MARK_SPOKE) != 0) {
      firstOfSide(words, at, row, fromB);
    }
    int letters = fresh & FlowRow.MARK_LETTERS;
    if (letters != 0) {
      newLetters(words, at, row, letters, fromB);
    }
    if ((fresh & FlowRow.MARK_READ) != 0) {
      payload(batch, columns, i, words, at, row, fromB);
    }
  }

  /** The first packet of one side: where no handshake is needed, an answer settles the flow. */
  private void firstOfSide(long[] words, int at, int row, boolean fromB) {
    FlowRow.mark(words, at, FlowRow.MARK_SPOKE, fromB);
    boolean firstFromB = (words[at + FlowRow.STATE] & FlowRow.STATE_FIRST_FROM_B) != 0;
    if (fromB != firstFromB && FlowRow.protocol(words, at) != FlowTable.TCP) {
      settle(words, at, row);
    }
  }

  private void settle(long[] words, int at, int row) {
    if ((words[at + FlowRow.STATE] & FlowRow.STATE_SETTLED) == 0) {
      words[at + FlowRow.STATE] |= FlowRow.STATE_SETTLED;
      events.add(FlowEvents.SETTLED, row, -1);
    }
  }

  /** Letters (bits as in {@link TcpHistory#lettersOf}) that this side had not shown. */
  private void newLetters(long[] words, int at, int row, int letters, boolean fromB) {
    words[at + FlowRow.HISTORY] = TcpHistory.append(words[at + FlowRow.HISTORY], letters, fromB);
    FlowRow.mark(words, at, letters, fromB);
    if ((letters & TcpHistory.BIT_SYN) != 0) {
      turn(words, at, row, fromB, DirectionBasis.SYN);
    } else if ((letters & TcpHistory.BIT_SYN_ACK) != 0) {
      turn(words, at, row, !fromB, DirectionBasis.SYN_ACK);
    }
    int handshake = TcpHistory.BIT_SYN | TcpHistory.BIT_SYN_ACK;
    if ((FlowRow.lettersOfEither(words, at) & handshake) == handshake
        || (FlowRow.lettersOfBoth(words, at) & TcpHistory.BIT_DATA) != 0) {
      settle(words, at, row);
    }
  }

  /** Turns the direction if the basis is stronger than what it rests on now. */
  private void turn(long[] words, int at, int row, boolean clientIsB, DirectionBasis basis) {
    long before = words[at + FlowRow.STATE];
    long after = DirectionRules.turn(before, clientIsB, basis);
    words[at + FlowRow.STATE] = after;
    if (((after ^ before) & FlowRow.STATE_CLIENT_IS_B) != 0) {
      counters.directionTurned++;
      words[at + FlowRow.STATE] &= ~FlowRow.STATE_JUDGED;
      if ((before & FlowRow.STATE_SETTLED) != 0) {
        events.add(FlowEvents.SETTLED, row, -1);
      }
    }
  }

  /** A packet with payload of a side whose payloads are not read yet. */
  private void payload(
      PacketBatch batch,
      HeaderColumns columns,
      int i,
      long[] words,
      int at,
      int row,
      boolean fromB) {
    long state = words[at + FlowRow.STATE];
    int peeksShift = fromB ? FlowRow.STATE_PEEKS_B : FlowRow.STATE_PEEKS_A;
    int peeks = (int) (state >>> peeksShift) & 3;
    if (peeks < MAX_PEEKS) {
      if (peeks == 0) {
        events.add(FlowEvents.FIRST_PAYLOAD, row, i);
      }
      words[at + FlowRow.STATE] = state + (1L << peeksShift);
      recognize(batch, columns, i, words, at, row, fromB);
    } else if ((state & FlowRow.STATE_OBSERVED) != 0) {
      events.add(FlowEvents.OBSERVED, row, i);
    }
    state = words[at + FlowRow.STATE];
    if (((state >>> peeksShift) & 3) >= MAX_PEEKS && (state & FlowRow.STATE_OBSERVED) == 0) {
      FlowRow.mark(words, at, FlowRow.MARK_READ, fromB);
    }
  }

  private void recognize(
      PacketBatch batch,
      HeaderColumns columns,
      int i,
      long[] words,
      int at,
      int row,
      boolean fromB) {
    int result =
        PayloadRecognizer.recognize(
            batch.bytes,
            columns.payloadOffset[i],
            columns.payloadCaptured[i],
            columns.payloadLength[i],
            columns.protocol(i));
    if (result != 0) {
      recognized(words, at, row, i, result, fromB);
    }
  }

  private void recognized(long[] words, int at, int row, int i, int result, boolean fromB) {
    int shift = fromB ? 0 : 16;
    int before = (int) (words[at + FlowRow.PAYLOADS] >>> shift) & 0xFFFF;
    int refined = PayloadRecognizer.refine(before, result);
    words[at + FlowRow.PAYLOADS] =
        (words[at + FlowRow.PAYLOADS] & ~(0xFFFFL << shift)) | (long) refined << shift;
    int other = (int) (words[at + FlowRow.PAYLOADS] >>> (16 - shift)) & 0xFFFF;
    int both = PayloadRecognizer.combine(refined, other);
    if (!PayloadRecognizer.isNamed(both)) {
      return;
    }
    words[at + FlowRow.STATE] &= ~FlowRow.STATE_JUDGED;
    PayloadProtocol protocol = PayloadRecognizer.protocol(both);
    if (protocol.reading() == PayloadReading.EVERY_PACKET) {
      words[at + FlowRow.STATE] =
          words[at + FlowRow.STATE] & ~FlowRow.STATE_BOTH_READ | FlowRow.STATE_OBSERVED;
    }
    if (protocol != PayloadProtocol.NETBIOS_SESSION && PayloadRecognizer.isNamed(refined)) {
      long peeks = (long) MAX_PEEKS << (fromB ? FlowRow.STATE_PEEKS_B : FlowRow.STATE_PEEKS_A);
      words[at + FlowRow.STATE] |= peeks;
    }
    int role = PayloadRecognizer.role(both);
    if (role == PayloadRecognizer.CLIENT_SPOKE) {
      turn(words, at, row, fromB, DirectionBasis.PAYLOAD);
    } else if (role == PayloadRecognizer.SERVER_SPOKE) {
      turn(words, at, row, !fromB, DirectionBasis.PAYLOAD);
    }
    events.add(FlowEvents.RECOGNIZED, row, i);
  }
}
