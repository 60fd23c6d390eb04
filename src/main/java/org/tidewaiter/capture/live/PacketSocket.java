package org.tidewaiter.capture.live;

import static org.tidewaiter.capture.live.DeviceException.Reason.BAD_FILTER;
import static org.tidewaiter.capture.live.DeviceException.Reason.NO_PERMISSION;
import static org.tidewaiter.capture.live.DeviceException.Reason.UNSUPPORTED;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import org.tidewaiter.capture.filter.BpfProgram;

/**
 * An AF_PACKET socket with a receive ring (packet(7), Documentation/networking/packet_mmap.rst of
 * the Linux kernel).
 *
 * <p>The socket is born deaf (protocol 0) and hears the device only from {@link #bind} on, so that
 * ring and filter are in place before the first packet. Binding and promiscuous mode need no
 * privilege, only creating the socket does: a socket opened as root can follow its device through a
 * removal and return after the process has dropped its rights.
 */
final class PacketSocket implements AutoCloseable {
  private static final int SIZEOF_TPACKET_REQ3 = 28;
  private static final int SIZEOF_SOCKADDR_LL = 20;
  private static final int SIZEOF_PACKET_MREQ = 16;
  private static final int SIZEOF_TPACKET_STATS_V3 = 12;
  private static final int SIZEOF_POLLFD = 8;
  private static final int SIZEOF_INT = 4;
  private static final int SIZEOF_SOCK_FILTER = 8;
  private static final int SIZEOF_SOCK_FPROG = 16;

  /** Most instructions of a socket's filter (linux/bpf_common.h). */
  private static final int BPF_MAXINSNS = 4096;

  private static final int FRAME_BYTES = 2048;

  private final int fd;
  private final Memory pollfd = new Memory(SIZEOF_POLLFD);
  private Pointer ring;
  private long ringBytes;
  private long drops;
  private long kept;
  private boolean closed;

  PacketSocket(String device) throws DeviceException {
    try {
      fd = Libc.socket(Libc.AF_PACKET, Libc.SOCK_RAW | Libc.SOCK_CLOEXEC, 0);
    } catch (LastErrorException e) {
      throw Advice.cannotOpen(device, e);
    }
    pollfd.setInt(0, fd);
    pollfd.setShort(4, Libc.POLLIN);
  }

  /**
   * Makes and maps the ring.
   *
   * @param blockBytes size of a block, a multiple of the page size
   * @param blocks number of blocks
   * @param retireMillis age at which a block that is not full is handed over
   */
  Pointer mapRing(int blockBytes, int blocks, int retireMillis) throws DeviceException {
    ringBytes = (long) blockBytes * blocks;
    try (Memory request = new Memory(SIZEOF_TPACKET_REQ3)) {
      setInt(Libc.SOL_PACKET, Libc.PACKET_VERSION, Libc.TPACKET_V3);
      request.clear();
      request.setInt(0, blockBytes);
      request.setInt(4, blocks);
      request.setInt(8, FRAME_BYTES);
      request.setInt(12, (int) (ringBytes / FRAME_BYTES));
      request.setInt(16, retireMillis);
      Libc.setsockopt(fd, Libc.SOL_PACKET, Libc.PACKET_RX_RING, request, SIZEOF_TPACKET_REQ3);
      ring =
          Libc.mmap(
              Pointer.NULL, ringBytes, Libc.PROT_READ | Libc.PROT_WRITE, Libc.MAP_SHARED, fd, 0);
      return ring;
    } catch (LastErrorException e) {
      throw noRing(e);
    }
  }

  private DeviceException noRing(LastErrorException e) {
    if (e.getErrorCode() == Libc.ENOMEM) {
      return new DeviceException(
          UNSUPPORTED,
          "no memory for a capture buffer of "
              + (ringBytes >> 20)
              + " MiB: choose a smaller one with --buffer",
          e);
    }
    return new DeviceException(
        UNSUPPORTED,
        "this kernel gives no packet ring (TPACKET_V3): " + Libc.strerror(e.getErrorCode()),
        e);
  }

  /**
   * Lets through only what a classic BPF program accepts, cut to the length that it returns.
   *
   * @param instructions as {@link BpfProgram#instruction} packs them
   */
  void attachFilter(long[] instructions) throws DeviceException {
    int count = instructions.length;
    if (count > BPF_MAXINSNS) {
      throw new DeviceException(
          BAD_FILTER,
          "the capture filter takes "
              + count
              + " instructions, the kernel does "
              + BPF_MAXINSNS
              + "; --capture pcap4j has no such limit");
    }
    try (Memory program = new Memory((long) SIZEOF_SOCK_FILTER * count);
        Memory fprog = new Memory(SIZEOF_SOCK_FPROG)) {
      for (int i = 0; i < count; i++) {
        long at = (long) SIZEOF_SOCK_FILTER * i;
        program.setShort(at, (short) (instructions[i] >>> 48));
        program.setByte(at + 2, (byte) (instructions[i] >>> 40));
        program.setByte(at + 3, (byte) (instructions[i] >>> 32));
        program.setInt(at + 4, (int) instructions[i]);
      }
      fprog.clear();
      fprog.setShort(0, (short) count);
      fprog.setPointer(Native.POINTER_SIZE, program);
      Libc.setsockopt(fd, Libc.SOL_SOCKET, Libc.SO_ATTACH_FILTER, fprog, SIZEOF_SOCK_FPROG);
    } catch (LastErrorException e) {
      throw new DeviceException(
          BAD_FILTER,
          "the kernel refuses the capture filter: " + Libc.strerror(e.getErrorCode()),
          e);
    }
  }

