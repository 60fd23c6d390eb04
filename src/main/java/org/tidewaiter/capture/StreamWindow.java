package org.tidewaiter.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * The stretch of an input that lies in the buffer of the batch being filled.
 *
 * <p>A reader walks records between {@link #position} and {@link #limit} where the channel has put
 * them: packets are never copied. Only what is left behind the last whole record of a batch is
 * carried to the front of the next one. So that this stays small when a batch is full of short
 * packets before its bytes are used up, the window reads about as much as the last batch needed.
 */
final class StreamWindow {
  private static final int CAPACITY = PacketBatch.BUFFER_BYTES;

  /** Read ahead at most; the rest of the buffer is room for what was carried. */
  private static final int MAX_GOAL_BYTES = 512 * 1024;

  private static final int MIN_GOAL_BYTES = 64 * 1024;

  /** Enough for what packets of a usual size leave over. */
  private static final int FIRST_CARRIED_BYTES = 16 * 1024;

  private final ReadableByteChannel channel;
  private ByteBuffer carried = ByteBuffer.allocate(FIRST_CARRIED_BYTES);
  private int carriedBytes;
  private ByteBuffer bytes = carried;
  private int goalBytes = MIN_GOAL_BYTES;
  private long indexZeroOffset;
  private long skipBytes;
  private boolean ended;
  private boolean ranDry;
  private IOException failure;

  /** Index in the batch's buffer of the next byte to look at. */
  int position;

  /** Index behind the last byte that has been read. */
  int limit;

  StreamWindow(ReadableByteChannel channel) {
    this.channel = channel;
  }

  /** Begins a batch: puts what the last one left at the front of its buffer. */
  void begin(PacketBatch batch) {
    bytes = batch.bytes;
    bytes.put(0, carried, 0, carriedBytes);
    position = 0;
    limit = carriedBytes;
    ranDry = false;
  }

  /** Ends a batch: keeps what was not walked, since the buffer now goes away. */
  void end(PacketBatch batch) {
    boolean fullOfPackets = batch.size == PacketBatch.MAX_PACKETS;
    int goal = fullOfPackets ? position + position / 32 : 2 * goalBytes;
    goalBytes = Math.max(MIN_GOAL_BYTES, Math.min(goal, MAX_GOAL_BYTES));
    carriedBytes = limit - position;
    if (carriedBytes > carried.capacity()) {
      carried = ByteBuffer.allocate(Math.min(2 * carriedBytes, CAPACITY));
    }
    carried.put(0, bytes, position, carriedBytes);
    indexZeroOffset += position;
  }

  /**
   * Reads more of the input behind {@link #limit}.
   *
   * @return false if the batch had better be handed on first (it has packets, and the buffer is
   *     used up or the channel has nothing at hand), or if the input has {@link #ended}
   */
  boolean more(PacketBatch batch) {
    if (ended) {
      return false;
    }
    if (batch.size > 0) {
      if (limit >= goalBytes || ranDry) {
        return false;
      }
    } else if (position > 0) {
      moveToFront();
    }
    int before = limit;
    while (!ended && limit == before) {
      readOnce();
    }
    return limit > before;
  }

  private void moveToFront() {
    bytes.put(0, bytes, position, limit - position);
    indexZeroOffset += position;
    limit -= position;
    position = 0;
  }

  private void readOnce() {
    int wanted = Math.max(goalBytes, limit + MIN_GOAL_BYTES) - limit;
    wanted = Math.min(wanted, CAPACITY - limit);
    if (wanted <= 0) {
      throw new IllegalStateException("no record may be longer than the buffer");
    }
    int count = -1;
    try {
      bytes.limit(limit + wanted).position(limit);
      count = channel.read(bytes);
    } catch (IOException e) {
      failure = e;
    } finally {
      bytes.clear();
    }
    if (count < 0) {
      ended = true;
      return;
    }
    ranDry = count < wanted;
    int skipped = (int) Math.min(skipBytes, count);
    if (skipped > 0) {
      bytes.put(limit, bytes, limit + skipped, count - skipped);
      skipBytes -= skipped;
      indexZeroOffset += skipped;
    }
    limit += count - skipped;
  }

  /** Steps over bytes that need not be in the buffer, nor ever fit into it. */
  void skip(long count) {
    int here = (int) Math.min(count, limit - position);
    position += here;
    skipBytes += count - here;
  }

  /** Bytes that are still to be skipped: at the end of the input, bytes that are missing. */
  long skipBytes() {
    return skipBytes;
  }

  /** Says that {@link #position} stands at this offset of the input, whatever was read before. */
  void renumber(long offsetOfPosition) {
    indexZeroOffset = offsetOfPosition - position;
  }

  /** Offset in the input of an index in the buffer. */
  long offsetOf(int index) {
    return indexZeroOffset + index;
  }

  /** Whether nothing can be read any more; what lies in the buffer may yet be walked. */
  boolean ended() {
    return ended;
  }

  /** Why the input ended before its time, or null if it simply ended. */
  IOException failure() {
    return failure;
  }
}
