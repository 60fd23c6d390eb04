package org.tidewaiter.capture.live;

import static org.tidewaiter.capture.live.DeviceException.Reason.BAD_FILTER;
import static org.tidewaiter.capture.live.DeviceException.Reason.DOWN;
import static org.tidewaiter.capture.live.DeviceException.Reason.LOST;
import static org.tidewaiter.capture.live.DeviceException.Reason.NO_SUCH_DEVICE;
import static org.tidewaiter.capture.live.DeviceException.Reason.UNSUPPORTED;

import com.sun.jna.Platform;
import java.sql.Timestamp;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.BlockingMode;
import org.pcap4j.core.PcapHandle.TimestampPrecision;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface.PromiscuousMode;
import org.pcap4j.core.PcapStat;
import org.pcap4j.core.RawPacketListener;
import org.tidewaiter.capture.Dlt;
import org.tidewaiter.capture.LibpcapException;
import org.tidewaiter.capture.PacketBatch;

/**
 * Captures through libpcap (Npcap on Windows), by way of pcap4j: on every system and any device,
 * for about ten times the work of {@link RingSource}, as each packet is a call from native code.
 *
 * <p>libpcap is asked without blocking and left alone for a few milliseconds when it has nothing,
 * because on Linux a blocking question may not come back on a silent line.
 */
public final class LibpcapSource implements LiveSource {
  /** Error codes of pcap_activate (pcap/pcap.h). */
  private static final int PCAP_ERROR_NO_SUCH_DEVICE = -5;

  private static final int PCAP_ERROR_PERM_DENIED = -8;
  private static final int PCAP_ERROR_IFACE_NOT_UP = -9;
  private static final int PCAP_ERROR_PROMISC_PERM_DENIED = -11;

  /** Wait in milliseconds when there was nothing, before asking again. */
  private static final int PAUSE_MILLIS = 10;

  /** Age in milliseconds at which the kernel hands over what it has. */
  private static final int HAND_OVER_MILLIS = 50;

  private static final long STATISTICS_NANOS = 1_000_000_000L;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long UNSIGNED_INT = 0xFFFF_FFFFL;

  private final CaptureOptions options;
  private final RawPacketListener listener = this::take;
  private PcapHandle handle;
  private int linkType;
  private PacketBatch batch;
  private int used;
  private long packets;
  private long bytes;
  private long received;
  private long dropped;
  private long droppedByInterface;
  private long lastReceived;
  private long lastDropped;
  private long lastDroppedByInterface;
  private long statisticsNanos;
  private volatile CaptureCounters counters = new CaptureCounters(0, 0, 0, 0);

  private LibpcapSource(CaptureOptions options) throws DeviceException {
    this.options = options;
    start();
  }

  /** Opens the device. */
  public static LibpcapSource open(CaptureOptions options) throws DeviceException {
    if (options.fanoutGroup() != CaptureOptions.NO_FANOUT) {
      throw new DeviceException(
          UNSUPPORTED, "several threads on one device need the packet ring, libpcap has no groups");
    }
    return new LibpcapSource(options);
  }

  private void start() throws DeviceException {
    try {
      handle =
          new PcapHandle.Builder(options.device())
              .snaplen(options.snaplenBytes())
              .promiscuousMode(
                  options.promiscuous()
                      ? PromiscuousMode.PROMISCUOUS
                      : PromiscuousMode.NONPROMISCUOUS)
              .timeoutMillis(HAND_OVER_MILLIS)
              .bufferSize((int) options.bufferBytes())
              .timestampPrecision(TimestampPrecision.NANO)
              .build();
    } catch (PcapNativeException e) {
      throw cannotOpen(e);
    } catch (LinkageError e) {
      throw noLibpcap(e);
    }
    try {
      handle.setBlockingMode(BlockingMode.NONBLOCKING);
      linkType = Dlt.toLinkType(handle.getDlt().value());
      if (!options.filter().isEmpty()) {
        handle.setFilter(options.filter(), BpfCompileMode.OPTIMIZE);
      }
    } catch (PcapNativeException e) {
      handle.close();
      throw new DeviceException(
          BAD_FILTER, "capture filter \"" + options.filter() + "\": " + e.getMessage(), e);
    } catch (NotOpenException e) {
      throw lost(e);
    }
  }

  static DeviceException noLibpcap(Throwable e) {
    return new DeviceException(UNSUPPORTED, LibpcapException.ADVICE, e);
  }

