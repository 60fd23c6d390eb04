package org.tidewaiter.capture;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One input, opened: finds out by its first bytes what it is and reads it with the reader for that.
 * What cannot be opened or read as a capture is a source without packets and an entry among the
 * damages of its {@link CaptureInput}.
 */
final class CaptureFile implements PacketSource {
  private final CaptureInput input;
  private PeekChannel channel = new PeekChannel(Channels.newChannel(InputStream.nullInputStream()));
  private PacketSource reader;

  private CaptureFile(CaptureInput input) {
    this.input = input;
  }

  /** Opens what {@link CaptureInput#path} names. */
  static CaptureFile open(CaptureInput input) {
    CaptureFile file = new CaptureFile(input);
    try {
      ReadableByteChannel raw = rawChannel(input);
      file.channel = new PeekChannel(raw);
      file.reader = file.readerFor(file.channel);
    } catch (IOException e) {
      input.add(cannotOpen(e));
    }
    return file;
  }

  @SuppressWarnings("resource") // closed by close()
  private static ReadableByteChannel rawChannel(CaptureInput input) throws IOException {
    boolean standardInput = input.path().equals(CapturePaths.STANDARD_INPUT);
    if (standardInput) {
      return new FileInputStream(FileDescriptor.in).getChannel();
    }
    Path path = Path.of(input.path());
    FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
    if (Files.isRegularFile(path)) {
      input.sizeBytes = file.size();
    }
    return file;
  }

  private PacketSource readerFor(PeekChannel content) throws IOException {
    byte[] first = content.peek();
    if (first.length >= 4 && PcapHeader.isMagic(bigEndian(first))) {
      return new PcapReader(content, input);
    }
    input.add(Signatures.notACapture(first));
    return null;
  }

  private static int bigEndian(byte[] first) {
    return first[0] << 24 | (first[1] & 0xff) << 16 | (first[2] & 0xff) << 8 | (first[3] & 0xff);
  }

  private static Damage cannotOpen(IOException failure) {
    String why = failure.getMessage();
    if (failure instanceof NoSuchFileException) {
      why = "there is no such file";
    } else if (failure instanceof AccessDeniedException) {
      why = "permission denied";
    }
    return new Damage(0, "cannot be opened: " + why, "a readable file", "check path and rights");
  }

  @Override
  public boolean fill(PacketBatch batch) throws IOException {
    batch.clear();
    return reader != null && reader.fill(batch);
  }

  /** Bytes read of the file as it lies on disk, compressed or not; any thread may ask. */
  long bytesRead() {
    return channel.bytesRead();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
