package org.tidewaiter.decode;

/** Which table a protocol's number belongs to; see {@link ProtocolCounts}. */
public enum NumberSpace {
  LINK_TYPE("link-type"),
  ETHERTYPE("ethertype"),
  LLC_SAP("llc-sap"),
  SNAP_OUI("snap-oui"),
  PPP("ppp"),
  ADDRESS_FAMILY("address-family"),
  NLPID("nlpid"),
  NSH("nsh"),
  ERSPAN("erspan-frame-type"),
  TZSP("tzsp"),
  CAPWAP("capwap-binding"),
  AYIYA("ayiya-next-header"),
  MPLS_PAYLOAD("mpls-payload");

  private static final NumberSpace[] VALUES = values();

  private final String label;

  NumberSpace(String label) {
    this.label = label;
  }

  /** Name in reports: lower case, stable. */
  public String label() {
    return label;
  }

  static NumberSpace of(int ordinal) {
    return VALUES[ordinal];
  }
}
