package org.tidewaiter.spark;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tidewaiter.FlowWatch;
import org.tidewaiter.detect.Detector;
import org.tidewaiter.flow.AnnouncedEndpoints.Endpoint;
import org.tidewaiter.flow.FlowKey;
import org.tidewaiter.payload.observation.Observation;

/**
 * Which flows matter to the detections or to other flows: those of the others are the same whether
 * they are analysed together or apart.
 */
final class Concern implements FlowWatch {
  private final Set<FlowKey> keys = new HashSet<>();
  private final Set<Endpoint> announced;
  private Detector detector;

  /** A watch; flows with one of these endpoints matter, too. */
  Concern(Set<Endpoint> announced) {
    this.announced = announced;
  }

  /** Judges by the detections of the analysis that is watched. */
  void use(Detector watched) {
    detector = watched;
  }

  @Override
  public void judged(long[] words, int at) {
    if (detector.concerns(words, at)) {
      keys.add(FlowKey.of(words, at));
    }
  }

  @Override
  public void read(List<Observation> said, long[] words, int at) {
    boolean matters = said.isEmpty();
    for (Observation each : said) {
      matters |= detector.matters(each, words, at);
    }
    if (matters) {
      keys.add(FlowKey.of(words, at));
    }
  }

  /** Whether a row belongs to a flow that matters. */
  boolean has(Row row) {
    if (row.counted != null) {
      return has(FlowKey.of(row.counted, 0));
    }
    RowKey key = row.key;
    if (key.concern == 0) {
      key.concern = has(key.flow) ? 1 : 2;
    }
    return key.concern == 1;
  }

  private boolean has(FlowKey key) {
    return keys.contains(key) || !announced.isEmpty() && key.hasEndpointIn(announced);
  }
}
