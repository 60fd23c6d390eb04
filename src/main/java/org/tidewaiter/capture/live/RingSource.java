package org.tidewaiter.capture.live;

import static org.tidewaiter.capture.live.DeviceException.Reason.DOWN;
import static org.tidewaiter.capture.live.DeviceException.Reason.LOST;
import static org.tidewaiter.capture.live.DeviceException.Reason.UNSUPPORTED;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.tidewaiter.capture.PacketBatch;

/**
 * Captures through a Linux packet ring (AF_PACKET, TPACKET_V3): memory shared with the kernel, that
 * hands over blocks of packets. No native call is made per packet, only one per wait for a block.
 *
 * <p>Packets are copied from the block into the batch, so that a block goes back to the kernel as
 * soon as it has been walked, however slow the analysis is, and no stage ever looks at memory that
 * the kernel may rewrite or that is no longer mapped.
 *
 * <p>A VLAN tag that the device or the kernel took out of a packet is put back where it was.
 */
public final class RingSource implements LiveSource {
  /** Size of a block in bytes: thousands of small packets a wait, and room for any one packet. */
  static final int BLOCK_BYTES = 1 << 20;

  /** Age in milliseconds at which the kernel hands over a block that is not full. */
  static final int RETIRE_MILLIS = 50;

  /** libpcap's name for all devices at once, with a link type of its own. */
  private static final String ANY_DEVICE = "any";

  private static final int LINKTYPE_ETHERNET = 1;
  private static final int LINKTYPE_RAW = 101;
  private static final int MAC_ADDRESSES_BYTES = 12;
  private static final int VLAN_TAG_BYTES = 4;
  private static final int ETHERTYPE_VLAN = 0x8100;
  private static final int BPF_RETURN = 0x06;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private static final VarHandle INT =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

  private final CaptureOptions options;
  private final PacketSocket socket;
  private final InterfaceDrops interfaceDrops;
  private final ByteBuffer ring;
  private final int blocks;
  private final int linkType;

  /** The block being walked, or the next one if none of it is left. */
  private int block;

  private int packetsLeft;
  private int packetAt;

  private long packetsSoFar;
  private long bytesSoFar;

  /** The two counts above, published once a batch for other threads. */
  private volatile long packets;

  private volatile long bytes;

  private RingSource(CaptureOptions options, LinuxDevice device, int linkType)
      throws DeviceException {
    this.options = options;
    this.linkType = linkType;
    this.blocks = (int) Math.max(2, options.bufferBytes() / BLOCK_BYTES);
    this.socket = new PacketSocket(options.device());
    this.interfaceDrops = new InterfaceDrops(options.device());
    try {
      this.ring =
          socket
              .mapRing(BLOCK_BYTES, blocks, RETIRE_MILLIS)
              .getByteBuffer(0, (long) BLOCK_BYTES * blocks)
              .order(ByteOrder.nativeOrder());
      socket.attachFilter(filter(options));
      if (device.loopback()) {
        socket.ignoreOutgoing();
      }
      listen(device);
      if (options.fanoutGroup() != CaptureOptions.NO_FANOUT) {
        socket.joinFanout(options.fanoutGroup());
      }
    } catch (DeviceException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Opens the device.
   *
   * @throws DeviceException with reason UNSUPPORTED if this machine or device has no packet ring,
   *     another one for what would stand in the way of any capture
   */
  public static RingSource open(CaptureOptions options) throws DeviceException {
    if (!Platform.isLinux() || Native.POINTER_SIZE != Long.BYTES) {
      throw new DeviceException(UNSUPPORTED, "the packet ring needs 64-bit Linux");
    }
    if (options.device().equals(ANY_DEVICE)) {
      throw new DeviceException(UNSUPPORTED, "\"any\" is a device of libpcap's");
    }
    LinuxDevice device = LinuxDevice.find(options.device());
    if (device == null) {
      throw Advice.noSuchDevice(options.device());
    }
    int linkType = linkType(device, options.device());
    RingSource source = new RingSource(options, device, linkType);
    if (!device.up()) {
      source.close();
      throw Advice.down(options.device());
    }
    return source;
  }

  private static int linkType(LinuxDevice device, String name) throws DeviceException {
    int hardware = device.hardwareType();
    if (hardware == LinuxDevice.ARPHRD_ETHER || hardware == LinuxDevice.ARPHRD_LOOPBACK) {
      return LINKTYPE_ETHERNET;
    }
    if (hardware == LinuxDevice.ARPHRD_NONE || hardware == LinuxDevice.ARPHRD_RAWIP) {
      return LINKTYPE_RAW;
    }
    throw new DeviceException(
        UNSUPPORTED, name + " is of hardware type " + hardware + ", which the ring does not do");
  }

  /** The filter, or one that only cuts packets to the snaplen: the kernel has no other way. */
  private static long[] filter(CaptureOptions options) {
    return new long[] {PacketSocket.instruction(BPF_RETURN, 0, 0, options.snaplenBytes())};
  }

  private void listen(LinuxDevice device) {
    socket.bind(device.index());
    if (options.promiscuous()) {
      socket.makePromiscuous(device.index());
    }
  }

  @Override
  public boolean fill(PacketBatch batch) throws DeviceException {
    batch.clear();
    batch.input = options.input();
    batch.firstPacketNumber = packetsSoFar;
    walk(batch);
    if (batch.size == 0) {
      if (!socket.await(IDLE_MILLIS)) {
        throw new DeviceException(LOST, options.device() + " went down or away");
      }
      walk(batch);
    }
    return true;
  }

  /** Moves packets into the batch until it is full or the kernel has no more. */
  private void walk(PacketBatch batch) {
    int used = 0;
    while (packetsLeft > 0 || nextBlock()) {
      used = copyBlock(batch, used);
      if (packetsLeft > 0) {
        break;
      }
      INT.setRelease(ring, block * BLOCK_BYTES + RingLayout.BLOCK_STATUS, RingLayout.STATUS_KERNEL);
      block = block + 1 == blocks ? 0 : block + 1;
    }
    count(batch);
  }

  private boolean nextBlock() {
    int at = block * BLOCK_BYTES;
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
    int snaplen = options.snaplenBytes();
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

  private void count(PacketBatch batch) {
    long wire = 0;
    for (int i = 0; i < batch.size; i++) {
      wire += batch.wireLength[i];
    }
    bytesSoFar += wire;
    packetsSoFar += batch.size;
    bytes = bytesSoFar;
    packets = packetsSoFar;
  }

  @Override
  public boolean recover() throws DeviceException {
    LinuxDevice device = LinuxDevice.find(options.device());
    if (device == null || !device.up()) {
      return false;
    }
    try {
      listen(device);
      return true;
    } catch (LastErrorException e) {
      if (LinuxDevice.find(options.device()) == null) {
        return false;
      }
      throw new DeviceException(
          DOWN, options.device() + " is back but cannot be listened to: " + e.getMessage(), e);
    }
  }

  @Override
  public CaptureCounters counters() {
    return new CaptureCounters(packets, bytes, socket.drops(), interfaceDrops.count());
  }

  @Override
  public String method() {
    return "afpacket ring";
  }

  @Override
  public void close() {
    socket.close();
  }
}
