package org.tidewaiter.payload.observation;

/**
 * The SMB dialect that a server chose, or the family that a client spoke when it opened.
 *
 * @param envelope when, from whom, to whom
 * @param fromServer whether the server chose it
 * @param dialect such as {@code SMB 3.1.1}
 */
public record SmbDialect(Envelope envelope, boolean fromServer, String dialect)
    implements Observation {}
