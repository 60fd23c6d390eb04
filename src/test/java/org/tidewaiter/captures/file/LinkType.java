package org.tidewaiter.captures.file;

/** Numbers of the link types that tests use (tcpdump.org/linktypes.html). */
public final class LinkType {
  public static final int NULL = 0;
  public static final int ETHERNET = 1;
  public static final int PPP = 9;
  public static final int RAW = 101;
  public static final int C_HDLC = 104;
  public static final int IEEE802_11 = 105;
  public static final int LOOP = 108;
  public static final int LINUX_SLL = 113;
  public static final int IEEE802_11_RADIOTAP = 127;
  public static final int IPV4 = 228;
  public static final int IPV6 = 229;
  public static final int LINUX_SLL2 = 276;

  private LinkType() {}
}
