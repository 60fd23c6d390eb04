package org.tidewaiter.payload.observation;

/**
 * An SSDP search, announcement or search answer (UPnP Device Architecture 2.0 section 1).
 *
 * @param envelope when, from whom, to whom
 * @param method {@code M-SEARCH}, {@code NOTIFY}, or {@code 200} for an answer
 * @param searchTarget value of ST or NT, escaped; empty if absent
 * @param uniqueName value of USN, escaped; empty if absent
 */
public record SsdpMessage(Envelope envelope, String method, String searchTarget, String uniqueName)
    implements Observation {}
