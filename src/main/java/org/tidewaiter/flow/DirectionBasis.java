package org.tidewaiter.flow;

/**
 * Why a flow's client is believed to be the client, weakest first: a stronger basis may turn the
 * direction once, a weaker or equal one never does.
 */
public enum DirectionBasis {
  NONE("none"),
  /** Equal ports, or none: who spoke first. */
  FIRST_PACKET("first-packet"),
  /** Both ports of one class: the lower serves. */
  LOWER_PORT("lower-port"),
  /** Ports of different classes ({@link PortRanks}): the lower class serves. */
  PORT_RANK("port-rank"),
  /** Exactly one port has a service. */
  SERVICE_PORT("service-port"),
  /** Named earlier on the wire: endpoint mapper, FTP, TFTP, DNS SRV. */
  ANNOUNCED("announced"),
  /** The bytes have a role: a request, a reply, a hello. */
  PAYLOAD("payload"),
  /** SYN+ACK: its sender serves. */
  SYN_ACK("syn-ack"),
  /** SYN without ACK: its sender is the client. */
  SYN("syn");

  /** As the reports print it. */
  public final String label;

  DirectionBasis(String label) {
    this.label = label;
  }
}
