package org.tidewaiter.captures.talk;

import org.tidewaiter.captures.frame.Bytes;

/**
 * How an operating system's TCP looks from outside.
 *
 * @param ttl time to live that it sends with
 * @param synWindow window of its SYN
 * @param windowScale shift that it offers, or -1 for none
 * @param window window of its later segments as it stands in the header
 * @param timestamps whether it offers timestamps
 */
public record TcpStack(int ttl, int synWindow, int windowScale, int window, boolean timestamps) {
  /** Windows 10 and later, and the servers of that age. */
  public static final TcpStack WINDOWS = new TcpStack(128, 64240, 8, 8212, false);

  /** Windows XP and Server 2003: no scaling, ports from 1025 on. */
  public static final TcpStack WINDOWS_XP = new TcpStack(128, 65535, -1, 65535, false);

  /** Linux since 4.20 or so. */
  public static final TcpStack LINUX = new TcpStack(64, 64240, 7, 502, true);

  /** A small embedded stack, as in printers. */
  public static final TcpStack EMBEDDED = new TcpStack(64, 11680, -1, 11680, false);

  /** Options of a SYN, or of the answer to one that offered {@code offered}. */
  byte[] synOptions(int mss, TcpStack offered, long time, long echo) {
    boolean scaled = windowScale >= 0 && offered.windowScale >= 0;
    Bytes options = new Bytes().u8(2).u8(4).u16(mss);
    if (timestamps && offered.timestamps) {
      options.u8(4).u8(2).u8(8).u8(10).u32(time).u32(echo);
      return scaled ? options.u8(1).u8(3).u8(3).u8(windowScale).toArray() : options.toArray();
    }
    if (scaled) {
      options.u8(1).u8(3).u8(3).u8(windowScale).u8(1).u8(1).u8(4).u8(2);
    } else if (windowScale >= 0 || ttl == 128) {
      options.u8(1).u8(1).u8(4).u8(2);
    }
    return options.toArray();
  }
}
