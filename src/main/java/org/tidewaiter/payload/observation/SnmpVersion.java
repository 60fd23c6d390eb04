package org.tidewaiter.payload.observation;

/**
 * Version and kind of an SNMP message. The community is not kept.
 *
 * @param envelope when, from whom, to whom
 * @param version 0 is SNMPv1, 1 is SNMPv2c, 3 is SNMPv3
 * @param pduType BER tag of the PDU, A0 to A8 hex; -1 in version 3, where it may be encrypted
 */
public record SnmpVersion(Envelope envelope, int version, int pduType) implements Observation {}
