package org.tidewaiter.capture.live;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;

/**
 * A tunnel device (Documentation/networking/tuntap.rst of the Linux kernel) whose far end is the
 * test: what is written arrives on the device.
 */
final class Tunnel implements AutoCloseable {
  private static final int O_RDWR = 2;
  private static final long TUNSETIFF = 0x400454ca;
  private static final short IFF_TUN_NO_PI = 0x1001;
  private static final int SIZEOF_IFREQ = 40;
  private static final int IFR_FLAGS = 16;

  private final int fd;

  private Tunnel(int fd) {
    this.fd = fd;
  }

  /** Makes the device in the calling thread's network namespace. */
  static Tunnel open(String name) {
    int fd = Calls.open("/dev/net/tun", O_RDWR);
    try (Memory request = new Memory(SIZEOF_IFREQ)) {
      byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
      request.clear();
      request.write(0, bytes, 0, bytes.length);
      request.setShort(IFR_FLAGS, IFF_TUN_NO_PI);
      Calls.ioctl(fd, TUNSETIFF, request);
    }
    return new Tunnel(fd);
  }

  void write(byte[] packet) {
    Calls.write(fd, packet, packet.length);
  }

  @Override
  public void close() {
    Calls.close(fd);
  }

  private static final class Calls {
    static {
      Native.register(Calls.class, "c");
    }

    static native int open(String path, int flags) throws LastErrorException;

    static native int ioctl(int fd, long request, Pointer argument) throws LastErrorException;

    static native long write(int fd, byte[] bytes, long count) throws LastErrorException;

    static native int close(int fd) throws LastErrorException;
  }
}
