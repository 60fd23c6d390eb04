package org.tidewaiter;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.tidewaiter.capture.CaptureFiles;
import org.tidewaiter.capture.PacketBatch;

/** A packet as a capture has it, for tests to compare. */
public record CapturedPacket(
    long timestampNanos, int wireLength, int linkType, String interfaceName, String bytes) {

  /** All packets of a capture. */
  public static List<CapturedPacket> of(Path capture) throws IOException {
    List<CapturedPacket> packets = new ArrayList<>();
    PacketBatch batch = new PacketBatch();
    try (CaptureFiles files = CaptureFiles.open(List.of(capture.toString()), false)) {
      while (files.fill(batch)) {
        for (int i = 0; i < batch.size; i++) {
          byte[] bytes = new byte[batch.capturedLength[i]];
          batch.bytes.get(batch.offset[i], bytes);
          packets.add(
              new CapturedPacket(
                  batch.timestampNanos[i],
                  batch.wireLength[i],
                  batch.linkType[i],
                  files.inputs().get(0).captureInterface(batch.interfaceId[i]).name(),
                  HexFormat.of().formatHex(bytes)));
        }
      }
    }
    return packets;
  }
}
