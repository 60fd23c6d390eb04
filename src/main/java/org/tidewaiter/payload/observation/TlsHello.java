package org.tidewaiter.payload.observation;

import java.util.List;

/**
 * A TLS client hello (RFC 8446 section 4.1.2).
 *
 * @param envelope when, from whom, to whom
 * @param version highest version offered, such as 0x0304
 * @param serverName server name indication, escaped, lower case; empty if absent
 * @param applicationProtocols protocols offered by ALPN, escaped, in their order
 */
public record TlsHello(
    Envelope envelope, int version, String serverName, List<String> applicationProtocols)
    implements Observation {
  /** Copies the list. */
  public TlsHello {
    applicationProtocols = List.copyOf(applicationProtocols);
  }
}
