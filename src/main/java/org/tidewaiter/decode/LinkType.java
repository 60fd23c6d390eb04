package org.tidewaiter.decode;

/** LINKTYPE_ numbers (tcpdump.org/linktypes.html). */
public final class LinkType {
  public static final int ETHERNET = 1;

  private LinkType() {}

  /** Name in reports: the registered one in lower case, without the prefix; else the number. */
  public static String name(int linkType) {
    return linkType == ETHERNET ? "ethernet" : Integer.toString(linkType);
  }
}
