package org.tidewaiter.capture;

import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;

/**
 * A few hundred to a few thousand captured packets: the currency of the hot path.
 *
 * <p>One direct buffer holds the bytes; parallel arrays say where each packet lies in it. A source
 * fills a batch, {@code decode} and {@code flow} read it, then it is filled again. Nothing may keep
 * a reference into {@link #bytes} once the batch has gone back to its source: whoever wants to
 * remember bytes copies them.
 *
 * <p>The fields are public arrays on purpose: stages are plain loops over them. Only the source
 * writes.
 */
public final class PacketBatch {
  /** Most packets in a batch. */
  public static final int MAX_PACKETS = 2048;

  /** Most captured bytes of one packet, as in libpcap and Wireshark; more is damage. */
  public static final int MAX_CAPTURED_LENGTH = 262_144;

  /** Size of {@link #bytes}: at least two packets of the greatest length fit, headers included. */
  public static final int BUFFER_BYTES = 768 * 1024;

  /**
   * Captured bytes, big endian, absolute indices only: position and limit belong to the source.
   *
   * <p>Mapped is what Java calls every direct buffer. Declared so, it has one implementation, which
   * Java's first compiler then builds into a loop instead of calling it for each number.
   */
  public final MappedByteBuffer bytes = (MappedByteBuffer) ByteBuffer.allocateDirect(BUFFER_BYTES);

  /** Number of packets held. */
  public int size;

  /** Index of the packet's first byte in {@link #bytes}. */
  public final int[] offset = new int[MAX_PACKETS];

  /** Bytes that were captured, 0 to {@link #MAX_CAPTURED_LENGTH}. */
  public final int[] capturedLength = new int[MAX_PACKETS];

  /** Bytes that were on the wire, at least the captured length. */
  public final int[] wireLength = new int[MAX_PACKETS];

  /** Time of capture in nanoseconds since 1970-01-01 UTC. */
  public final long[] timestampNanos = new long[MAX_PACKETS];

  /** LINKTYPE_ number of the interface that saw the packet (tcpdump.org/linktypes.html). */
  public final int[] linkType = new int[MAX_PACKETS];

  /** Number of the interface within the input, in order of appearance. */
  public final int[] interfaceId = new int[MAX_PACKETS];

  /** Number of the input (file or device) in the run; one batch never mixes inputs. */
  public int input;

  /** Number of the batch's first packet within its input, from 0. */
  public long firstPacketNumber;

  /** Forgets all packets. */
  public void clear() {
    size = 0;
  }

  /** Makes the packet at index {@code from} the one at {@code to}; for whoever leaves some out. */
  public void move(int from, int to) {
    offset[to] = offset[from];
    capturedLength[to] = capturedLength[from];
    wireLength[to] = wireLength[from];
    timestampNanos[to] = timestampNanos[from];
    linkType[to] = linkType[from];
    interfaceId[to] = interfaceId[from];
  }

  /** Takes over the packets of another batch; for the rare source that had to read ahead. */
  void copyFrom(PacketBatch other) {
    size = other.size;
    bytes.put(0, other.bytes, 0, BUFFER_BYTES);
    System.arraycopy(other.offset, 0, offset, 0, size);
    System.arraycopy(other.capturedLength, 0, capturedLength, 0, size);
    System.arraycopy(other.wireLength, 0, wireLength, 0, size);
    System.arraycopy(other.timestampNanos, 0, timestampNanos, 0, size);
    System.arraycopy(other.linkType, 0, linkType, 0, size);
    System.arraycopy(other.interfaceId, 0, interfaceId, 0, size);
    input = other.input;
    firstPacketNumber = other.firstPacketNumber;
  }
}
