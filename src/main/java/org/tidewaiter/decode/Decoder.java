package org.tidewaiter.decode;

import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.capture.PacketBatch;

/**
 * Reads the headers of a batch of packets into columns: link, network, transport, and again inside
 * a tunnel.
 *
 * <p>Never throws on packet bytes and allocates nothing per packet. Not for several threads at
 * once; the columns belong to the caller and hold no reference to the batch.
 */
public final class Decoder {
  private final Frame frame = new Frame();
  private final LinkDecoder link;

  /** By input number. */
  private final List<DecodeCounters> countersByInput = new ArrayList<>();

  /**
   * Makes a decoder.
   *
   * @param hashSeed secret of {@link HeaderColumns#hash}; changes no report
   * @param vlanInKey whether the VLAN number is part of a flow's key
   */
  public Decoder(long hashSeed, boolean vlanInKey) {
    TunnelDecoder tunnels = new TunnelDecoder(frame);
    TransportDecoder transport = new TransportDecoder(frame, tunnels, hashSeed, vlanInKey);
    NetworkDecoder network = new NetworkDecoder(frame, transport);
    TagDecoder tags = new TagDecoder(frame, network);
    link = new LinkDecoder(frame, network, tags);
    tags.connect(link);
    tunnels.connect(link, network, tags);
  }

  /** Replaces the columns' content by the batch's. */
  public void decode(PacketBatch batch, HeaderColumns columns) {
    columns.clear();
    final DecodeCounters counters = counters(batch.input);
    frame.begin(batch.bytes, columns, counters);
    for (int packet = 0, size = batch.size; packet < size; packet++) {
      final int offset = batch.offset[packet];
      frame.open(packet, offset, batch.capturedLength[packet], batch.wireLength[packet]);
      final DecodeOutcome outcome = link.decode(batch.linkType[packet], offset);
      columns.outcome[packet] = (byte) outcome.ordinal();
      counters.count(outcome);
    }
  }

  /** Takes the counters of one input away; those of its further packets begin at 0. */
  public DecodeCounters takeCounters(int input) {
    counters(input);
    return countersByInput.set(input, new DecodeCounters());
  }

  /** What became of the packets of all inputs: a new sum, which does not grow further. */
  public DecodeCounters counters() {
    DecodeCounters sum = new DecodeCounters();
    for (DecodeCounters counters : countersByInput) {
      sum.addAll(counters);
    }
    return sum;
  }

  /** What became of the packets of one input; these counters grow as decoding goes on. */
  public DecodeCounters counters(int input) {
    while (countersByInput.size() <= input) {
      countersByInput.add(new DecodeCounters());
    }
    return countersByInput.get(input);
  }
}
