/**
 * Writes what the stages before found: CSV for tools, a page for the eye.
 *
 * <p>Invariants: a file appears whole under its name or not at all; the same rows come out in the
 * same order whatever the number of threads; nothing that came off the wire becomes a file name,
 * and no cell runs in a spreadsheet. Never: decides what a flow is or whether it is bad.
 */
package org.tidewaiter.report;
