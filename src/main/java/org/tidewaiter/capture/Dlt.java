package org.tidewaiter.capture;

/**
 * The numbers by which libpcap knows link types inside a program, where they are not those of
 * capture files. Only a handful differ (pcap-common.c; tcpdump.org/linktypes.html).
 */
public final class Dlt {
  private static final int[] LINK_TYPES = {100, 101, 102, 103, 106};
  private static final int[] DLTS = {11, 12, 15, 16, 19};

  /** OpenBSD's number for raw IP. */
  private static final int RAW_OF_OPENBSD = 14;

  private static final int LINKTYPE_RAW = 101;

  private Dlt() {}

  /** DLT_ number of a LINKTYPE_ number. */
  public static int ofLinkType(int linkType) {
    return translated(linkType, LINK_TYPES, DLTS);
  }

  /** LINKTYPE_ number of a DLT_ number. */
  public static int toLinkType(int dlt) {
    return dlt == RAW_OF_OPENBSD ? LINKTYPE_RAW : translated(dlt, DLTS, LINK_TYPES);
  }

  private static int translated(int number, int[] from, int[] to) {
    for (int i = 0; i < from.length; i++) {
      if (from[i] == number) {
        return to[i];
      }
    }
    return number;
  }
}
