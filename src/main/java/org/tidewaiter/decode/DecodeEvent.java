package org.tidewaiter.decode;

/** Something worth counting that is not a packet's end; a packet may cause none or several. */
public enum DecodeEvent {
  ZERO_TOTAL_LENGTH(
      "zero-total-length",
      "IP length 0, as segmentation offload leaves it: the rest of the frame was taken."),
  LENGTH_BEYOND_FRAME(
      "length-beyond-frame", "IP length beyond the end of the frame: the frame's was taken."),
  FIRST_FRAGMENT("first-fragment", "First fragment of a datagram."),
  LATER_FRAGMENT("later-fragment", "Later fragment of a datagram, without ports of its own."),
  ATOMIC_FRAGMENT("atomic-fragment", "IPv6 fragment header on a datagram that is whole."),
  EXTENSION_LIMIT(
      "extension-limit", "More IPv6 extension headers than are followed: a flow without ports."),
  AUTHENTICATION_HEADER(
      "authentication-header", "AH, passed over: the flow is that of the protocol behind it."),
  TRANSPORT_HEADER_CUT(
      "transport-header-cut", "Ports were read, but the rest of the transport header is missing."),
  TCP_BAD_DATA_OFFSET(
      "tcp-bad-data-offset", "TCP data offset below 20 bytes or beyond the segment: no payload."),
  UDP_BAD_LENGTH("udp-bad-length", "UDP length that is impossible: the IP length was taken."),
  TUNNEL_MISMATCH(
      "tunnel-mismatch", "A tunnel's number, but the bytes do not agree: only the carrier counts."),
  TUNNEL_HEADER_CUT("tunnel-header-cut", "The captured bytes end within a tunnel's header."),
  NESTING_LIMIT(
      "nesting-limit",
      "More packets within one packet than are followed: the rest is not decoded.");

  private final String label;
  private final String sentence;

  DecodeEvent(String label, String sentence) {
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
}
