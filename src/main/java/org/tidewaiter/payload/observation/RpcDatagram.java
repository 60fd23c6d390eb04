package org.tidewaiter.payload.observation;

import java.util.UUID;

/**
 * A request of connectionless DCE/RPC, which names its interface itself (C706 section 12.5.2).
 *
 * @param envelope when, from whom, to whom
 * @param interfaceId interface UUID
 * @param majorVersion of the interface
 * @param operation number of the operation
 */
public record RpcDatagram(Envelope envelope, UUID interfaceId, int majorVersion, int operation)
    implements Observation {}
