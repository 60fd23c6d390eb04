package org.tidewaiter.payload.observation;

/**
 * A TFTP read or write request. The answer comes from another port of the server (RFC 1350 section
 * 4) to the same port of the client.
 *
 * @param envelope when, from whom, to whom
 * @param write whether the client wants to write
 * @param fileName escaped, at most {@value ObservationText#MAX_LENGTH} characters
 */
public record TftpRequest(Envelope envelope, boolean write, String fileName)
    implements Observation {}
