package org.tidewaiter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.capture.PacketSource;
import org.tidewaiter.capture.filter.PacketFilter;
import org.tidewaiter.decode.Decoder;
import org.tidewaiter.decode.FlowHash;
import org.tidewaiter.decode.HeaderColumns;
import org.tidewaiter.report.evidence.EvidenceFlows;

/**
 * Finds the packets that findings rest on: those of which some header, in a tunnel or not, belongs
 * to one of their flows, and the later fragments of such.
 */
public final class Extraction {
  /** Most datagrams whose later fragments are looked for at once. */
  private static final int MAX_DATAGRAMS = 4096;

  /** What is done with a packet. */
  public interface Target {
    /**
     * Takes a packet; may be called with the same one several times, one after the other.
     *
     * @param label of the flow that it belongs to, 0 where it belongs to servers
     * @param servers findings that stand for its endpoints
     */
    void take(PacketBatch batch, int packet, int label, List<String> servers) throws IOException;
  }

  private record Datagram(long aHigh, long aLow, long bHigh, long bLow, int protocol, int id) {
    @Override
    public int hashCode() {
      return FlowHash.OF_PROCESS.of(aHigh, aLow, bHigh, bLow, (long) protocol << 32 | id);
    }
  }

  private static final class Datagrams extends LinkedHashMap<Datagram, Integer> {
    @Override
    protected boolean removeEldestEntry(Map.Entry<Datagram, Integer> eldest) {
      return size() > MAX_DATAGRAMS;
    }
  }

  private final EvidenceFlows flows;
  private final Target target;
  private final Decoder decoder = new Decoder(0, false);
  private final HeaderColumns columns = new HeaderColumns();
  private final Datagrams datagrams = new Datagrams();
  private final List<String> servers = new ArrayList<>();

  /** An extraction of the packets of these flows. */
  public Extraction(EvidenceFlows flows, Target target) {
    this.flows = flows;
    this.target = target;
  }

  /**
   * Goes through whole captures.
   *
   * @param filter leaves packets out; null for none
   */
  public void run(PacketSource captures, PacketFilter filter) throws IOException {
    PacketBatch batch = new PacketBatch();
    while (captures.fill(batch)) {
      if (filter != null) {
        filter.retain(batch);
      }
      take(batch);
    }
  }

  /** Goes through the packets of one batch, as they follow those before. */
  void take(PacketBatch batch) throws IOException {
    decoder.decode(batch, columns);
    for (int i = 0; i < columns.size; i++) {
      int packet = columns.packet[i];
      int label = label(i, batch.timestampNanos[packet]);
      servers.clear();
      flows.addServers(columns, i, servers);
      if (label != 0 || !servers.isEmpty()) {
        target.take(batch, packet, label, servers);
      }
    }
  }

  private int label(int i, long nanos) {
    int label = flows.label(columns, i, nanos);
    if ((columns.flags[i] & HeaderColumns.LATER_FRAGMENT) != 0) {
      return label != 0 ? label : datagrams.getOrDefault(datagram(i), 0);
    }
    if (label != 0 && (columns.flags[i] & HeaderColumns.FIRST_FRAGMENT) != 0) {
      datagrams.put(datagram(i), label);
    }
    return label;
  }

  private Datagram datagram(int i) {
    return new Datagram(
        columns.aHigh[i],
        columns.aLow[i],
        columns.bHigh[i],
        columns.bLow[i],
        columns.protocol(i),
        columns.fragmentId[i]);
  }
}
