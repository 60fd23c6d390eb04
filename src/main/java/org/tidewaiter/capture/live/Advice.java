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
  /** Java with a capability does not search its own directory for libraries, hence the ldconfig. */
  private static final String LINUX_REMEDY =
      """
      Any one of these gives it:
        as root, whose rights are dropped once the device is open:
          sudo tidewaiter live ... --user tidewaiter
        as a service, with the unit that comes with tidewaiter: systemctl start tidewaiter
        this once, as yourself:
          sudo setpriv --reuid "$(id -u)" --regid "$(id -g)" --init-groups \\
            --inh-caps +net_raw --ambient-caps +net_raw tidewaiter live ...
        always, for every Java program of one group, so better with a copy of Java:
          chgrp GROUP JAVA_HOME/bin/java && chmod 750 JAVA_HOME/bin/java
          setcap cap_net_raw=ep JAVA_HOME/bin/java
          echo JAVA_HOME/lib > /etc/ld.so.conf.d/tidewaiter-java.conf && ldconfig""";

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
      return LINUX_REMEDY.replace("JAVA_HOME", System.getProperty("java.home"));
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
