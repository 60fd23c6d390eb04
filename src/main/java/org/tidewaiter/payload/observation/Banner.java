package org.tidewaiter.payload.observation;

import org.tidewaiter.payload.PayloadProtocol;

/**
 * The first line that a server greets with: SMTP, FTP, POP3, IMAP, SSH.
 *
 * @param envelope when, from whom, to whom
 * @param protocol whose greeting it is
 * @param text the line, escaped, at most {@value ObservationText#MAX_LENGTH} characters
 */
public record Banner(Envelope envelope, PayloadProtocol protocol, String text)
    implements Observation {}
