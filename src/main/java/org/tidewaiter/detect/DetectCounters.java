package org.tidewaiter.detect;

/** Counts of the detections, among them every limit that bit. */
public final class DetectCounters {
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

  /** These counts. */
  public DetectCounters copy() {
    return since(new DetectCounters());
  }

  /** What was counted since an earlier copy. */
  public DetectCounters since(DetectCounters earlier) {
    DetectCounters since = new DetectCounters();
    since.observations = observations - earlier.observations;
    since.findingsNotKept = findingsNotKept - earlier.findingsNotKept;
    since.setsNotKept = setsNotKept - earlier.setsNotKept;
    since.addressesNotCounted = addressesNotCounted - earlier.addressesNotCounted;
    since.memoriesDropped = memoriesDropped - earlier.memoriesDropped;
    return since;
  }
}
