package org.tidewaiter.capture.live;

import static org.tidewaiter.capture.live.DeviceException.Reason.UNSUPPORTED;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.pcap4j.core.PcapAddress;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface;
import org.pcap4j.core.Pcaps;

/** The devices that libpcap knows. */
final class LibpcapDevices {
  private LibpcapDevices() {}

  static List<CaptureDevice> list() throws DeviceException {
    List<CaptureDevice> devices = new ArrayList<>();
    try {
      for (PcapNetworkInterface found : Pcaps.findAllDevs()) {
        List<InetAddress> addresses =
            found.getAddresses().stream()
                .map(PcapAddress::getAddress)
                .filter(Objects::nonNull)
                .toList();
        devices.add(
            new CaptureDevice(
                found.getName(),
                Objects.requireNonNullElse(found.getDescription(), ""),
                addresses,
                found.isUp(),
                found.isRunning(),
                found.isLoopBack()));
      }
    } catch (PcapNativeException e) {
      throw new DeviceException(UNSUPPORTED, "libpcap cannot list devices: " + e.getMessage(), e);
    } catch (LinkageError e) {
      throw LibpcapSource.noLibpcap(e);
    }
    return devices;
  }
}
