package org.tidewaiter.spark;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.decode.HeaderColumns;
import org.tidewaiter.flow.FlowTimeouts;
import org.tidewaiter.flow.SweepTrace;
import org.tidewaiter.payload.PayloadProtocol;
import org.tidewaiter.payload.PayloadReading;
import org.tidewaiter.payload.PayloadRecognizer;
import org.tidewaiter.payload.observation.Envelope;
import org.tidewaiter.payload.observation.Observation;
import org.tidewaiter.payload.observation.ObservationReader;

/**
 * Says of which packets the payload must travel: all that the flow table would look at, whatever
 * other parts hold of the flow, and as few others as can be told.
 *
 * <p>The table looks at the first payloads of each side of a flow. A part does not know when a flow
 * began, but it can tell when it may have: at the part's start, after a silence as long as the
 * shortest idle time, and at a SYN. The table also looks at any message of a few protocols; those
 * are known by their looks.
 */
final class WantedPayload {
  private static final int TCP_SYN = 2;
  private static final int TCP_ACK = 16;
  private static final Envelope NOBODY = new Envelope(0, 0, 0, 0, 0, 0, 0);

  private final long shortestNanos;
  private final SweepTrace trace;
  private final PayloadProtocol[] anywhere;
  private final List<Observation> found = new ArrayList<>();

  // Times of the sweeps that there may have been, the latest ones.
  private final long[] swept = new long[1 << 10];

  WantedPayload(FlowTimeouts timeouts, SweepTrace trace) {
    this.shortestNanos = timeouts.shortestNanos();
    this.trace = trace;
    List<PayloadProtocol> every = new ArrayList<>();
    for (PayloadProtocol protocol : PayloadProtocol.values()) {
      if (protocol.reading() == PayloadReading.EVERY_PACKET) {
        every.add(protocol);
      }
    }
    anywhere = every.toArray(new PayloadProtocol[0]);
  }

  /** Takes note that flows may have been swept, at the trace's time. */
  void swept() {
    swept[(int) (trace.sweeps() & swept.length - 1)] = trace.sweptNanos();
  }

  /**
   * Takes note of a row; to be asked of every row, in order. Returns whether its payload travels.
   */
  boolean take(FlowsOfPart.Seen flow, PacketBatch batch, HeaderColumns columns, int i) {
    long nanos = batch.timestampNanos[columns.packet[i]];
    if (mayBegin(flow, nanos, columns.tcpFlags[i])) {
      flow.payloads[0] = 0;
      flow.payloads[1] = 0;
    }
    flow.lastNanos = Math.max(flow.lastNanos, nanos);
    flow.sweeps = trace.sweeps();
    if (columns.payloadLength[i] == 0 || columns.payloadCaptured[i] == 0) {
      return false;
    }
    int side = columns.flags[i] & HeaderColumns.FROM_B;
    if (flow.payloads[side] < PayloadRecognizer.PACKETS_PER_DIRECTION) {
      flow.payloads[side]++;
      return true;
    }
    return mayBeMessage(batch.bytes, columns, i);
  }

  private boolean mayBegin(FlowsOfPart.Seen flow, long nanos, int tcpFlags) {
    if (flow.lastNanos == Long.MIN_VALUE
        || nanos - flow.lastNanos > shortestNanos
        || (tcpFlags & (TCP_SYN | TCP_ACK)) == TCP_SYN) {
      return true;
    }
    long sweeps = trace.sweeps();
    if (sweeps - flow.sweeps >= swept.length) {
      return true;
    }
    for (long sweep = flow.sweeps + 1; sweep <= sweeps; sweep++) {
      if (swept[(int) (sweep & swept.length - 1)] - flow.lastNanos > shortestNanos) {
        return true;
      }
    }
    return false;
  }

  private boolean mayBeMessage(ByteBuffer bytes, HeaderColumns columns, int i) {
    int offset = columns.payloadOffset[i];
    int captured = columns.payloadCaptured[i];
    int ipProtocol = columns.protocol(i);
    for (PayloadProtocol protocol : anywhere) {
      if (ObservationReader.wants(protocol, bytes, offset, captured, ipProtocol)) {
        found.clear();
        if (ObservationReader.read(protocol, bytes, offset, captured, ipProtocol, NOBODY, found)
            != 0) {
          return true;
        }
      }
    }
    return false;
  }
}
