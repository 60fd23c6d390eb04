/**
 * Runs the analysis on live devices for weeks: what a service needs around it.
 *
 * <p>Here are the threads that capture, the clock of the periods, the log of findings, what becomes
 * of old reports, the drop of privileges, signals, and the numbers for Prometheus. Invariants:
 * nothing is analysed as root unless told; no socket listens unless asked, and then on loopback by
 * default; a number that is shown is a snapshot of one moment, never a mixture of two; nothing is
 * removed but directories that have the name of a period.
 *
 * <p>The package has no analysis of its own: live and replay drive the same stages.
 */
package org.tidewaiter.sensor;
