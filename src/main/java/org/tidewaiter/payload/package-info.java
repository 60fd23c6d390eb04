/**
 * Says what the first bytes of a conversation are.
 *
 * <p>{@link org.tidewaiter.payload.PayloadRecognizer} is the entry: it is given the payload of one
 * packet and answers with a {@link org.tidewaiter.payload.PayloadProtocol} and the role of the
 * sender, packed in an int. Every protocol is one small file, all alike; {@code TcpProtocols} and
 * {@code UdpProtocols} choose by the first byte which of them are asked. {@code observation} has
 * the readers of the few message kinds that say more than what a flow is.
 *
 * <p>The contract of each protocol's {@code recognize(bytes, offset, captured, wireLength)}: the
 * payload's {@code captured} bytes begin at {@code offset} of a big-endian buffer; {@code
 * wireLength}, at least {@code captured}, is what was sent. It returns a result ({@code
 * PayloadResult}), 0 unless the bytes can hardly be anything else.
 *
 * <p>Invariants: no state; no port is ever looked at; no byte is read before the length was
 * checked; recognising neither allocates nor throws. A wrong label is worse than none: bytes that
 * could be two protocols are labelled only when the other direction decides ({@link
 * org.tidewaiter.payload.PayloadRecognizer#combine}). No stream is reassembled.
 */
package org.tidewaiter.payload;
