package org.tidewaiter.flow;

/** Zeek's {@code conn_state} values, which analysts know. */
public enum ConnState {
  /** SYN, no answer. */
  S0,
  /** Established, not ended. */
  S1,
  /** Established and ended by both. */
  SF,
  /** SYN answered by RST. */
  REJ,
  /** Established, only the client closed. */
  S2,
  /** Established, only the server closed. */
  S3,
  /** Established, the client reset. */
  RSTO,
  /** Established, the server reset. */
  RSTR,
  /** SYN then RST by the client, no SYN+ACK seen. */
  RSTOS0,
  /** SYN+ACK then RST by the server, no SYN seen. */
  RSTRH,
  /** SYN then FIN by the client, no SYN+ACK seen. */
  SH,
  /** SYN+ACK then FIN by the server, no SYN seen. */
  SHR,
  /** No handshake seen: the capture began in the middle. */
  OTH
}
