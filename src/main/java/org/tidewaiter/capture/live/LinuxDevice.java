package org.tidewaiter.capture.live;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the Linux kernel says of a network device (netdevice(7)).
 *
 * @param index number of the device, for as long as it exists
 * @param flags IFF bits of linux/if.h
 * @param hardwareType ARPHRD number of linux/if_arp.h
 */
record LinuxDevice(int index, int flags, int hardwareType) {
  /** Longest name with its closing zero (linux/if.h). */
  static final int IFNAMSIZ = 16;

  /** The device's packets begin with something that we do not take for a link layer. */
  static final int NO_LINK_TYPE = -1;

  /** Hardware types (linux/if_arp.h). */
  private static final int ARPHRD_ETHER = 1;

  private static final int ARPHRD_RAWIP = 519;
  private static final int ARPHRD_LOOPBACK = 772;
  private static final int ARPHRD_NONE = 0xFFFE;

  private static final int LINKTYPE_ETHERNET = 1;
  private static final int LINKTYPE_RAW = 101;
  private static final int SIZEOF_IFREQ = 40;
  private static final Path DEVICES = Path.of("/sys/class/net");

  /** Asks about the device of that name; null if there is none. */
  static LinuxDevice find(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0 || bytes.length >= IFNAMSIZ) {
      return null;
    }
    int fd = Libc.socket(Libc.AF_INET, Libc.SOCK_DGRAM | Libc.SOCK_CLOEXEC, 0);
    try (Memory request = new Memory(SIZEOF_IFREQ)) {
      int index = Libc.if_nametoindex(name);
      int flags = ask(fd, Libc.SIOCGIFFLAGS, request, bytes).getShort(IFNAMSIZ) & 0xFFFF;
      int hardware = ask(fd, Libc.SIOCGIFHWADDR, request, bytes).getShort(IFNAMSIZ) & 0xFFFF;
      return index == 0 ? null : new LinuxDevice(index, flags, hardware);
    } catch (LastErrorException e) {
      if (e.getErrorCode() == Libc.ENODEV) {
        return null;
      }
      throw e;
    } finally {
      Libc.close(fd);
    }
  }

  private static Memory ask(int fd, long question, Memory request, byte[] name) {
    request.clear();
    request.write(0, name, 0, name.length);
    Libc.ioctl(fd, question, request);
    return request;
  }

  /** Whether the device is switched on. */
  boolean up() {
    return (flags & Libc.IFF_UP) != 0;
  }

  /** Whether the device has a carrier. */
  boolean running() {
    return (flags & Libc.IFF_RUNNING) != 0;
  }

  boolean loopback() {
    return (flags & Libc.IFF_LOOPBACK) != 0;
  }

  /** The name that the administrator gave it (ip link set alias), else what kind it is. */
  String description(String name) {
    try {
      String alias = Files.readString(DEVICES.resolve(name).resolve("ifalias")).trim();
      if (!alias.isEmpty()) {
        return alias;
      }
    } catch (IOException e) {
      // No sysfs here, or not this device's: then its kind has to do.
    }
    return kind();
  }

  /** What kind of device it is, in words. */
  String kind() {
    return switch (hardwareType) {
      case ARPHRD_ETHER -> "Ethernet";
      case ARPHRD_LOOPBACK -> "loopback";
      case ARPHRD_NONE, ARPHRD_RAWIP -> "IP without a link layer";
      default -> "hardware type " + hardwareType;
    };
  }

  /** LINKTYPE_ number of its packets as a raw packet socket gives them, or NO_LINK_TYPE. */
  int linkType() {
    return switch (hardwareType) {
      case ARPHRD_ETHER, ARPHRD_LOOPBACK -> LINKTYPE_ETHERNET;
      case ARPHRD_NONE, ARPHRD_RAWIP -> LINKTYPE_RAW;
      default -> NO_LINK_TYPE;
    };
  }
}
