package org.tidewaiter.flow;

import java.io.Serializable;
import java.util.Set;
import org.tidewaiter.decode.FlowHash;
import org.tidewaiter.decode.HeaderColumns;

/**
 * What identifies a flow beside its time: both endpoints in canonical order, and the rest as {@link
 * HeaderColumns#key} packs it.
 */
public record FlowKey(long aHigh, long aLow, long bHigh, long bLow, long key)
    implements Serializable {
  /** Differs from process to process. */
  @Override
  public int hashCode() {
    return hash(FlowHash.OF_PROCESS);
  }

  /** The hash that columns and flow table of this secret use. */
  public int hash(FlowHash hash) {
    return hash.of(aHigh, aLow, bHigh, bLow, key);
  }

  /** IP protocol number. */
  public int protocol() {
    return HeaderColumns.protocolOf(key);
  }

  /** The key of the flow at {@code (words, at)}. */
  public static FlowKey of(long[] words, int at) {
    return new FlowKey(
        words[at + FlowRow.A_HIGH],
        words[at + FlowRow.A_LOW],
        words[at + FlowRow.B_HIGH],
        words[at + FlowRow.B_LOW],
        words[at + FlowRow.KEY]);
  }

  /**
   * Whether one of the endpoints was announced, as {@link AnnouncedEndpoints} would look for it.
   */
  public boolean hasEndpointIn(Set<AnnouncedEndpoints.Endpoint> endpoints) {
    int protocol = protocol();
    int portA = HeaderColumns.portAOf(key);
    int portB = HeaderColumns.portBOf(key);
    return endpoints.contains(new AnnouncedEndpoints.Endpoint(aHigh, aLow, portA, protocol))
        || endpoints.contains(new AnnouncedEndpoints.Endpoint(bHigh, bLow, portB, protocol));
  }
}
