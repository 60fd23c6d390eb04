package org.tidewaiter.spark;

import org.tidewaiter.flow.FlowKey;

/**
 * What rows of one flow have in common while nothing about their carrier changes: written once per
 * block, then named by a number.
 */
final class RowKey {
  final FlowKey flow;
  final int flags;
  final int vlan;
  final int tunnel;
  final int tunnelId;

  /** Rows back to the carrier's row within the packet, 0 for none. */
  final int parentBack;

  /** The carrier's key, null where there is none. */
  final FlowKey parent;

  /** Whether the row carries another one. */
  final boolean carrier;

  // Of the writer at work: the number of the key in its present block.
  int block = -1;
  int number;

  /** Of the reader's side: the hash by which the flow table looks it up. */
  int hash;

  /** Of {@link Concern}: 0 not asked yet, 1 it matters, 2 it does not. */
  int concern;

  RowKey(
      FlowKey flow,
      int flags,
      int vlan,
      int tunnel,
      int tunnelId,
      int parentBack,
      FlowKey parent,
      boolean carrier) {
    this.flow = flow;
    this.flags = flags;
    this.vlan = vlan;
    this.tunnel = tunnel;
    this.tunnelId = tunnelId;
    this.parentBack = parentBack;
    this.parent = parent;
    this.carrier = carrier;
  }
}
