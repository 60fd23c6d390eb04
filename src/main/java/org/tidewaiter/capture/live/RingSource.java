package org.tidewaiter.capture.live;

import static org.tidewaiter.capture.live.DeviceException.Reason.BAD_FILTER;
import static org.tidewaiter.capture.live.DeviceException.Reason.DOWN;
import static org.tidewaiter.capture.live.DeviceException.Reason.LOST;
import static org.tidewaiter.capture.live.DeviceException.Reason.UNSUPPORTED;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.capture.filter.BpfProgram;
import org.tidewaiter.capture.filter.FilterCompiler;
import org.tidewaiter.capture.filter.FilterException;

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

  private static final int BPF_RETURN = 0x06;

  private final CaptureOptions options;
  private final PacketSocket socket;
  private final InterfaceDrops interfaceDrops;
  private final RingReader reader;
  private long packetsSoFar;
  private long bytesSoFar;

  /** The two counts above, published once a batch for other threads. */
  private volatile long packets;

  private volatile long bytes;

  private RingSource(CaptureOptions options, LinuxDevice device) throws DeviceException {
    this.options = options;
    int blocks = (int) Math.max(2, options.bufferBytes() / BLOCK_BYTES);
    this.socket = new PacketSocket(options.device());
    this.interfaceDrops = new InterfaceDrops(options.device());
    try {
      Pointer ring = socket.mapRing(BLOCK_BYTES, blocks, RETIRE_MILLIS);
      reader = new RingReader(ring, blocks, options.snaplenBytes(), device.linkType());
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
    if (device.linkType() == LinuxDevice.NO_LINK_TYPE) {
      throw new DeviceException(
          UNSUPPORTED,
          options.device() + " (" + device.kind() + ") is a kind of device the ring does not do");
    }
    if (!device.up()) {
      throw Advice.down(options.device());
    }
    return new RingSource(options, device);
  }

  /** The filter, or one that only cuts packets to the snaplen: the kernel has no other way. */
  private static long[] filter(CaptureOptions options) throws DeviceException {
    int snaplen = options.snaplenBytes();
    if (options.filter().isEmpty()) {
      return new long[] {BpfProgram.instruction(BPF_RETURN, 0, 0, snaplen)};
    }
    try {
      return FilterCompiler.compileForDevice(options.filter(), options.device(), snaplen);
    } catch (FilterException e) {
      throw new DeviceException(BAD_FILTER, e.getMessage(), e);
    }
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
    reader.read(batch);
    if (batch.size == 0) {
      if (!socket.await(IDLE_MILLIS)) {
        throw new DeviceException(LOST, options.device() + " went down or away");
      }
      reader.read(batch);
    }
    count(batch);
    return true;
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
  public long unread() {
    return Math.max(0, socket.kept() - packetsSoFar);
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
