package org.tidewaiter.payload.observation;

import java.util.List;

/**
 * A DNS response, multicast DNS and LLMNR included: the envelope's port tells which. Its sender is
 * the server.
 *
 * @param envelope when, from whom, to whom
 * @param transactionId id of the query
 * @param opcode 0 query, 5 update, … (IANA)
 * @param responseCode 0 no error, 3 no such name, … (IANA)
 * @param truncated whether the server says that not all fitted
 * @param queryName name of the first question (zone of an update), lower case; empty if none
 * @param queryType type of the first question, 0 if none
 * @param records A, AAAA, CNAME, PTR and SRV records of all sections, in their order
 */
public record DnsAnswer(
    Envelope envelope,
    int transactionId,
    int opcode,
    int responseCode,
    boolean truncated,
    String queryName,
    int queryType,
    List<DnsRecord> records)
    implements Observation {
  /** Copies the list. */
  public DnsAnswer {
    records = List.copyOf(records);
  }
}
