/**
 * Hosts that talk to each other: whole conversations with right sequence numbers, acknowledgments,
 * identifications and credible timing, collected in a {@link org.tidewaiter.captures.talk.Trace}.
 *
 * <pre>{@code
 * Trace trace = new Trace(Instant.parse("2026-03-03T08:40:00Z"), 1);
 * Host client = Host.windows("ws-01", "02:00:00:00:00:01", "10.0.0.1");
 * Host server = Host.linux("web", "02:00:00:00:00:02", "10.0.0.2");
 * trace
 *     .tcp(0.5, client, 50000, server, 80)
 *     .handshake()
 *     .client(Bytes.ofText("GET / HTTP/1.0\r\n\r\n"))
 *     .server(Bytes.ofText("HTTP/1.0 204 No Content\r\n\r\n"))
 *     .serverCloses();
 * byte[] file = Pcap.of(trace).toByteArray();
 * }</pre>
 *
 * <p>The same calls with the same seed give the same bytes on every machine: all chance comes from
 * the trace's own {@link java.util.Random}, whose algorithm is specified. Nothing here knows an
 * application protocol; see {@code message}.
 */
package org.tidewaiter.captures.talk;
