/**
 * The triage page, {@code report.html}: one file that tells a person what a run found, how sure it
 * is, and what was not read.
 *
 * <p>{@link org.tidewaiter.report.page.FinishedReport} reads the reports of a finished run; {@link
 * org.tidewaiter.report.page.FreshReport} takes from memory what a run that has just ended still
 * holds. {@link org.tidewaiter.report.page.PageBuilder} boils either down to the same {@link
 * org.tidewaiter.report.page.PageModel}, whose size does not depend on the size of the capture, and
 * {@link org.tidewaiter.report.page.PageWriter} writes that as HTML.
 *
 * <p>The columns read, by name and in any order; a missing one is read as empty:
 *
 * <ul>
 *   <li>{@code findings.csv} and {@code flows.csv} as documented for users;
 *   <li>{@code services.csv}: {@code server_ip, server_port, protocol, service, service_source,
 *       registered_name, payload_protocol, clients, client_sample, flows, packets, bytes,
 *       first_seen, last_seen, server_zone, client_zones, answered_flows, verdict, rule, findings};
 *   <li>{@code hosts.csv}: {@code ip, zone, serves, uses, flows_as_server, flows_as_client,
 *       packets_sent, bytes_sent, packets_received, bytes_received, first_seen, last_seen,
 *       findings};
 *   <li>{@code accounting.csv}: {@code scope, input, counter, value, unit, meaning};
 *   <li>{@code summary.json}: {@code inputs} (an array of objects) is used, everything else is
 *       shown as it stands.
 * </ul>
 *
 * <p>Invariants: every list of the model is bounded by a named constant, and what did not fit is
 * counted and said on the page. Every string may be hostile: it reaches the page only through
 * {@link org.tidewaiter.report.page.Html}, which escapes it and makes controls visible. The page
 * never requests anything and runs no script but its own, which its Content-Security-Policy
 * enforces. The same reports give a byte-identical page.
 */
package org.tidewaiter.report.page;
