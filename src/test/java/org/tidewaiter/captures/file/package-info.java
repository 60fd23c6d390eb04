/**
 * Writes capture files for tests: pcap in all its variants and pcapng block by block.
 *
 * <p>Written from the formats' specifications, apart from the readers under test. Nothing here
 * looks into a packet.
 */
package org.tidewaiter.captures.file;
