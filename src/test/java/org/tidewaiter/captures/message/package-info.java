/**
 * Application messages for tests: what stands in the payloads, written from the protocols'
 * specifications and complete enough that Wireshark dissects them without complaint.
 *
 * <p>Encrypted parts are random bytes of a usual length. Nothing here knows ports, hosts or timing.
 */
package org.tidewaiter.captures.message;
