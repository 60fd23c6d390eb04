package org.tidewaiter.capture.live;

import java.util.Arrays;
import java.util.zip.CRC32C;
import org.tidewaiter.capture.PacketBatch;

/**
 * Drops exact copies of packets, as mirror ports make them when a packet passes two mirrored ports.
 *
 * <p>Two packets are copies if one was captured within the window of the other and they agree in
 * every captured byte from the network layer on, and in the length of that on the wire. What a
 * switch or router may change on the way is left out: MAC addresses, VLAN tags, Ethernet padding,
 * and of IP the TTL or hop limit and the header checksum. The bytes themselves are compared, not
 * only a hash, so a packet is never dropped for a collision. What can be dropped wrongly is a
 * packet that its sender repeated bit for bit within the window, IP identification included; TCP
 * does not repeat that fast, and a flow does not change its service by it. Of packets cut by the
 * snaplen, only what was captured can be compared.
 *
 * <p>Sits between source and decoder, on the source's thread. Not for replay: there, a capture's
 * packets are evidence.
 */
public final class Deduplicator {
  /** Default window in nanoseconds: mirrors deliver copies within some milliseconds. */
  public static final long DEFAULT_WINDOW_NANOS = 20_000_000;

  /** Least snaplen in bytes with which copies can be told from other packets. */
  public static final int MIN_SNAPLEN_BYTES = 128;

  /** Packets that are remembered at most. */
  static final int MAX_REMEMBERED = 1 << 15;

  /** Bytes of packets that are remembered at most. */
  static final int HISTORY_BYTES = 16 << 20;

  /** Remembered packets of the same hash that are compared: the youngest ones. */
  static final int MAX_COMPARED = 8;

  /** Bytes that are hashed at most. */
  private static final int MAX_HASHED_BYTES = 256;

  /** Most bytes in front of the network layer: Ethernet and {@link NetworkLayer#MAX_TAGS} tags. */
  private static final int MAX_LINK_BYTES = 14 + 4 * NetworkLayer.MAX_TAGS;

  private static final int REMEMBERED_MASK = MAX_REMEMBERED - 1;
  private static final int HEADS_MASK = 2 * MAX_REMEMBERED - 1;
  private static final int NONE = -1;

  private final long windowNanos;
  private final int hashedBytes;
  private final CRC32C crc = new CRC32C();
  private final NetworkLayer network = new NetworkLayer();

  /** Network layers of remembered packets, without what may differ; a circle of bytes. */
  private final byte[] history = new byte[HISTORY_BYTES];

  /** Where the next packet goes, counted on and on; modulo the size it is an index. */
  private long historyEnd;

  /** Number of the youngest remembered packet of each hash, from 0, or {@link #NONE}. */
  private final long[] heads = new long[HEADS_MASK + 1];

  private final long[] older = new long[MAX_REMEMBERED];
  private final long[] timestampNanos = new long[MAX_REMEMBERED];
  private final long[] historyStart = new long[MAX_REMEMBERED];
  private final int[] storedLength = new int[MAX_REMEMBERED];
  private final int[] networkLength = new int[MAX_REMEMBERED];
  private final int[] networkType = new int[MAX_REMEMBERED];
  private long oldest;
  private long count;

  private long dropped;
  private long overwritten;

  /** The two counts above, published once a batch for other threads. */
  private volatile long duplicates;

  private volatile long forgottenEarly;

  /**
   * A memory of what was just seen.
   *
   * @param windowNanos how far apart in time copies may be, in nanoseconds
   * @param snaplenBytes bytes captured of each packet, at least {@link #MIN_SNAPLEN_BYTES}
   */
  public Deduplicator(long windowNanos, int snaplenBytes) {
    if (windowNanos < 1) {
      throw new IllegalArgumentException("window of " + windowNanos + " ns");
    }
    if (snaplenBytes < MIN_SNAPLEN_BYTES) {
      throw new IllegalArgumentException(
          "copies can be told only with a snaplen of at least " + MIN_SNAPLEN_BYTES);
    }
    this.windowNanos = windowNanos;
    this.hashedBytes = Math.min(MAX_HASHED_BYTES, snaplenBytes - MAX_LINK_BYTES);
    Arrays.fill(heads, NONE);
  }

  /** Takes copies of earlier packets out of the batch; the others keep their order and bytes. */
  public void compact(PacketBatch batch) {
    int kept = 0;
    for (int i = 0; i < batch.size; i++) {
      if (isCopy(batch, i)) {
        continue;
      }
      if (kept < i) {
        batch.move(i, kept);
      }
      kept++;
    }
    dropped += batch.size - kept;
    duplicates = dropped;
    forgottenEarly = overwritten;
    batch.size = kept;
  }

  /** Packets dropped as copies. */
  public long duplicates() {
    return duplicates;
  }

  /** Packets that had to be forgotten within the window, for want of room: copies may pass. */
  public long forgottenEarly() {
    return forgottenEarly;
  }

  private boolean isCopy(PacketBatch batch, int packet) {
    network.locate(batch, packet);
    int stored = network.capturedLength;
    long now = batch.timestampNanos[packet];
    int start = reserve(stored, now);
    batch.bytes.get(network.offset, history, start, stored);
    network.blank(history, start);
    crc.reset();
    crc.update(history, start, Math.min(stored, hashedBytes));
    int head = (int) crc.getValue() & HEADS_MASK;
    if (find(heads[head], start, now)) {
      return true;
    }
    remember(head, now, stored);
    return false;
  }

  /** Index of free room in the history; stays free until {@link #remember} takes it. */
  private int reserve(int length, long now) {
    int index = (int) (historyEnd % HISTORY_BYTES);
    if (index + length > HISTORY_BYTES) {
      historyEnd += HISTORY_BYTES - index;
      index = 0;
    }
    while (oldest < count
        && (count - oldest == MAX_REMEMBERED
            || historyStart[(int) oldest & REMEMBERED_MASK]
                < historyEnd + length - HISTORY_BYTES)) {
      if (now - timestampNanos[(int) oldest & REMEMBERED_MASK] <= windowNanos) {
        overwritten++;
      }
      oldest++;
    }
    return index;
  }

  private boolean find(long youngest, int start, long now) {
    int compared = 0;
    for (long number = youngest; number >= oldest && compared < MAX_COMPARED; compared++) {
      int at = (int) number & REMEMBERED_MASK;
      if (Math.abs(now - timestampNanos[at]) <= windowNanos && equal(at, start)) {
        return true;
      }
      number = older[at];
    }
    return false;
  }

  private boolean equal(int at, int start) {
    int length = Math.min(storedLength[at], network.capturedLength);
    int other = (int) (historyStart[at] % HISTORY_BYTES);
    return networkType[at] == network.type
        && networkLength[at] == network.wireLength
        && Arrays.equals(history, start, start + length, history, other, other + length);
  }

  private void remember(int head, long now, int stored) {
    int at = (int) count & REMEMBERED_MASK;
    older[at] = heads[head];
    heads[head] = count;
    timestampNanos[at] = now;
    historyStart[at] = historyEnd;
    storedLength[at] = stored;
    networkLength[at] = network.wireLength;
    networkType[at] = network.type;
    historyEnd += stored;
    count++;
  }
}