  private DeviceException cannotOpen(PcapNativeException e) {
    int code = e.getReturnCode() == null ? 0 : e.getReturnCode();
    return switch (code) {
      case PCAP_ERROR_NO_SUCH_DEVICE -> Advice.noSuchDevice(options.device());
      case PCAP_ERROR_IFACE_NOT_UP -> Advice.down(options.device());
      case PCAP_ERROR_PERM_DENIED, PCAP_ERROR_PROMISC_PERM_DENIED ->
          Advice.noPermission(options.device(), e);
      default ->
          new DeviceException(
              UNSUPPORTED, "libpcap cannot open " + options.device() + ": " + e.getMessage(), e);
    };
  }

  private DeviceException lost(Exception e) {
    return new DeviceException(LOST, options.device() + " went down or away", e);
  }

  @Override
  public boolean fill(PacketBatch to) throws DeviceException {
    to.clear();
    to.input = options.input();
    to.firstPacketNumber = packets;
    batch = to;
    used = 0;
    int waited = 0;
    try {
      dispatch();
      while (to.size == 0 && waited < IDLE_MILLIS) {
        Thread.sleep(PAUSE_MILLIS);
        waited += PAUSE_MILLIS;
        dispatch();
      }
      publish(to.size == 0);
    } catch (PcapNativeException | NotOpenException e) {
      close();
      throw lost(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (to.size == 0 && down()) {
      throw lost(null);
    }
    return true;
  }

  /** libpcap is silent about a device that was only switched off. */
  private boolean down() {
    if (!Platform.isLinux()) {
      return false;
    }
    LinuxDevice device = LinuxDevice.find(options.device());
    return device != null && !device.up();
  }

  /** Takes what is at hand, never more than surely fits. */
  private void dispatch() throws PcapNativeException, InterruptedException, NotOpenException {
    int most = mostThatFit();
    while (most > 0 && handle.dispatch(most, listener) > 0) {
      most = mostThatFit();
    }
  }

  private int mostThatFit() {
    return Math.min(
        PacketBatch.MAX_PACKETS - batch.size,
        (PacketBatch.BUFFER_BYTES - used) / options.snaplenBytes());
  }

  private void take(byte[] packet) {
    PacketBatch batch = this.batch;
    int i = batch.size;
    Timestamp time = handle.getTimestamp();
    int wireLength = handle.getOriginalLength();
    batch.bytes.put(used, packet);
    batch.offset[i] = used;
    batch.capturedLength[i] = packet.length;
    batch.wireLength[i] = wireLength;
    batch.timestampNanos[i] =
        Math.floorDiv(time.getTime(), 1000L) * NANOS_PER_SECOND + time.getNanos();
    batch.linkType[i] = linkType;
    batch.interfaceId[i] = 0;
    batch.size = i + 1;
    used += packet.length;
    packets++;
    bytes += wireLength;
  }

  /** Publishes the counts; asks libpcap for its drops now and then, and whenever it is idle. */
  private void publish(boolean idle) throws PcapNativeException, NotOpenException {
    long now = System.nanoTime();
    if (idle || now - statisticsNanos > STATISTICS_NANOS) {
      statisticsNanos = now;
      PcapStat statistics = handle.getStats();
      received += (statistics.getNumPacketsReceived() - lastReceived) & UNSIGNED_INT;
      dropped += (statistics.getNumPacketsDropped() - lastDropped) & UNSIGNED_INT;
      droppedByInterface +=
          (statistics.getNumPacketsDroppedByIf() - lastDroppedByInterface) & UNSIGNED_INT;
      lastReceived = statistics.getNumPacketsReceived();
      lastDropped = statistics.getNumPacketsDropped();
      lastDroppedByInterface = statistics.getNumPacketsDroppedByIf();
    }
    counters = new CaptureCounters(packets, bytes, dropped, droppedByInterface);
  }

  @Override
  public boolean recover() throws DeviceException {
    if (handle.isOpen()) {
      return !down();
    }
    lastReceived = 0;
    lastDropped = 0;
    lastDroppedByInterface = 0;
    try {
      start();
      return true;
    } catch (DeviceException e) {
      if (e.reason() == DOWN || e.reason() == NO_SUCH_DEVICE) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public CaptureCounters counters() {
    return counters;
  }

  /**
   * On Linux alone libpcap counts as received what it keeps and what it drops; on a loopback device
   * also the copies of packets that it leaves out, so there it cannot be told.
   */
  @Override
  public long unread() {
    LinuxDevice device = Platform.isLinux() ? LinuxDevice.find(options.device()) : null;
    if (device == null || device.loopback() || !handle.isOpen()) {
      return 0;
    }
    try {
      publish(true);
      return Math.max(0, received - dropped - packets);
    } catch (PcapNativeException | NotOpenException e) {
      return 0;
    }
  }

  @Override
  public String method() {
    return "libpcap through pcap4j";
  }

  @Override
  public void close() {
    if (handle.isOpen()) {
      handle.close();
    }
  }
}
