package org.tidewaiter.payload.observation;

import java.util.List;

/**
 * The answer to a DCE/RPC bind or alter context (C706 sections 12.6.4.4 and 12.6.4.5).
 *
 * @param envelope when, from whom, to whom
 * @param kind ack, nak, or reply to an alter context
 * @param callId of the bind
 * @param fragmentLength length of the PDU in bytes
 * @param authLength bytes of the authentication value
 * @param associationGroup the server's number for it; 0 in a nak
 * @param secondaryAddress where the server says it listens: a port number or a pipe name, escaped
 * @param results per context item: 0 acceptance, 1 user rejection, 2 provider rejection, 3
 *     negotiate ack; of a nak the reason alone
 */
public record RpcBindAck(
    Envelope envelope,
    Kind kind,
    int callId,
    int fragmentLength,
    int authLength,
    int associationGroup,
    String secondaryAddress,
    List<Integer> results)
    implements Observation {
  /** Copies the list. */
  public RpcBindAck {
    results = List.copyOf(results);
  }

  /** Which answer it was. */
  public enum Kind {
    /** bind_ack. */
    ACK,
    /** bind_nak. */
    NAK,
    /** alter_context_resp. */
    ALTER_REPLY
  }
}
