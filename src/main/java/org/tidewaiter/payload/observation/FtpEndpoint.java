package org.tidewaiter.payload.observation;

/**
 * An announced FTP data endpoint. Whoever says it listens there: the client with PORT and EPRT, the
 * server with reply 227 and 229 (RFC 959, RFC 2428).
 *
 * @param envelope when, from whom, to whom
 * @param kind which of the four it was
 * @param addressHigh upper half of the announced address; the sender's own for 229, which names
 *     none
 * @param addressLow lower half; IPv4 is ::ffff:a.b.c.d
 * @param port announced port, 1 to 65535
 */
public record FtpEndpoint(Envelope envelope, Kind kind, long addressHigh, long addressLow, int port)
    implements Observation {
  /** How the endpoint was announced. */
  public enum Kind {
    /** Client listens (RFC 959). */
    PORT,
    /** Client listens (RFC 2428). */
    EPRT,
    /** Reply 227: server listens. */
    PASSIVE,
    /** Reply 229: server listens. */
    EXTENDED_PASSIVE;

    /** Whether the client is the one who listens. */
    public boolean clientListens() {
      return this == PORT || this == EPRT;
    }
  }
}
