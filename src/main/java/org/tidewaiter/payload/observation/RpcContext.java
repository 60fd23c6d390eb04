package org.tidewaiter.payload.observation;

import java.util.List;
import java.util.UUID;

/**
 * One presentation context of a DCE/RPC bind: an interface and how its data may be encoded.
 *
 * @param contextId number by which calls refer to it
 * @param interfaceId abstract syntax UUID
 * @param majorVersion of the interface
 * @param minorVersion of the interface
 * @param transferSyntaxes offered transfer syntax UUIDs
 */
public record RpcContext(
    int contextId,
    UUID interfaceId,
    int majorVersion,
    int minorVersion,
    List<UUID> transferSyntaxes) {
  /** Copies the list. */
  public RpcContext {
    transferSyntaxes = List.copyOf(transferSyntaxes);
  }
}
