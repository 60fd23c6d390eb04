package org.tidewaiter.flow;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * When the sweeps of an input fall, worked out from its parts: each part notes those times that may
 * have moved the clock, whatever came before it; {@link Clock} then runs over the notes of all
 * parts in their order, which are few.
 */
public final class SweepTrace {
  /** Numbers of the noted rows within the part, and the earlier of the last two packet times. */
  private long[] rows = new long[16];

  private long[] earlier = new long[16];
  private int size;
  private long count;
  private long firstNanos;
  private long lastNanos;

  // Before the part's second row the clock may stand in any of two ways; both are followed.
  private final SweepClock one;
  private final SweepClock other;
  private boolean alike;

  // Sweeps that any of the two called for, for who must not miss any.
  private long sweptNanos = Long.MIN_VALUE;
  private long sweeps;

  /** An empty trace of a part, for flows with these timeouts. */
  public SweepTrace(FlowTimeouts timeouts) {
    one = SweepClock.of(timeouts);
    other = SweepClock.of(timeouts);
  }

  /**
   * Takes note of the next row's packet time; true where flows may be swept at {@link #sweptNanos}.
   */
  public boolean take(long nanos) {
    long row = count++;
    long before = lastNanos;
    lastNanos = nanos;
    if (row == 0) {
      firstNanos = nanos;
      sweptNanos = nanos;
      sweeps++;
      return true;
    }
    long at = Math.min(before, nanos);
    if (row == 1) {
      one.setDueAfter(at, 1);
      other.setDueAfter(at, 2);
      note(row, at);
      return swept(at);
    }
    long dueOne = one.dueNanos();
    long dueOther = other.dueNanos();
    one.isDueAt(at);
    if (!alike) {
      other.isDueAt(at);
    }
    boolean moved = one.dueNanos() != dueOne || !alike && other.dueNanos() != dueOther;
    alike |= one.dueNanos() == other.dueNanos();
    if (moved) {
      note(row, at);
      return swept(at);
    }
    return false;
  }

  private boolean swept(long nanos) {
    sweptNanos = nanos;
    sweeps++;
    return true;
  }

  private void note(long row, long at) {
    if (size == rows.length) {
      rows = Arrays.copyOf(rows, size * 2);
      earlier = Arrays.copyOf(earlier, size * 2);
    }
    rows[size] = row;
    earlier[size++] = at;
  }

  /** Packet time of the latest sweep that there may have been. */
  public long sweptNanos() {
    return sweptNanos;
  }

  /** Sweeps that there may have been so far. */
  public long sweeps() {
    return sweeps;
  }

  /** Rows taken. */
  public long count() {
    return count;
  }

  /** Writes the notes, for {@link #readFrom}. */
  public void writeTo(DataOutput out) throws IOException {
    out.writeLong(count);
    out.writeLong(firstNanos);
    out.writeLong(lastNanos);
    out.writeInt(size);
    for (int i = 0; i < size; i++) {
      out.writeLong(rows[i]);
      out.writeLong(earlier[i]);
    }
  }

  /** Reads what {@link #writeTo} wrote; takes no further rows. */
  public static SweepTrace readFrom(DataInput in, FlowTimeouts timeouts) throws IOException {
    SweepTrace trace = new SweepTrace(timeouts);
    trace.count = in.readLong();
    trace.firstNanos = in.readLong();
    trace.lastNanos = in.readLong();
    for (int left = in.readInt(); left > 0; left--) {
      trace.note(in.readLong(), in.readLong());
    }
    return trace;
  }

  /** Takes the sweeps of a whole input. */
  public interface Sink {
    /** A sweep before the row with this number in the input, at this packet time. */
    void sweep(long row, long nanos);
  }

  /** The clock of a whole input, over the traces of its parts. */
  public static final class Clock {
    private final SweepClock clock;
    private long rowsBefore;

    /** A clock that stands before the first row. */
    public Clock(FlowTimeouts timeouts) {
      clock = SweepClock.of(timeouts);
    }

    /** Runs over the next part. */
    public void run(SweepTrace part, Sink sink) {
      if (part.count == 0) {
        return;
      }
      if (clock.isDue(part.firstNanos)) {
        sink.sweep(rowsBefore, clock.nanos());
      }
      for (int i = 0; i < part.size; i++) {
        if (clock.isDueAt(part.earlier[i])) {
          sink.sweep(rowsBefore + part.rows[i], clock.nanos());
        }
      }
      clock.setPrevious(part.lastNanos);
      rowsBefore += part.count;
    }
  }
}
