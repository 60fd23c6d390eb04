/**
 * The flows of a finished report once more, in formats that other tools read as their own: Zeek's
 * {@code conn.log} and JSON lines with the field names of the Elastic Common Schema.
 *
 * <p>They are made from {@code flows.csv}, in one pass and only on request, so that a run that does
 * not ask for them pays nothing and a report of last year has them too. Invariants: every row of
 * flows.csv gives exactly one record; a file appears whole or not at all; text of any origin is
 * escaped as the format wants it and never breaks a record. Never: adds what flows.csv does not
 * say; what it does not know is left unset.
 */
package org.tidewaiter.report.export;
