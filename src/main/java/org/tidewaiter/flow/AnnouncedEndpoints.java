package org.tidewaiter.flow;

import java.io.Serializable;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.tidewaiter.decode.FlowHash;

/**
 * Endpoints that a conversation named before anybody used them: the endpoint mapper's answers, FTP
 * data ports, TFTP transfers, DNS SRV targets. A flow to one of them that begins later knows its
 * server and has the announcing flow as its parent ({@link FlowTable#adopt}).
 *
 * <p>Bounded: the oldest announcement goes first, and {@link FlowCounters#announcementsForgotten}
 * counts it.
 */
public final class AnnouncedEndpoints {
  /** Most announcements remembered. */
  public static final int MAX_ENDPOINTS = 65_536;

  /**
   * An endpoint.
   *
   * @param protocol IP protocol number
   */
  public record Endpoint(long high, long low, int port, int protocol) implements Serializable {
    @Override
    public int hashCode() {
      return FlowHash.OF_PROCESS.of(high, low, 0, 0, (long) protocol << 32 | port);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Endpoint that
          && high == that.high
          && low == that.low
          && port == that.port
          && protocol == that.protocol;
    }
  }

  /**
   * What was said of it.
   *
   * @param parentId flow id of the conversation that named it
   * @param service number of the service it offers, 0 where unknown
   * @param fromNanos packet time at which it was made
   * @param untilNanos packet time after which the announcement is void
   * @param ofClient true where the endpoint will be the client's, as in TFTP, whose server answers
   *     from a port that nobody names
   */
  public record Announcement(
      long parentId, int service, long fromNanos, long untilNanos, boolean ofClient) {}

  private final Map<Endpoint, Announcement> endpoints = new LinkedHashMap<>();
  private final FlowCounters counters;

  /** All that were ever announced, null where nobody asks. */
  private Set<Endpoint> ever;

  AnnouncedEndpoints(FlowCounters counters) {
    this.counters = counters;
  }

  /** All endpoints that are announced from now on, whatever is forgotten. */
  public Set<Endpoint> rememberAll() {
    ever = new HashSet<>();
    return ever;
  }

  /** Remembers an announcement; a later one of the same endpoint takes its place. */
  public void announce(Endpoint endpoint, Announcement announcement) {
    if (ever != null) {
      ever.add(endpoint);
    }
    endpoints.remove(endpoint);
    endpoints.put(endpoint, announcement);
    if (endpoints.size() > MAX_ENDPOINTS) {
      endpoints.remove(endpoints.keySet().iterator().next());
      counters.announcementsForgotten++;
    }
  }

  /** Gives the announced services other numbers, {@code numbers[before]}. */
  void renumber(int[] numbers) {
    endpoints.replaceAll(
        (endpoint, said) ->
            new Announcement(
                said.parentId(),
                numbers[said.service()],
                said.fromNanos(),
                said.untilNanos(),
                said.ofClient()));
  }

  boolean isEmpty() {
    return endpoints.isEmpty();
  }

  /** What was announced of an endpoint, or null. */
  Announcement find(long high, long low, int port, int protocol, long nanos) {
    Announcement found = endpoints.get(new Endpoint(high, low, port, protocol));
    boolean valid = found != null && nanos >= found.fromNanos() && nanos <= found.untilNanos();
    return valid ? found : null;
  }
}
