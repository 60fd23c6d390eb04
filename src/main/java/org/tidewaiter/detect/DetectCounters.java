package org.tidewaiter.detect;

/** Counts of the detections, among them every limit that bit. */
public final class DetectCounters {
  /** Flows judged, the ones judged again included. */
  public long judged;

  /** Flows that left their findings because they were judged again. */
  public long withdrawn;

  /** Observations taken in. */
  public long observations;

  /** Times a flow had a finding that was not kept: {@link FindingTable#MAX_FINDINGS} reached. */
  public long findingsNotKept;

  /** Times a flow was not tied to a further finding: {@link FindingSets#MAX_SETS} reached. */
  public long setsNotKept;

  /** Clients and servers not counted: {@link DistinctAddresses#MAX_PAIRS} reached. */
  public long addressesNotCounted;

  /** Per-flow and per-host memories dropped, the oldest first, because there were too many. */
  public long memoriesDropped;
}
