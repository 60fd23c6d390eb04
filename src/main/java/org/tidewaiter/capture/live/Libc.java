package org.tidewaiter.capture.live;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/**
 * The C library functions behind a packet ring, mapped directly, and the Linux constants they take.
 *
 * <p>Values are those of linux/if_packet.h, asm-generic/socket.h and the other headers named below;
 * they hold on every 64-bit Linux that the JVM runs on except MIPS and SPARC. Loading this class
 * loads the native library of JNA, so only live capture on Linux may touch it. Every function that
 * fails throws {@link LastErrorException} with errno.
 */
final class Libc {
  /** Address families (bits/socket.h). */
  static final int AF_INET = 2;

  static final int AF_PACKET = 17;

  /** Socket types (bits/socket_type.h). */
  static final int SOCK_DGRAM = 2;

  static final int SOCK_RAW = 3;
  static final int SOCK_CLOEXEC = 0x80000;

  /** Every protocol (linux/if_ether.h). */
  static final int ETH_P_ALL = 3;

  /** Option levels and generic socket options (asm-generic/socket.h, bits/socket.h). */
  static final int SOL_SOCKET = 1;

  static final int SOL_PACKET = 263;
  static final int SO_ERROR = 4;
  static final int SO_ATTACH_FILTER = 26;

  /** Packet socket options (linux/if_packet.h). */
  static final int PACKET_ADD_MEMBERSHIP = 1;

  static final int PACKET_RX_RING = 5;
  static final int PACKET_STATISTICS = 6;
  static final int PACKET_VERSION = 10;
  static final int PACKET_FANOUT = 18;
  static final int PACKET_IGNORE_OUTGOING = 23;
  static final int PACKET_MR_PROMISC = 1;
  static final int PACKET_FANOUT_HASH = 0;
  static final int TPACKET_V3 = 2;

  /** Memory mapping (bits/mman-linux.h). */
  static final int PROT_READ = 1;

  static final int PROT_WRITE = 2;
  static final int MAP_SHARED = 1;

  /** Events of poll (bits/poll.h). */
  static final short POLLIN = 1;

  static final short POLLERR = 8;

  /** Interface requests (linux/sockios.h) and the flags they give (linux/if.h). */
  static final long SIOCGIFFLAGS = 0x8913;

  static final long SIOCGIFHWADDR = 0x8927;
  static final int IFF_UP = 0x1;
  static final int IFF_LOOPBACK = 0x8;
  static final int IFF_RUNNING = 0x40;

  /** Error numbers (asm-generic/errno.h). */
  static final int EPERM = 1;

  static final int EINTR = 4;
  static final int ENXIO = 6;
  static final int ENOMEM = 12;
  static final int EACCES = 13;
  static final int ENODEV = 19;
  static final int EINVAL = 22;
  static final int ENOPROTOOPT = 92;
  static final int ENETDOWN = 100;

  static {
    Native.register(Libc.class, "c");
  }

  private Libc() {}

  static native int socket(int family, int type, int protocol) throws LastErrorException;

  static native int setsockopt(int fd, int level, int option, Pointer value, int length)
      throws LastErrorException;

  static native int getsockopt(int fd, int level, int option, Pointer value, Pointer length)
      throws LastErrorException;

  static native int bind(int fd, Pointer address, int length) throws LastErrorException;

  static native Pointer mmap(Pointer at, long length, int protection, int flags, int fd, long from)
      throws LastErrorException;

  static native int munmap(Pointer at, long length) throws LastErrorException;

  static native int poll(Pointer fds, long count, int timeoutMillis) throws LastErrorException;

  static native int ioctl(int fd, long request, Pointer argument) throws LastErrorException;

  static native int close(int fd) throws LastErrorException;

  /** Index of the interface, or 0 if there is none of that name. */
  static native int if_nametoindex(String name);

  /** What errno means, in words. */
  static native String strerror(int errno);
}
