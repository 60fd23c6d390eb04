/**
 * Says which service a port belongs to: flat arrays indexed by port, filled from layers whose
 * provenance is kept.
 *
 * <p>Layers, strongest first: the site's own {@code services.csv}; the Windows services of
 * Microsoft's port article; ports in common use by de facto habit; the IANA registry. Invariants:
 *
 * <ul>
 *   <li>One service at most per transport and port; what else uses the port is a row of its own
 *       that {@code lookup} lists and nothing else reads.
 *   <li>Ranges never name a port.
 *   <li>The whole registry (names only) is a blob that is read when a name is first asked for; a
 *       registered name alone makes no service, because half of all temporary ports have one.
 *   <li>This package never judges and never looks at payload.
 * </ul>
 */
package org.tidewaiter.service;
