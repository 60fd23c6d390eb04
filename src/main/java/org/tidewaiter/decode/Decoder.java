package org.tidewaiter.decode;

import java.nio.MappedByteBuffer;
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
  private final RowWriter rows;
  private final PlainDecoder plain;
  private final boolean takesPlain;

  /** By input number. */
  private final List<DecodeCounters> countersByInput = new ArrayList<>();

  /**
   * Makes a decoder.
   *
   * @param hashSeed secret of {@link HeaderColumns#hash}; changes no report
   * @param vlanInKey whether the VLAN number is part of a flow's key
   */
  public Decoder(long hashSeed, boolean vlanInKey) {
    this(hashSeed, vlanInKey, true);
  }

  /**
   * The same.
   *
   * @param takesPlain whether packets of the usual shape go their own way; changes no column
   */
  Decoder(long hashSeed, boolean vlanInKey, boolean takesPlain) {
    this.takesPlain = takesPlain;
    TunnelDecoder tunnels = new TunnelDecoder(frame);
    rows = new RowWriter(hashSeed, vlanInKey);
    plain = new PlainDecoder(rows);
    TransportDecoder transport = new TransportDecoder(frame, tunnels, rows);
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
    final MappedByteBuffer bytes = batch.bytes;
    frame.begin(bytes, columns, counters);
    rows.columns = columns;
    int plainPackets = 0;
    for (int packet = 0, size = batch.size; packet < size; packet++) {
      final int offset = batch.offset[packet];
      final int captured = batch.capturedLength[packet];
      final int wire = batch.wireLength[packet];
      final int linkType = batch.linkType[packet];
      DecodeOutcome outcome = DecodeOutcome.FLOW;
      if (linkType == LinkType.ETHERNET
          && takesPlain
          && plain.decode(bytes, packet, offset, captured, wire)) {
        plainPackets++;
      } else {
        frame.open(packet, offset, captured, wire);
        outcome = link.decode(linkType, offset);
        counters.count(outcome);
      }
      columns.outcome[packet] = (byte) outcome.ordinal();
    }
    counters.count(DecodeOutcome.FLOW, plainPackets);
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
