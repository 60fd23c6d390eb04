package org.tidewaiter.payload.observation;

/**
 * An ADVERTISE or REPLY of a DHCPv6 server (RFC 8415 section 7.3).
 *
 * @param envelope when, from whom, to whom
 * @param messageType 2 advertise, 7 reply, 10 reconfigure
 * @param transactionId 24 bits
 * @param serverDuid server identifier (option 2) in hex, empty if absent
 */
public record Dhcpv6Reply(Envelope envelope, int messageType, int transactionId, String serverDuid)
    implements Observation {}
