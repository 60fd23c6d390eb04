package org.tidewaiter.capture;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Copies of the last packets of a source that can be read only once, up to a size. The oldest leave
 * as whole batches, each packet exactly once. Not for several threads.
 */
public final class RecentPackets {
  private final int maxBatches;
  private final Deque<PacketBatch> batches = new ArrayDeque<>();
  private PacketBatch idle;
  private int used;
  private long packets;
  private long surplusPackets;

  /**
   * A store that is empty.
   *
   * @param maxBytes most bytes held, rounded up to a few batches
   */
  public RecentPackets(long maxBytes) {
    maxBatches = (int) Math.max(2, maxBytes / PacketBatch.BUFFER_BYTES);
  }

  /** Copies the packets of a batch. */
  public void add(PacketBatch batch) {
    for (int packet = 0; packet < batch.size; packet++) {
      add(batch, packet);
    }
  }

  private void add(PacketBatch from, int packet) {
    int length = from.capturedLength[packet];
    PacketBatch to = batches.peekLast();
    if (to == null
        || to.size == PacketBatch.MAX_PACKETS
        || to.input != from.input
        || used + length > PacketBatch.BUFFER_BYTES) {
      to = begin(from.input);
    }
    int index = to.size++;
    to.bytes.put(used, from.bytes, from.offset[packet], length);
    to.offset[index] = used;
    to.capturedLength[index] = length;
    to.wireLength[index] = from.wireLength[packet];
    to.timestampNanos[index] = from.timestampNanos[packet];
    to.linkType[index] = from.linkType[packet];
    to.interfaceId[index] = from.interfaceId[packet];
    used += length;
    packets++;
  }

  private PacketBatch begin(int input) {
    PacketBatch batch = idle == null ? new PacketBatch() : idle;
    idle = null;
    batch.clear();
    batch.input = input;
    batch.firstPacketNumber = packets;
    batches.add(batch);
    used = 0;
    return batch;
  }

  /**
   * The oldest packets if there are more than fit, else null; the batch is valid until the next
   * call of any method.
   */
  public PacketBatch surplus() {
    if (batches.size() <= maxBatches) {
      return null;
    }
    idle = batches.remove();
    surplusPackets += idle.size;
    return idle;
  }

  /** The oldest packets, null when there are none left; valid until the next call of any method. */
  public PacketBatch rest() {
    idle = batches.poll();
    return idle;
  }

  /** Packets that {@link #surplus} gave away. */
  public long surplusPackets() {
    return surplusPackets;
  }
}
