package org.tidewaiter.payload.observation;

/**
 * First line and host of an HTTP/1 request.
 *
 * @param envelope when, from whom, to whom
 * @param method such as {@code GET}
 * @param target path or URL, escaped, at most {@value ObservationText#MAX_LENGTH} characters
 * @param host value of the Host field, escaped; empty if absent or beyond the segment
 */
public record HttpRequest(Envelope envelope, String method, String target, String host)
    implements Observation {}
