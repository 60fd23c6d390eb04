package org.tidewaiter.payload.observation;

/**
 * A user name or a password crossed the wire in clear. Neither is kept.
 *
 * @param envelope when, from whom, to whom
 * @param password true for PASS, false for USER
 */
public record FtpLogin(Envelope envelope, boolean password) implements Observation {}
