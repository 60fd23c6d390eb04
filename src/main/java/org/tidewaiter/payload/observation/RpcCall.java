package org.tidewaiter.payload.observation;

/**
 * Header facts of a DCE/RPC request, response or fault; of several fragments the first (C706
 * section 12.6.4).
 *
 * @param envelope when, from whom, to whom
 * @param kind request, response or fault
 * @param callId the same in request and answer
 * @param contextId number of the presentation context
 * @param operation operation number of a request, else -1
 * @param fragmentLength length of the PDU in bytes
 * @param authLength bytes of the authentication value
 * @param stubLength bytes of the stub in this fragment, authentication excluded
 * @param status status of a fault, else 0
 * @param kmsMajor major version if the stub is laid out as KMS does, else -1
 * @param kmsMinor minor version if the stub is laid out as KMS does, else -1
 */
public record RpcCall(
    Envelope envelope,
    Kind kind,
    int callId,
    int contextId,
    int operation,
    int fragmentLength,
    int authLength,
    int stubLength,
    int status,
    int kmsMajor,
    int kmsMinor)
    implements Observation {
  /** What kind of PDU. */
  public enum Kind {
    /** From the client. */
    REQUEST,
    /** From the server. */
    RESPONSE,
    /** From the server: the call failed. */
    FAULT
  }
}
