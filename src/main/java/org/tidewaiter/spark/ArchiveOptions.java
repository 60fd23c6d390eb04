package org.tidewaiter.spark;

import java.io.Serializable;
import java.util.Map;
import org.tidewaiter.flow.FlowTimeouts;

/**
 * What the tasks of a job have to know.
 *
 * @param idleNanos idle time of all flows, 0 for the usual ones
 * @param vlanInKey whether the same endpoints in two VLANs are two flows
 * @param flowBudget most live flows of one task
 * @param partBytes a pcap file larger than this is read in parts of this size
 * @param partitions tasks among which the flows are divided
 * @param exactOrderFlows up to so many flows, rows are counted in the very order of a replay
 * @param pageFlows up to so many flows, the page is made of all of them
 * @param hashSeed secret by which flows are divided
 */
record ArchiveOptions(
    long idleNanos,
    boolean vlanInKey,
    int flowBudget,
    long partBytes,
    int partitions,
    long exactOrderFlows,
    long pageFlows,
    long hashSeed)
    implements Serializable {
  FlowTimeouts timeouts() {
    return idleNanos == 0 ? FlowTimeouts.DEFAULT : FlowTimeouts.all(idleNanos);
  }

  /** The seed by which the flow tables look flows up: another than the one that divides them. */
  long tableSeed() {
    return hashSeed * 0x9E3779B97F4A7C15L + 1;
  }

  /** Partition of a flow with this hash. */
  int partition(int hash) {
    return Math.floorMod(hash * 0x9E3779B1 >>> 3, partitions);
  }

  /** What the rows of a part depend on, beside the part. */
  Map<String, String> ofRows() {
    return Map.of(
        "idle", Long.toString(idleNanos),
        "vlan", Boolean.toString(vlanInKey),
        "partitions", Integer.toString(partitions),
        "seed", Long.toString(hashSeed));
  }
}
