package org.tidewaiter.cli;

import java.io.PrintWriter;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.tidewaiter.capture.live.CaptureDevice;
import org.tidewaiter.policy.AddressText;

/** {@code tidewaiter devices}: what {@code live -i} can be given. */
final class DevicesCommand extends Command {
  private static final String HEADING = "DEVICE";

  DevicesCommand() {
    super("devices");
    usage()
        .description("Lists the network devices that packets can be captured from.")
        .footer(
            "", "Example:", "  tidewaiter devices", "  sudo tidewaiter live -i eth1 --out reports");
  }

  @Override
  public Integer call() throws Exception {
    List<CaptureDevice> devices = CaptureDevice.list();
    PrintWriter out = output();
    int width = HEADING.length();
    for (CaptureDevice device : devices) {
      width = Math.max(width, device.name().length());
    }
    out.println(padded(HEADING, width) + "  STATE       KIND, ADDRESSES");
    for (CaptureDevice device : devices) {
      StringBuilder line = new StringBuilder(padded(device.name(), width));
      line.append("  ").append(padded(state(device), 10)).append("  ").append(device.description());
      for (InetAddress address : device.addresses()) {
        line.append(line.charAt(line.length() - 1) == ' ' ? "" : ", ");
        line.append(text(address));
      }
      out.println(line.toString().stripTrailing());
    }
    return ExitCode.DONE;
  }

  private static String text(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address.getHostAddress();
    }
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    return AddressText.format(bytes.getLong(), bytes.getLong());
  }

  private static String state(CaptureDevice device) {
    return !device.up() ? "down" : device.running() ? "up" : "no carrier";
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
