package org.tidewaiter.report.evidence;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.tidewaiter.capture.CaptureInput;
import org.tidewaiter.capture.PacketBatch;

/**
 * The packets of one finding while they come: the first ones are written at once, of the others the
 * last are held. What the file says about itself is known only at the end, so the packets wait in a
 * scratch file.
 */
final class EvidenceFile implements AutoCloseable {
  /** First packets kept, in number and in bytes. */
  static final int HEAD_PACKETS = 2000;

  static final int HEAD_BYTES = 4 << 20;

  /** Last packets kept, in number and in bytes: they are held in memory. */
  static final int TAIL_PACKETS = 1000;

  static final int TAIL_BYTES = 256 << 10;

  private final FileChannel scratch;
  private final List<CaptureInput> inputs;
  private final PcapngWriter writer;
  private final Deque<byte[]> tail = new ArrayDeque<>();
  private int tailBytes;
  private long headBytes;
  private long packets;
  private long lastNumber = -1;

  /**
   * A file without packets.
   *
   * @param scratch closed with this file
   * @param toScratch writes to it
   */
  EvidenceFile(FileChannel scratch, WritableByteChannel toScratch, List<CaptureInput> inputs) {
    this.scratch = scratch;
    this.inputs = inputs;
    writer = new PcapngWriter(toScratch, inputs);
  }

  /**
   * Takes a packet, once.
   *
   * @param number of the packet in the run
   */
  void add(PacketBatch batch, int packet, long number) throws IOException {
    if (number == lastNumber) {
      return;
    }
    lastNumber = number;
    packets++;
    if (tail.isEmpty() && writer.packets() < HEAD_PACKETS && headBytes < HEAD_BYTES) {
      headBytes += batch.capturedLength[packet];
      writer.write(batch, packet);
      return;
    }
    byte[] block = writer.encode(batch, packet);
    tail.add(block);
    tailBytes += block.length;
    while (tail.size() > TAIL_PACKETS || (tailBytes > TAIL_BYTES && tail.size() > 1)) {
      tailBytes -= tail.remove().length;
    }
  }

  /** Packets of the finding, kept or not. */
  long packets() {
    return packets;
  }

  /** Of those, packets that are not kept. */
  long leftOut() {
    return packets - writer.packets() - tail.size();
  }

  /** Writes the finished file. */
  void finish(WritableByteChannel target, String comment) throws IOException {
    long gap = leftOut();
    String note = gap == 0 ? "" : gap + " packets of the finding are left out before this one";
    while (!tail.isEmpty()) {
      writer.write(tail.remove(), note);
      note = "";
    }
    writer.flush();
    try (PcapngWriter out = new PcapngWriter(target, inputs)) {
      out.section(
          comment
              + (gap == 0
                  ? ". All of its " + packets + " packets."
                  : ". The first and last of its " + packets + " packets; " + gap + " left out."));
      out.flush();
      long at = 0;
      while (at < scratch.size()) {
        at += scratch.transferTo(at, scratch.size() - at, target);
      }
    }
  }

  @Override
  public void close() throws IOException {
    scratch.close();
  }
}
