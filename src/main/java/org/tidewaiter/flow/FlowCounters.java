package org.tidewaiter.flow;

/** Counts of the flow stage, among them every limit that bit. */
public final class FlowCounters {
  /** Rows created. */
  public long created;

  /** Rows that continue one which had ended by close: the same endpoints after a new SYN. */
  public long reopened;

  /** Rows ended by silence. */
  public long idle;

  /** Rows ended by close. */
  public long closed;

  /** Rows ended because the flow budget was reached. */
  public long evicted;

  /** Most rows that lived at once. */
  public long peakLive;

  /** Later fragments that were attributed to their flow. */
  public long fragmentsAttributed;

  /** Later fragments whose first fragment was not seen (or not in time): a flow without ports. */
  public long fragmentsWithoutFirst;

  /** Unfinished datagrams forgotten because too many were open. */
  public long fragmentsForgotten;

  /** Packets whose time lay before their flow's latest packet. */
  public long timeBackwards;

  /** Directions that a stronger basis turned. */
  public long directionTurned;

  /** Announced endpoints that were not kept because too many were open. */
  public long announcementsForgotten;

  /** These counts. */
  public FlowCounters copy() {
    return since(new FlowCounters());
  }

  /** What was counted since an earlier copy; the peak is that of all the time. */
  public FlowCounters since(FlowCounters earlier) {
    FlowCounters since = new FlowCounters();
    since.created = created - earlier.created;
    since.reopened = reopened - earlier.reopened;
    since.idle = idle - earlier.idle;
    since.closed = closed - earlier.closed;
    since.evicted = evicted - earlier.evicted;
    since.peakLive = peakLive;
    since.fragmentsAttributed = fragmentsAttributed - earlier.fragmentsAttributed;
    since.fragmentsWithoutFirst = fragmentsWithoutFirst - earlier.fragmentsWithoutFirst;
    since.fragmentsForgotten = fragmentsForgotten - earlier.fragmentsForgotten;
    since.timeBackwards = timeBackwards - earlier.timeBackwards;
    since.directionTurned = directionTurned - earlier.directionTurned;
    since.announcementsForgotten = announcementsForgotten - earlier.announcementsForgotten;
    return since;
  }
}
