/**
 * Proposes rules from traffic that is known to be good: who serves what to whom, read from finished
 * reports, as rule files with the evidence beside each row.
 *
 * <p>Only flows that were answered, and whose server is certain, teach anything; what the rules
 * already call wrong is listed and not learned. The same reports give the same bytes. Never: reads
 * packets, judges flows, changes rules that are in use.
 */
package org.tidewaiter.learn;
