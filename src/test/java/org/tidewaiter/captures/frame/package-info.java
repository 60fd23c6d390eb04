/**
 * Builds single frames, byte for byte, for tests: a frame is a list of layers from the outside in.
 *
 * <pre>{@code
 * byte[] frame =
 *     Frame.of(
 *         Ethernet.between("02:00:00:00:00:01", "02:00:00:00:00:02"),
 *         Vlan.tag(100),
 *         Ipv4.between("10.0.0.1", "10.0.0.2"),
 *         Udp.ports(40000, 53),
 *         Payload.text("hello"));
 * }</pre>
 *
 * <p>Lengths, checksums and next-protocol numbers are right unless a test says otherwise.
 * Everything here is a pure function of its arguments: no clock, no randomness, no files. It never
 * reads packets, so that a decoder is never tested against its own misunderstanding.
 */
package org.tidewaiter.captures.frame;
