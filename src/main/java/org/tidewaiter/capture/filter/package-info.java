/**
 * Capture filters (pcap-filter(7)) on packets that are read rather than captured.
 *
 * <p>libpcap compiles the expression, once per link type; the program then runs in Java, so that no
 * packet crosses into native code. A machine without libpcap replays as well as any other, only not
 * with a filter, and is told what to install.
 *
 * <p>Invariants: a program is verified before it runs, ends after a bounded number of steps, reads
 * nothing outside its packet and allocates nothing.
 */
package org.tidewaiter.capture.filter;
