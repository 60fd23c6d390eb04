package org.tidewaiter.capture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;

/** A capture that lies in memory, for tests that read very many. */
public final class MemoryCapture implements PacketSource {
  private final CaptureInput input = new CaptureInput("memory");
  private final CaptureFile file;

  /** Opens a capture of any format, or whatever the bytes are. */
  public MemoryCapture(byte[] bytes) {
    file = new CaptureFile(input, Channels.newChannel(new ByteArrayInputStream(bytes)));
  }

  @Override
  public boolean fill(PacketBatch batch) throws IOException {
    boolean more = file.fill(batch);
    if (more) {
      input.count(batch);
    }
    return more;
  }

  /** What is known of it. */
  public CaptureInput input() {
    return input;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
