/**
 * Reads the few message kinds that say more than what a flow is: who answers DNS and what, who
 * leases addresses, which port an interface or a file transfer was promised, which RPC interface a
 * client asks for.
 *
 * <p>{@link org.tidewaiter.payload.observation.ObservationReader} is the entry. An {@link
 * org.tidewaiter.payload.observation.Observation} copies what it keeps, so it outlives the packet
 * buffer. Every string in it is bounded and printable: what came off the wire is escaped.
 *
 * <p>Invariants: no state between packets; no exception on packet bytes; no password, community or
 * ticket is ever kept. A message that does not fit its segment is reported as incomplete, never
 * reassembled.
 */
package org.tidewaiter.payload.observation;
