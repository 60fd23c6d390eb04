/**
 * Link, tunnel, network and transport headers of a batch of packets, written into columns.
 *
 * <p>{@link org.tidewaiter.decode.Decoder} reads like the picture of the layers: {@code
 * LinkDecoder} finds the network header, {@code NetworkDecoder} the transport header, {@code
 * TransportDecoder} the ports and writes a row, {@code TunnelDecoder} looks whether that row
 * carries another packet and, if so, starts again inside. Every header has a file of its own, and
 * all of those are alike: the bit diagram, the named offsets, static accessors over a buffer and
 * the offset of the header. {@code PlainDecoder} goes before all of them: it takes packets of the
 * shape that nearly all have in one straight line, to the same columns.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>Nothing throws on packet bytes: the length is checked, then the header is read. An accessor
 *       may be called only after its header's length was checked.
 *   <li>Nothing allocates per packet.
 *   <li>Every packet ends in exactly one {@link org.tidewaiter.decode.DecodeOutcome}; so does every
 *       packet found in a tunnel, counted apart.
 *   <li>Every limit has a named constant and a counter.
 *   <li>A tunnel is followed by its registered number and only if its bytes agree with it.
 * </ul>
 *
 * <p>Never: reassembly, decryption, verification of checksums (but to tell IPv4 from Ethernet where
 * nothing else does), and headers quoted in ICMP errors, which are no flows.
 */
package org.tidewaiter.decode;
