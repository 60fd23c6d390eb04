package org.tidewaiter.decode;

/** AF_ numbers as systems write them into captures. */
final class AddressFamily {
  private static final int INET = 2;
  private static final int INET6_LINUX = 10;
  private static final int INET6_WINDOWS = 23;
  private static final int INET6_NETBSD = 24;
  private static final int INET6_SOLARIS = 26;
  private static final int INET6_FREEBSD = 28;
  private static final int INET6_MACOS = 30;

  private AddressFamily() {}

  static boolean isIpv4(int family) {
    return family == INET;
  }

  static boolean isIpv6(int family) {
    switch (family) {
      case INET6_LINUX:
      case INET6_WINDOWS:
      case INET6_NETBSD:
      case INET6_SOLARIS:
      case INET6_FREEBSD:
      case INET6_MACOS:
        return true;
      default:
        return false;
    }
  }
}
