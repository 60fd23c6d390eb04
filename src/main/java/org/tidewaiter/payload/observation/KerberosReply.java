package org.tidewaiter.payload.observation;

/**
 * An answer of a KDC (RFC 4120 section 5.10).
 *
 * @param envelope when, from whom, to whom
 * @param messageType 11 AS-REP, 13 TGS-REP, 30 KRB-ERROR, 15 AP-REP
 * @param errorCode error code of a KRB-ERROR, else -1
 */
public record KerberosReply(Envelope envelope, int messageType, int errorCode)
    implements Observation {}
