package org.tidewaiter.payload.observation;

import java.util.UUID;

/**
 * One tower of an endpoint-mapper answer (ept_map, C706 appendix O and L): an RPC interface is
 * served at this address and port.
 *
 * @param envelope when, from whom, to whom; the sender is the endpoint mapper
 * @param interfaceId UUID of the interface
 * @param interfaceMajor its major version
 * @param transport IP protocol number, 6 or 17
 * @param addressHigh upper half of the address, 0 if the tower names none (0.0.0.0): the sender's
 * @param addressLow lower half; IPv4 is ::ffff:a.b.c.d, both halves 0 if none
 * @param port port, 1 to 65535
 */
public record EndpointMapping(
    Envelope envelope,
    UUID interfaceId,
    int interfaceMajor,
    int transport,
    long addressHigh,
    long addressLow,
    int port)
    implements Observation {}