  /** Starts to hear the device, or hears it again after it came back. */
  void bind(int deviceIndex) {
    try (Memory address = new Memory(SIZEOF_SOCKADDR_LL)) {
      address.clear();
      address.setShort(0, (short) Libc.AF_PACKET);
      address.setByte(2, (byte) (Libc.ETH_P_ALL >> 8));
      address.setByte(3, (byte) Libc.ETH_P_ALL);
      address.setInt(4, deviceIndex);
      Libc.bind(fd, address, SIZEOF_SOCKADDR_LL);
    }
  }

  /** Asks the device for packets to other stations too, for as long as the socket lives. */
  void makePromiscuous(int deviceIndex) {
    try (Memory membership = new Memory(SIZEOF_PACKET_MREQ)) {
      membership.clear();
      membership.setInt(0, deviceIndex);
      membership.setShort(4, (short) Libc.PACKET_MR_PROMISC);
      Libc.setsockopt(
          fd, Libc.SOL_PACKET, Libc.PACKET_ADD_MEMBERSHIP, membership, SIZEOF_PACKET_MREQ);
    }
  }

  /** Hears only what arrives: on the loopback device each packet would else come twice. */
  void ignoreOutgoing() throws DeviceException {
    try {
      setInt(Libc.SOL_PACKET, Libc.PACKET_IGNORE_OUTGOING, 1);
    } catch (LastErrorException e) {
      throw new DeviceException(
          UNSUPPORTED, "loopback through the ring needs Linux 4.20 or newer", e);
    }
  }

  /** Shares the device's flows with the other sockets of the group; both directions go together. */
  void joinFanout(int group) throws DeviceException {
    try {
      setInt(Libc.SOL_PACKET, Libc.PACKET_FANOUT, (group & 0xFFFF) | Libc.PACKET_FANOUT_HASH << 16);
    } catch (LastErrorException e) {
      throw new DeviceException(
          NO_PERMISSION,
          "cannot join capture group "
              + group
              + ", probably another program's: "
              + Libc.strerror(e.getErrorCode()),
          e);
    }
  }

  /**
   * Waits until the ring has a block for us or the time is over.
   *
   * @return false if the device went down or away
   */
  boolean await(int timeoutMillis) {
    pollfd.setShort(6, (short) 0);
    try {
      Libc.poll(pollfd, 1, timeoutMillis);
    } catch (LastErrorException e) {
      if (e.getErrorCode() != Libc.EINTR) {
        throw e;
      }
    }
    return (pollfd.getShort(6) & Libc.POLLERR) == 0 || takeError() == 0;
  }

  private int takeError() {
    try (Memory value = new Memory(SIZEOF_INT);
        Memory length = new Memory(SIZEOF_INT)) {
      length.setInt(0, SIZEOF_INT);
      Libc.getsockopt(fd, Libc.SOL_SOCKET, Libc.SO_ERROR, value, length);
      return value.getInt(0);
    }
  }

  /**
   * Packets that found no room in the ring so far. The kernel counts in 32 bits from one question
   * to the next, so this is to be asked at least every few minutes.
   */
  synchronized long drops() {
    if (closed) {
      return drops;
    }
    try (Memory statistics = new Memory(SIZEOF_TPACKET_STATS_V3);
        Memory length = new Memory(SIZEOF_INT)) {
      length.setInt(0, SIZEOF_TPACKET_STATS_V3);
      Libc.getsockopt(fd, Libc.SOL_PACKET, Libc.PACKET_STATISTICS, statistics, length);
      long dropped = statistics.getInt(4) & 0xFFFF_FFFFL;
      drops += dropped;
      kept += (statistics.getInt(0) & 0xFFFF_FFFFL) - dropped;
      return drops;
    }
  }

  /** Packets that found room in the ring so far. */
  synchronized long kept() {
    drops();
    return kept;
  }

  private void setInt(int level, int option, int value) {
    try (Memory memory = new Memory(SIZEOF_INT)) {
      memory.setInt(0, value);
      Libc.setsockopt(fd, level, option, memory, SIZEOF_INT);
    }
  }

  /** Unmaps the ring: no thread may look at it any more. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    drops();
    closed = true;
    if (ring != null) {
      Libc.munmap(ring, ringBytes);
    }
    Libc.close(fd);
    pollfd.close();
  }
}
