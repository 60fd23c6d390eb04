package org.tidewaiter.decode;

/**
 * What a packet was carried in.
 *
 * <p>Most kinds have a carrier that is a flow itself (UDP or an IP protocol): the inner row's
 * {@link HeaderColumns#parent} is the carrier's row. MPLS, PPPoE and NSH stand on the link and have
 * no such flow: they name the tunnel of a row that has no parent, and nothing where the packet is
 * in another tunnel as well.
 */
public enum Tunnel {
  NONE(""),
  /** UDP 4789, 4790 and 8472, RFC 7348; the number is the VNI. */
  VXLAN("vxlan"),
  /** UDP 6081, RFC 8926; the number is the VNI. */
  GENEVE("geneve"),
  /** IP protocol 47, RFC 2784 and 2890; the number is the key. */
  GRE("gre"),
  /** GRE version 1 with PPP, RFC 2637; the number is the call. */
  PPTP("pptp"),
  /** Mirrored frames in GRE, types I to III; the number is the session. */
  ERSPAN("erspan"),
  /** IPv4 in IPv4, RFC 2003. */
  IP4_IN_IP4("ipip"),
  /** IPv4 in IPv6, RFC 2473. */
  IP4_IN_IP6("4in6"),
  /** IPv6 in IPv4, RFC 4213. */
  IP6_IN_IP4("6in4"),
  /** IPv6 in IPv6, RFC 2473. */
  IP6_IN_IP6("6in6"),
  /** UDP 3544, RFC 4380. */
  TEREDO("teredo"),
  /** UDP 2152, 3GPP TS 29.281; the number is the TEID. */
  GTPU("gtpu"),
  /** UDP 1701, RFC 2661; the number is tunnel (upper) and session (lower 16 bits). */
  L2TP("l2tp"),
  /** UDP 5072, draft-massar-v6ops-ayiya. */
  AYIYA("ayiya"),
  /** UDP 4341 and 4342, RFC 9300 and 9301; the number is the instance. */
  LISP("lisp"),
  /** UDP 5247, RFC 5415. */
  CAPWAP("capwap"),
  /** UDP 37008, TaZmen Sniffer Protocol. */
  TZSP("tzsp"),
  /** IP protocol 97, RFC 3378. */
  ETHERIP("etherip"),
  /** RFC 3032, on the link, in IP or in UDP 6635; the number is the innermost label. */
  MPLS("mpls"),
  /** RFC 2516; the number is the session. */
  PPPOE("pppoe"),
  /** Network service header, RFC 8300; the number is path (upper) and index (lower 8 bits). */
  NSH("nsh");

  private static final Tunnel[] VALUES = values();

  private final String label;

  Tunnel(String label) {
    this.label = label;
  }

  /** Name in reports: lower case, stable; empty for none. */
  public String label() {
    return label;
  }

  /** The kind with the ordinal that {@link HeaderColumns#tunnel} holds. */
  public static Tunnel of(int ordinal) {
    return VALUES[ordinal];
  }
}
