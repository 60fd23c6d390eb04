package org.tidewaiter.payload.observation;

/**
 * An answer of an LDAP server (RFC 4511 section 4).
 *
 * @param envelope when, from whom, to whom
 * @param operation BER application tag number: 1 bind, 4 search entry, 5 search done, 24 extended,
 *     …
 * @param resultCode LDAP result code, -1 for a search entry, which has none
 */
public record LdapResponse(Envelope envelope, int operation, int resultCode)
    implements Observation {}
