/**
 * Captures packets from live devices: the same batches as from a file, as they come.
 *
 * <p>Two ways, one interface ({@link org.tidewaiter.capture.live.LiveSource}): on Linux a packet
 * ring shared with the kernel, everywhere else libpcap. Both give the same packets: VLAN tags are
 * where they were on the wire, lengths include them, loopback packets come once.
 *
 * <p>Invariants: every packet that reached the capture socket and passed the filter is either in a
 * batch or in {@link org.tidewaiter.capture.live.CaptureCounters#droppedByKernel}; a fill returns
 * in bounded time on a silent line; memory does not grow with traffic. A device that goes away is a
 * notice and a counter, never the end of the program.
 *
 * <p>This package never interprets packets beyond what finding copies takes ({@link
 * org.tidewaiter.capture.live.Deduplicator}), never sends any, and never changes a device except to
 * make it promiscuous while it is captured from.
 */
package org.tidewaiter.capture.live;
