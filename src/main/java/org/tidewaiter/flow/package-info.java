/**
 * The flow table: one row per conversation, both directions, with timeouts by packet time, and an
 * opinion on who is the client that says what it rests on.
 *
 * <p>Columns of a batch go in ({@link org.tidewaiter.flow.FlowTable#consume}), rows and a list of
 * {@link org.tidewaiter.flow.FlowEvents events} come out. Invariants:
 *
 * <ul>
 *   <li>Nothing is allocated per packet; memory grows with live flows only and stops at the budget.
 *   <li>Packet time drives every timeout. It may jump either way: no loop, no freeze, no growth.
 *   <li>What happens depends on the sequence of packets alone, never on where batches were cut, on
 *       the hash's key or on threads.
 *   <li>Endpoints are stored in canonical order, so a change of opinion about the direction flips
 *       one bit and no counter moves.
 * </ul>
 *
 * Never: knows a service's name, a rule or a report.
 */
package org.tidewaiter.flow;
