package org.tidewaiter.detect;

import java.util.Map;
import org.tidewaiter.flow.DirectionBasis;
import org.tidewaiter.flow.FlowRow;

/**
 * Services that answered for the first time after a period in which what is there was learned.
 * Needs an input longer than that period, so it is disabled unless a site wants it.
 */
final class NewServices implements FlowEnd {
  /** Most endpoints remembered. */
  static final int MAX_ENDPOINTS = 262_144;

  /** Where somebody answered. */
  private record Endpoint(Address server, int protocol, int port) {}

  /** The first flow that was answered there. */
  private record First(long nanos, long lastNanos, Address client, int service) {}

  private final Sightings sightings;
  private final FlowFacts flow;
  private final boolean enabled;
  private final long learningNanos;
  private final Memory<Endpoint, First> answered;

  NewServices(Sightings sightings) {
    this.sightings = sightings;
    this.flow = sightings.flow;
    enabled = sightings.speaks(Detection.NEW_SERVICE);
    learningNanos =
        sightings.rules.detections().durationNanos(Detection.NEW_SERVICE.id(), "learning_period");
    answered = new Memory<>(MAX_ENDPOINTS, sightings.counters);
  }

  /** Whether ended flows are wanted. */
  boolean isEnabled() {
    return enabled;
  }

  @Override
  public void ended() {
    if (!enabled
        || !flow.answered
        || flow.serverPort == 0
        || flow.homePort() == 0
        || flow.basis < DirectionBasis.SERVICE_PORT.ordinal()
        || FlowRow.isToMany(flow.words, flow.at)) {
      return;
    }
    Endpoint endpoint = new Endpoint(sightings.server(), flow.protocol, flow.serverPort);
    long nanos = FlowRow.firstNanos(flow.words, flow.at);
    First first = answered.get(endpoint);
    // Flows end in another order than they begin.
    if (first == null || nanos < first.nanos()) {
      long lastNanos = FlowRow.lastNanos(flow.words, flow.at);
      answered.put(endpoint, new First(nanos, lastNanos, sightings.client(), flow.service));
    }
  }

  /** Tells what is new; {@code inputStartNanos} is the first packet of the input. */
  void finish(long inputStartNanos) {
    for (Map.Entry<Endpoint, First> entry : answered.entries().entrySet()) {
      Endpoint endpoint = entry.getKey();
      First first = entry.getValue();
      if (first.nanos() - inputStartNanos <= learningNanos) {
        continue;
      }
      int finding =
          sightings.conclude(
              Detection.NEW_SERVICE,
              0,
              first.service(),
              endpoint.protocol(),
              endpoint.port(),
              endpoint.server());
      if (finding >= 0) {
        sightings.findings.addTime(finding, first.nanos(), first.lastNanos());
        sightings.findings.addClient(finding, first.client().high(), first.client().low());
      }
    }
  }
}
