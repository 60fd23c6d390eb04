/**
 * Turns capture files and standard input into batches of packets.
 *
 * <p>{@link org.tidewaiter.capture.CaptureFiles} is the source that replay uses: it puts the inputs
 * in order, opens one after another, and keeps for each a {@link
 * org.tidewaiter.capture.CaptureInput} with its counts and damages. Readers let the channel write
 * into the batch's own buffer and say where the packets lie in it, so that no packet is copied and
 * nothing is allocated per packet.
 *
 * <p>Invariants: an input never ends by an exception, whatever its bytes, but by a {@link
 * org.tidewaiter.capture.Damage} that says where; what was read before is delivered. Where an input
 * is damaged nothing is made up: a reader stops, or goes on at a place that verifies and says how
 * much it left out. Nothing here interprets a packet. No native library is loaded unless a zstd
 * file, {@link org.tidewaiter.capture.Libpcap}, a filter or a live device asks for one.
 */
package org.tidewaiter.capture;
