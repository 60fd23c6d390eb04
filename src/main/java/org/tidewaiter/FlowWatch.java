package org.tidewaiter;

import java.util.List;
import org.tidewaiter.payload.observation.Observation;

/** Is shown what an {@link Analysis} makes of flows, to tell which of them matter. */
public interface FlowWatch {
  /** A flow was given its service and verdict, for the first time or anew. */
  void judged(long[] words, int at);

  /**
   * A payload of the flow was read.
   *
   * @param said what it said; empty for first bytes that a detection looks at, and for messages
   *     that are not whole
   */
  void read(List<Observation> said, long[] words, int at);
}
