package org.tidewaiter;

import java.io.IOException;
import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.capture.PacketSource;
import org.tidewaiter.decode.Decoder;
import org.tidewaiter.decode.HeaderColumns;
import org.tidewaiter.report.FindingFlows;
import org.tidewaiter.report.PcapngWriter;

/** Copies the packets of a finding out of captures. */
public final class Extraction {
  private Extraction() {}

  /** Writes every packet of which some header, in a tunnel or not, belongs to the finding. */
  public static void run(PacketSource captures, FindingFlows finding, PcapngWriter out)
      throws IOException {
    Decoder decoder = new Decoder(0, false);
    PacketBatch batch = new PacketBatch();
    HeaderColumns columns = new HeaderColumns();
    while (captures.fill(batch)) {
      decoder.decode(batch, columns);
      int written = -1;
      for (int i = 0; i < columns.size; i++) {
        int packet = columns.packet[i];
        if (packet != written && belongs(finding, batch, columns, i)) {
          out.write(batch, packet);
          written = packet;
        }
      }
    }
  }

  private static boolean belongs(
      FindingFlows finding, PacketBatch batch, HeaderColumns columns, int i) {
    boolean ports = (columns.flags[i] & HeaderColumns.HAS_PORTS) != 0;
    return finding.has(
        columns.protocol[i] & 0xFF,
        columns.aHigh[i],
        columns.aLow[i],
        ports ? columns.ports[i] >>> 16 : -1,
        columns.bHigh[i],
        columns.bLow[i],
        ports ? columns.ports[i] & 0xFFFF : -1,
        batch.timestampNanos[columns.packet[i]]);
  }
}
