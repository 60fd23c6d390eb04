/**
 * The packets behind findings, as pcapng files.
 *
 * <p>{@link org.tidewaiter.report.evidence.EvidenceFlows} knows which flows findings rest on,
 * {@link org.tidewaiter.report.evidence.EvidenceFiles} keeps a bounded file per finding.
 * Invariants: packets are copied byte for byte with their times, lengths and link types; file names
 * are made of finding ids alone; every limit has a counter. Never: decodes a packet.
 */
package org.tidewaiter.report.evidence;
