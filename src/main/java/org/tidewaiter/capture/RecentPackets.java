package org.tidewaiter.capture;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Copies of the last packets of a source that can be read only once, up to a size. The oldest leave
 * as whole batches, each packet exactly once. Not for several threads.
 *
 * <p>Each input has a batch of its own that takes its packets, so that devices which take turns do
 * not fill the store with batches of a packet or two. The batch of a quiet input is closed when
 * half of the store was filled since it began: a packet stays at least as long as the other half
 * takes.
 */
public final class RecentPackets {
  private final int maxBatches;
  private final Deque<PacketBatch> batches = new ArrayDeque<>();
  private final Deque<PacketBatch> idle = new ArrayDeque<>();
  private PacketBatch[] open = new PacketBatch[1];
  private int[] used = new int[1];
  private long[] begunAt = new long[1];
  private long batchesBegun;
  private long surplusPackets;

  /**
   * A store that is empty; takes its memory as packets come.
   *
   * @param maxBytes most bytes held, rounded up to a few batches
   */
  public RecentPackets(long maxBytes) {
    maxBatches = (int) Math.max(2, maxBytes / PacketBatch.BUFFER_BYTES);
  }

  /**
   * Takes all of its memory now rather than as packets come.
   *
   * @throws OutOfMemoryError if there is not as much
   */
  public void reserve() {
    // One more than are held: the next packets are copied before the oldest leave.
    while (idle.size() + batches.size() <= maxBatches) {
      idle.push(new PacketBatch());
    }
  }

  /** Copies the packets of a batch. */
  public void add(PacketBatch batch) {
    for (int packet = 0; packet < batch.size; packet++) {
      add(batch, packet);
    }
  }

  private void add(PacketBatch from, int packet) {
    int input = from.input;
    int length = from.capturedLength[packet];
    PacketBatch to = input < open.length ? open[input] : null;
    if (to == null
        || to.size == PacketBatch.MAX_PACKETS
        || used[input] + length > PacketBatch.BUFFER_BYTES
        || batchesBegun - begunAt[input] > maxBatches / 2) {
      to = begin(input);
    }
    int index = to.size++;
    int offset = used[input];
    to.bytes.put(offset, from.bytes, from.offset[packet], length);
    to.offset[index] = offset;
    to.capturedLength[index] = length;
    to.wireLength[index] = from.wireLength[packet];
    to.timestampNanos[index] = from.timestampNanos[packet];
    to.linkType[index] = from.linkType[packet];
    to.interfaceId[index] = from.interfaceId[packet];
    used[input] = offset + length;
  }

  private PacketBatch begin(int input) {
    if (input >= open.length) {
      int larger = Math.max(input + 1, 2 * open.length);
      open = Arrays.copyOf(open, larger);
      used = Arrays.copyOf(used, larger);
      begunAt = Arrays.copyOf(begunAt, larger);
    }
    PacketBatch batch = idle.isEmpty() ? new PacketBatch() : idle.pop();
    batch.clear();
    batch.input = input;
    // Room for the numbers of a whole batch, as batches of several inputs fill at the same time.
    batch.firstPacketNumber = batchesBegun * PacketBatch.MAX_PACKETS;
    batches.add(batch);
    open[input] = batch;
    used[input] = 0;
    begunAt[input] = ++batchesBegun;
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
    PacketBatch oldest = rest();
    surplusPackets += oldest.size;
    return oldest;
  }

  /** The oldest packets, null when there are none left; valid until the next call of any method. */
  public PacketBatch rest() {
    PacketBatch oldest = batches.poll();
    if (oldest != null) {
      idle.push(oldest);
      if (open[oldest.input] == oldest) {
        open[oldest.input] = null;
      }
    }
    return oldest;
  }

  /** Forgets all packets. */
  public void clear() {
    while (rest() != null) {
      // Its memory is used again.
    }
  }

  /** Packets that {@link #surplus} gave away. */
  public long surplusPackets() {
    return surplusPackets;
  }
}
