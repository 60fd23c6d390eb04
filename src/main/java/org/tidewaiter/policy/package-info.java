/**
 * Judges flows: which networks there are, who is expected to serve what to whom, and which rule
 * decides.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>A verdict depends on the set of rule rows, never on their order.
 *   <li>{@code until} is compared with the flow's own time, so a verdict depends on the input and
 *       the rules only, never on the day of the run.
 *   <li>No opinion without knowledge: a row that names a group nobody filled is not in force.
 *   <li>Judging a flow allocates nothing: the address space is cut into segments in which every
 *       group is constant, and a row is two table look-ups.
 * </ul>
 *
 * <p>This package never sees a packet and never prints.
 */
package org.tidewaiter.policy;
