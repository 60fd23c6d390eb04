package org.tidewaiter.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * A channel whose reads fill what they are given, but for the last.
 *
 * <p>How much a decompressor unpacks before it meets corrupt data depends on the pieces that it is
 * given. Through this, a file and a slow pipe give it the same ones, and so the same packets.
 */
final class WholePieces implements ReadableByteChannel {
  private final ReadableByteChannel channel;
  private IOException failure;

  WholePieces(ReadableByteChannel channel) {
    this.channel = channel;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (failure != null) {
      throw failure;
    }
    int before = target.remaining();
    int count = 0;
    try {
      while (count >= 0 && target.hasRemaining()) {
        count = channel.read(target);
      }
    } catch (IOException e) {
      failure = e; // behind the bytes that came before it
      if (target.remaining() == before) {
        throw e;
      }
    }
    int read = before - target.remaining();
    return read == 0 && count < 0 ? -1 : read;
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
