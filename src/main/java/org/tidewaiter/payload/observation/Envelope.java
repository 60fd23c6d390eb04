package org.tidewaiter.payload.observation;

/**
 * When a message was seen, who sent it, and to whom. Addresses are two longs in network order, IPv4
 * as ::ffff:a.b.c.d.
 *
 * @param timeNanos time of capture in nanoseconds since 1970-01-01 UTC
 * @param senderHigh upper half of the sender's address
 * @param senderLow lower half of the sender's address
 * @param senderPort port of the sender, 0 to 65535
 * @param receiverHigh upper half of the receiver's address
 * @param receiverLow lower half of the receiver's address
 * @param receiverPort port of the receiver, 0 to 65535
 */
public record Envelope(
    long timeNanos,
    long senderHigh,
    long senderLow,
    int senderPort,
    long receiverHigh,
    long receiverLow,
    int receiverPort) {}
