package org.tidewaiter.capture.live;

import com.sun.jna.Pointer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.tidewaiter.capture.PacketBatch;

/**
 * Walks a packet ring that is shared with the kernel, block by block, and copies its packets into
 * batches.
 *
 * <p>A block is ours from when its status says so until we say otherwise; the status is read and
 * written so that no access to the block's packets moves across it.
 */
final class RingReader {
  private static final int MAC_ADDRESSES_BYTES = 12;
  private static final int VLAN_TAG_BYTES = 4;
  private static final int ETHERTYPE_VLAN = 0x8100;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private static final VarHandle INT =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

  private final ByteBuffer ring;
  private final int blocks;
  private final int snaplenBytes;
  private final int linkType;

  /** The block being walked, or the next one if none of it is left. */
  private int block;

  private int packetsLeft;
  private int packetAt;

  /**
   * A reader that begins with the first block.
   *
   * @param ring where the ring is mapped, for at least as long as this reader is used
   * @param blocks number of blocks of {@link RingSource#BLOCK_BYTES}
   */
  RingReader(Pointer ring, int blocks, int snaplenBytes, int linkType) {
    this.ring =
        ring.getByteBuffer(0, (long) RingSource.BLOCK_BYTES * blocks)
            .order(ByteOrder.nativeOrder());
    this.blocks = blocks;
    this.snaplenBytes = snaplenBytes;
    this.linkType = linkType;
  }

  /** Moves packets into the batch until it is full or the kernel has no more. */
  void read(PacketBatch batch) {
    int used = 0;
    while (packetsLeft > 0 || nextBlock()) {
      used = copyBlock(batch, used);
      if (packetsLeft > 0) {
        break;
      }
      INT.setRelease(
          ring, block * RingSource.BLOCK_BYTES + RingLayout.BLOCK_STATUS, RingLayout.STATUS_KERNEL);
      block = block + 1 == blocks ? 0 : block + 1;
    }
  }

  private boolean nextBlock() {
    int at = block * RingSource.BLOCK_BYTES;
    int status = (int) INT.getAcquire(ring, at + RingLayout.BLOCK_STATUS);
    if ((status & RingLayout.STATUS_USER) == 0) {
      return false;
    }
    packetsLeft = ring.getInt(at + RingLayout.BLOCK_PACKETS);
    packetAt = at + ring.getInt(at + RingLayout.BLOCK_FIRST_PACKET);
    return true;
  }

  /** Copies packets of the current block; returns the bytes of the batch in use. */
  private int copyBlock(PacketBatch batch, int usedBefore) {
    ByteBuffer ring = this.ring;
    ByteBuffer to = batch.bytes;
    int snaplen = this.snaplenBytes;
    int linkType = this.linkType;
    int used = usedBefore;
    int size = batch.size;
    int left = packetsLeft;
    int at = packetAt;
    while (left > 0 && size < PacketBatch.MAX_PACKETS) {
      int captured = ring.getInt(at + RingLayout.CAPTURED_LENGTH);
      if (used + captured + VLAN_TAG_BYTES > PacketBatch.BUFFER_BYTES) {
        break;
      }
      int wire = ring.getInt(at + RingLayout.WIRE_LENGTH);
      int status = ring.getInt(at + RingLayout.PACKET_STATUS);
      int from = at + (ring.getShort(at + RingLayout.DATA_OFFSET) & 0xFFFF);
      if ((status & RingLayout.STATUS_VLAN_VALID) != 0 && captured >= MAC_ADDRESSES_BYTES) {
        copyTagged(to, used, from, captured, vlanTag(at, status));
        captured += VLAN_TAG_BYTES;
        wire += VLAN_TAG_BYTES;
      } else {
        to.put(used, ring, from, captured);
      }
      captured = Math.min(captured, snaplen);
      batch.offset[size] = used;
      batch.capturedLength[size] = captured;
      batch.wireLength[size] = wire;
      batch.timestampNanos[size] =
          (ring.getInt(at + RingLayout.SECONDS) & 0xFFFF_FFFFL) * NANOS_PER_SECOND
              + ring.getInt(at + RingLayout.NANOSECONDS);
      batch.linkType[size] = linkType;
      batch.interfaceId[size] = 0;
      size++;
      used += captured;
      at += ring.getInt(at + RingLayout.NEXT_PACKET);
      left--;
    }
    batch.size = size;
    packetsLeft = left;
    packetAt = at;
    return used;
  }

  /** The tag's protocol in the upper, its control information in the lower 16 bits. */
  private int vlanTag(int at, int status) {
    int protocol =
        (status & RingLayout.STATUS_VLAN_TPID_VALID) != 0
            ? ring.getShort(at + RingLayout.VLAN_TPID) & 0xFFFF
            : ETHERTYPE_VLAN;
    return protocol << 16 | (ring.getInt(at + RingLayout.VLAN_TCI) & 0xFFFF);
  }

  private void copyTagged(ByteBuffer to, int used, int from, int captured, int tag) {
    to.put(used, ring, from, MAC_ADDRESSES_BYTES);
    to.putInt(used + MAC_ADDRESSES_BYTES, tag);
    to.put(
        used + MAC_ADDRESSES_BYTES + VLAN_TAG_BYTES,
        ring,
        from + MAC_ADDRESSES_BYTES,
        captured - MAC_ADDRESSES_BYTES);
  }
}
