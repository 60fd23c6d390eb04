package org.tidewaiter.payload.observation;

import java.util.List;

/**
 * A BOOTREPLY: what a DHCP server (or, if {@code relayAddress} is set, a relay for it) handed out
 * (RFC 2131 section 2, options by RFC 2132). IPv4 addresses are ints in network order, 0 is none.
 *
 * @param envelope when, from whom, to whom
 * @param messageType option 53: 2 offer, 5 ack, 6 nak, …; 0 if absent, as in plain BOOTP
 * @param transactionId xid
 * @param clientMac client's hardware address, six bytes in the lower 48 bits; 0 if it is no
 *     Ethernet
 * @param offeredAddress yiaddr
 * @param nextServer siaddr
 * @param relayAddress giaddr
 * @param serverId option 54
 * @param routers option 3
 * @param dnsServers option 6
 */
public record DhcpReply(
    Envelope envelope,
    int messageType,
    int transactionId,
    long clientMac,
    int offeredAddress,
    int nextServer,
    int relayAddress,
    int serverId,
    List<Integer> routers,
    List<Integer> dnsServers)
    implements Observation {
  /** Copies the lists. */
  public DhcpReply {
    routers = List.copyOf(routers);
    dnsServers = List.copyOf(dnsServers);
  }
}
