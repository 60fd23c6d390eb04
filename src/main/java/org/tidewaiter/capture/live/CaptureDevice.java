package org.tidewaiter.capture.live;

import com.sun.jna.Platform;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A device that can be captured from, as {@code tidewaiter devices} lists it.
 *
 * @param name name to give to {@code live -i}
 * @param description kind of device, or what its owner or driver calls it; may be empty
 * @param addresses its IP addresses; a port that only listens to a mirror has none
 * @param up whether it is switched on
 * @param running whether it has a carrier
 * @param loopback whether it leads only back to this machine
 */
public record CaptureDevice(
    String name,
    String description,
    List<InetAddress> addresses,
    boolean up,
    boolean running,
    boolean loopback) {

  private static final Path LINUX_DEVICES = Path.of("/proc/thread-self/net/dev");
  private static final int HEADING_LINES = 2;

  public CaptureDevice {
    addresses = List.copyOf(addresses);
  }

  /**
   * All devices, in the system's order. On Linux the kernel is asked, elsewhere libpcap.
   *
   * @throws DeviceException if the list is not to be had
   */
  public static List<CaptureDevice> list() throws DeviceException {
    return Platform.isLinux() ? linuxDevices() : LibpcapDevices.list();
  }

  /** Names of all devices; empty if they are not to be had. */
  static List<String> names() {
    try {
      return list().stream().map(CaptureDevice::name).toList();
    } catch (DeviceException e) {
      return List.of();
    }
  }

  /** Java's own list leaves out devices without an address, so above all mirror ports. */
  private static List<CaptureDevice> linuxDevices() throws DeviceException {
    List<CaptureDevice> devices = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(LINUX_DEVICES).stream().skip(HEADING_LINES).toList()) {
        String name = line.substring(0, line.lastIndexOf(':')).trim();
        LinuxDevice device = LinuxDevice.find(name);
        if (device != null) {
          devices.add(
              new CaptureDevice(
                  name,
                  device.description(name),
                  addresses(name),
                  device.up(),
                  device.running(),
                  device.loopback()));
        }
      }
    } catch (IOException e) {
      throw new DeviceException(
          DeviceException.Reason.UNSUPPORTED, "cannot read " + LINUX_DEVICES, e);
    }
    return devices;
  }

  private static List<InetAddress> addresses(String name) throws SocketException {
    NetworkInterface network = NetworkInterface.getByName(name);
    return network == null ? List.of() : Collections.list(network.getInetAddresses());
  }
}
