package org.tidewaiter.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.tidewaiter.capture.CaptureInput;
import org.tidewaiter.decode.DecodeCounters;
import org.tidewaiter.flow.FlowTimeouts;
import org.tidewaiter.flow.SweepTrace;

/**
 * What is known of a part that was read, beside its rows.
 *
 * @param firstRecord offset of the part's first record; -1 where none could be guessed
 * @param nextRecord offset of the first record behind it, {@link
 *     org.tidewaiter.capture.CaptureStream#NO_RECORD} where the file has no more
 * @param input what the file held, as far as this part goes
 * @param decoded what became of the packets
 * @param trace the packet times that may have moved the clock
 * @param fragments whether any of its rows is a fragment
 * @param rowBytes bytes of its rows
 */
record PartSummary(
    long firstRecord,
    long nextRecord,
    CaptureInput input,
    DecodeCounters decoded,
    SweepTrace trace,
    boolean fragments,
    long rowBytes) {
  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(firstRecord);
      out.writeLong(nextRecord);
      out.writeBoolean(fragments);
      out.writeLong(rowBytes);
      input.writeTo(out);
      decoded.writeTo(out);
      trace.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static PartSummary of(byte[] bytes, FlowTimeouts timeouts) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      long firstRecord = in.readLong();
      long nextRecord = in.readLong();
      boolean fragments = in.readBoolean();
      long rowBytes = in.readLong();
      return new PartSummary(
          firstRecord,
          nextRecord,
          CaptureInput.readFrom(in),
          DecodeCounters.readFrom(in),
          SweepTrace.readFrom(in, timeouts),
          fragments,
          rowBytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
