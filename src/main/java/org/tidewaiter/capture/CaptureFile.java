package org.tidewaiter.capture;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
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
  private final PeekChannel file;
  private final PeekChannel content;
  private final PacketSource reader;

  /** Takes over a channel that stands at the first byte. */
  CaptureFile(CaptureInput input, ReadableByteChannel channel) {
    this.input = input;
    this.file = new PeekChannel(channel);
    Compression compression = Compression.of(file.peek());
    if (compression == null) {
      this.content = file;
    } else {
      input.compression = compression.text;
      this.content = new PeekChannel(new DecompressingChannel(file, compression));
    }
    this.reader = readerFor(content.peek());
  }

  /** An input that somebody else has opened, or nobody could: then without a reader. */
  private CaptureFile(CaptureInput input, PacketSource reader) {
    this.input = input;
    this.file = null;
    this.content = null;
    this.reader = reader;
  }

  /** Opens what {@link CaptureInput#path} names. */
  static CaptureFile open(CaptureInput input, ReaderKind kind) {
    if (kind == ReaderKind.PCAP4J) {
      return new CaptureFile(input, Libpcap.openOffline(input));
    }
    try {
      return new CaptureFile(input, channelOf(input));
    } catch (IOException e) {
      input.add(cannotOpen(e));
      return new CaptureFile(input, (PacketSource) null);
    }
  }

  @SuppressWarnings("resource") // closed by close()
  private static ReadableByteChannel channelOf(CaptureInput input) throws IOException {
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

  private PacketSource readerFor(byte[] first) {
    if (PcapHeader.beginsFile(first)) {
      return new PcapReader(content, input);
    }
    if (PcapngBlock.beginsFile(first)) {
      return new PcapngReader(content, input);
    }
    boolean failedAtOnce = first.length == 0 && content.failure() != null;
    input.add(
        failedAtOnce ? Damages.unreadable(0, content.failure()) : Signatures.notACapture(first));
    return null;
  }

  private static Damage cannotOpen(IOException failure) {
    String why = failure.getMessage();
    if (failure instanceof NoSuchFileException) {
      why = "there is no such file";
    } else if (failure instanceof AccessDeniedException) {
      why = "permission denied";
    }
    return cannotOpen(why);
  }

  static Damage cannotOpen(String why) {
    return new Damage(0, "cannot be opened: " + why, "a readable file", "check path and rights");
  }

  @Override
  public boolean fill(PacketBatch batch) throws IOException {
    batch.clear();
    return reader != null && reader.fill(batch);
  }

  /** Bytes read of the file as it lies on disk, compressed or not; any thread may ask. */
  long bytesRead() {
    return file == null ? 0 : file.bytesRead();
  }

  @Override
  public void close() throws IOException {
    if (content != null) {
      content.close();
    } else if (reader != null) {
      reader.close();
    }
  }
}
