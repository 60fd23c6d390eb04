package org.tidewaiter.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Addresses of the command line: {@code host:port}, {@code [::1]:port}, a host or a port. */
final class SocketAddress {
  private SocketAddress() {}

  /**
   * An address, resolved if it can be.
   *
   * @param defaultPort where none is given
   * @return a port alone is one of the loopback address
   */
  static InetSocketAddress parse(String option, String text, int defaultPort)
      throws UsageException {
    int colon = text.lastIndexOf(':');
    boolean bareIpv6 = colon >= 0 && text.indexOf(':') != colon && !text.startsWith("[");
    boolean bracketed = text.endsWith("]");
    String host = colon < 0 || bareIpv6 || bracketed ? text : text.substring(0, colon);
    String port = colon < 0 || bareIpv6 || bracketed ? "" : text.substring(colon + 1);
    if (port.isEmpty() && !host.isEmpty() && host.chars().allMatch(Character::isDigit)) {
      port = host;
      host = "";
    }
    int number = port.isEmpty() ? defaultPort : number(option, text, port);
    if (host.isEmpty()) {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), number);
    }
    boolean brackets = host.startsWith("[") && host.endsWith("]");
    return new InetSocketAddress(brackets ? host.substring(1, host.length() - 1) : host, number);
  }

  private static int number(String option, String text, String port) throws UsageException {
    if (port.length() <= 5 && port.chars().allMatch(Character::isDigit)) {
      int number = Integer.parseInt(port);
      if (number <= 65_535) {
        return number;
      }
    }
    throw new UsageException(option + ": '" + text + "' is not an address; write 127.0.0.1:9688");
  }
}
