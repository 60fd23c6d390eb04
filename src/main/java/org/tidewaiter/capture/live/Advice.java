package org.tidewaiter.capture.live;

import static org.tidewaiter.capture.live.DeviceException.Reason.DOWN;
import static org.tidewaiter.capture.live.DeviceException.Reason.NO_PERMISSION;
import static org.tidewaiter.capture.live.DeviceException.Reason.NO_SUCH_DEVICE;
import static org.tidewaiter.capture.live.DeviceException.Reason.UNSUPPORTED;

import com.sun.jna.LastErrorException;
import com.sun.jna.Platform;
import java.util.List;

/** The messages for a device that cannot be opened: what is wrong and exactly what to do. */
final class Advice {
  private Advice() {}

  static DeviceException noSuchDevice(String device) {
    List<String> names = CaptureDevice.names();
    return new DeviceException(
        NO_SUCH_DEVICE,
        "there is no network device \""
            + device
            + "\" here; there "
            + (names.isEmpty() ? "are none" : "are: " + String.join(", ", names))
            + " (tidewaiter devices says more)");
  }

  static DeviceException down(String device) {
    return new DeviceException(
        DOWN,
        device
            + " is down; "
            + (Platform.isLinux()
                ? "switch it on with: ip link set dev " + device + " up"
                : "switch it on first"));
  }

  static DeviceException noPermission(String device, Throwable cause) {
    return new DeviceException(
        NO_PERMISSION, "no permission to capture from " + device + ". " + remedy(), cause);
  }

  private static String remedy() {
    if (Platform.isLinux()) {
      return "Start tidewaiter as root with --user NAME (root's rights are dropped once the device"
          + " is open), or as a service with the capability CAP_NET_RAW (see tidewaiter.service),"
          + " or give the right to a copy of Java that only the sensor's group may run:"
          + " setcap cap_net_raw=ep "
          + ProcessHandle.current().info().command().orElse("JAVA");
    }
    if (Platform.isWindows()) {
      return "Start tidewaiter from an administrator's prompt, or install Npcap without"
          + " \"restrict access to administrators only\"";
    }
    return "Start tidewaiter as root, or join the group that may read /dev/bpf* (on macOS"
        + " access_bpf, which Wireshark's ChmodBPF makes)";
  }

  static DeviceException cannotOpen(String device, LastErrorException e) {
    int errno = e.getErrorCode();
    if (errno == Libc.EPERM || errno == Libc.EACCES) {
      return noPermission(device, e);
    }
    return new DeviceException(
        UNSUPPORTED, "this kernel gives no packet socket: " + Libc.strerror(errno), e);
  }
}
