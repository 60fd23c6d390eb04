package org.tidewaiter.service;

import org.tidewaiter.rules.RuleRow;

/**
 * One row of services.csv, checked.
 *
 * @param row where it stands
 * @param service id of the service
 * @param transport tcp, udp, sctp, icmp or ip
 * @param port port, ICMP type or IP protocol number; -1 where the row has none
 * @param portEnd last port of a range, else the same as port; a range names no port
 * @param name name of the application protocol
 * @param registeredName IANA's name where it differs from the id, else empty
 * @param systemService the Windows system service that needs the port; empty in the row that gives
 *     the port to its service
 * @param layer where the row comes from
 * @param reference the rest of the source column: which part of the document
 * @param note what to know about this row
 */
public record ServiceRow(
    RuleRow row,
    String service,
    Transport transport,
    int port,
    int portEnd,
    String name,
    String registeredName,
    String systemService,
    Layer layer,
    String reference,
    String note) {

  /** Whether this row gives its port (ICMP: the whole protocol) to its service. */
  boolean claimsPort() {
    boolean onePort = port >= 0 && port == portEnd;
    return systemService.isEmpty() && (onePort || transport == Transport.ICMP);
  }

  /** The port as people write it: {@code 135/tcp}, {@code 49152-65535/tcp}, {@code gre}. */
  public String portText() {
    if (port < 0) {
      return transport.label();
    }
    if (transport == Transport.IP) {
      return "ip protocol ".concat(Integer.toString(port));
    }
    String end = port == portEnd ? "" : "-".concat(Integer.toString(portEnd));
    return Integer.toString(port).concat(end).concat("/").concat(transport.label());
  }
}
