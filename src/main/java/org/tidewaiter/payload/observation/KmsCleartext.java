package org.tidewaiter.payload.observation;

import java.util.UUID;

/**
 * The readable fields of a KMS version 4 request; later versions encrypt them.
 *
 * @param envelope when, from whom, to whom
 * @param licenseStatus 0 unlicensed, 1 licensed, 2 out-of-box grace, …
 * @param requiredClients the policy's client count: 25 for Windows clients, 5 for servers
 * @param applicationId which product family asks
 * @param clientMachineId by which hosts count clients
 * @param workstation name the client gives, escaped
 */
public record KmsCleartext(
    Envelope envelope,
    int licenseStatus,
    int requiredClients,
    UUID applicationId,
    UUID clientMachineId,
    String workstation)
    implements Observation {}
