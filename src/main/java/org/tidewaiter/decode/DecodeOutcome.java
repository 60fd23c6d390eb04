package org.tidewaiter.decode;

/**
 * How a packet ended; each ends in exactly one of these.
 *
 * <p>The outcome is that of the outermost packet: one that reached a flow stays {@link #FLOW}
 * whatever becomes of a packet it carries. Packets in tunnels have outcomes of their own ({@link
 * DecodeCounters#inner}).
 */
public enum DecodeOutcome {
  FLOW("flow", "The IP header was read and the packet belongs to a flow."),
  ARP("arp", "Address resolution (ARP, RARP): no IP packet."),
  NOT_IP("not-ip", "Another protocol than IP above the link; the table of protocols says which."),
  WLAN_NOT_DATA("wlan-not-data", "802.11 management, control or empty data frame."),
  WLAN_ENCRYPTED("wlan-encrypted", "802.11 data frame with protected content."),
  WLAN_FRAGMENT(
      "wlan-fragment", "Later fragment of an 802.11 frame; what it belongs to is not known."),
  EMPTY("empty", "No bytes were captured."),
  UNSUPPORTED_LINK_TYPE("unsupported-link-type", "A link type that is not decoded."),
  TRUNCATED_LINK("truncated-link", "The packet ends within the headers of the link."),
  TRUNCATED_NETWORK("truncated-network", "The packet ends within the IP header."),
  TRUNCATED_TRANSPORT("truncated-transport", "The packet ends before its ports, or ICMP type."),
  MALFORMED_LINK("malformed-link", "A header of the link contradicts itself."),
  MALFORMED_VERSION("malformed-version", "The IP version is not the one that was announced."),
  MALFORMED_HEADER_LENGTH("malformed-header-length", "The IPv4 header claims under 20 bytes."),
  MALFORMED_TOTAL_LENGTH("malformed-total-length", "The IPv4 total length is below its header's."),
  TOO_MANY_TAGS("too-many-tags", "More headers between link and network than are followed.");

  private static final DecodeOutcome[] VALUES = values();

  private final String label;
  private final String sentence;

  DecodeOutcome(String label, String sentence) {
    this.label = label;
    this.sentence = sentence;
  }

  /** Name in reports: lower case, stable. */
  public String label() {
    return label;
  }

  /** One sentence for the accounting report. */
  public String sentence() {
    return sentence;
  }

  /** The outcome with the ordinal that {@link HeaderColumns#outcome} holds. */
  public static DecodeOutcome of(int ordinal) {
    return VALUES[ordinal];
  }
}
