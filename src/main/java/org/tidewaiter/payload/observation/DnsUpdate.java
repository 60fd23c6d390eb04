package org.tidewaiter.payload.observation;

import java.util.List;

/**
 * A dynamic update (RFC 2136): the sender asks the server to change a zone.
 *
 * @param envelope when, from whom, to whom
 * @param transactionId to find the answer by
 * @param zone name of the zone, lower case
 * @param records A, AAAA, CNAME, PTR and SRV records of the update section; class 1 is added, 254
 *     and 255 deleted
 */
public record DnsUpdate(Envelope envelope, int transactionId, String zone, List<DnsRecord> records)
    implements Observation {
  /** Copies the list. */
  public DnsUpdate {
    records = List.copyOf(records);
  }
}
