package org.tidewaiter.payload.observation;

import java.util.List;

/**
 * A DCE/RPC bind or alter context: which interfaces the client wants (C706 section 12.6.4.3).
 *
 * @param envelope when, from whom, to whom
 * @param alterContext false for a bind, true for an alter context
 * @param bigEndian data representation
 * @param callId to find the answer by
 * @param fragmentLength length of the PDU in bytes
 * @param authLength bytes of the authentication value, 0 is anonymous
 * @param authType 0 none, 9 SPNEGO, 10 NTLM, 16 Kerberos, 68 Netlogon, … (MS-RPCE section
 *     2.2.1.1.7)
 * @param associationGroup 0 asks for a new one
 * @param contexts all context items
 */
public record RpcBind(
    Envelope envelope,
    boolean alterContext,
    boolean bigEndian,
    int callId,
    int fragmentLength,
    int authLength,
    int authType,
    int associationGroup,
    List<RpcContext> contexts)
    implements Observation {
  /** Copies the list. */
  public RpcBind {
    contexts = List.copyOf(contexts);
  }
}
