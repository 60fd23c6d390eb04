package org.tidewaiter.capture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks gzip (RFC 1952), any number of members after one another.
 *
 * <p>Unlike {@link java.util.zip.GZIPInputStream} it hands out everything that was unpacked before
 * a corrupt place, does not need {@link InputStream#available} to see that a further member
 * follows, and does not take garbage behind a member, or half a member, for a proper end.
 */
final class GzipStream extends InputStream {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int HEADER_BYTES = 10;
  private static final int METHOD_DEFLATE = 8;
  private static final int FLAG_HEADER_CRC = 2;
  private static final int FLAG_EXTRA = 4;
  private static final int FLAG_NAME = 8;
  private static final int FLAG_COMMENT = 16;
  private static final int FLAG_RESERVED = 0xe0;

  private final ReadableByteChannel channel;
  private final ByteBuffer packed = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private long packedOffset;
  private boolean ended;
  private IOException failure;

  GzipStream(ReadableByteChannel channel) throws IOException {
    this.channel = channel;
    readHeader();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    while (!ended) {
      if (failure != null) {
        throw failure;
      }
      int count = inflate(target, offset, length);
      crc.update(target, offset, count);
      if (inflater.finished() && failure == null) {
        endMember();
      }
      if (count > 0) {
        return count;
      }
    }
    return -1;
  }

  /** Unpacks what it can; a failure is kept until what came before it has been handed out. */
  private int inflate(byte[] target, int offset, int length) {
    long before = inflater.getBytesWritten();
    try {
      if (inflater.needsInput()) {
        if (!packed.hasRemaining() && !refill()) {
          throw new IOException("the gzip data ends before its end mark");
        }
        inflater.setInput(packed);
      }
      inflater.inflate(target, offset, length);
      if (inflater.needsDictionary()) {
        throw new IOException("the gzip data asks for a dictionary" + here());
      }
    } catch (DataFormatException e) {
      failure = new IOException("corrupt gzip data" + here() + ": " + e.getMessage());
    } catch (IOException e) {
      failure = e;
    }
    return (int) (inflater.getBytesWritten() - before);
  }

  private boolean refill() throws IOException {
    packedOffset += packed.limit();
    packed.clear();
    int count;
    do {
      count = channel.read(packed);
    } while (count == 0);
    packed.flip();
    return count > 0;
  }

  private String here() {
    return " near byte " + (packedOffset + packed.position()) + " of the compressed file";
  }

  /** Checks the trailer and begins the next member if there is one. */
  private void endMember() {
    try {
      int expectedCrc = Integer.reverseBytes(readInt());
      int expectedLength = Integer.reverseBytes(readInt());
      boolean lengthRight = expectedLength == (int) inflater.getBytesWritten();
      if (expectedCrc != (int) crc.getValue() || !lengthRight) {
        failure = new IOException("the checksum of the gzip data is wrong" + here());
        return;
      }
      if (restIsZero()) {
        ended = true;
        return;
      }
      inflater.reset();
      crc.reset();
      readHeader();
    } catch (IOException e) {
      failure = e;
    }
  }

  /** Whether only padding follows, as tapes leave it; stands then at the first other byte. */
  private boolean restIsZero() throws IOException {
    while (packed.hasRemaining() || refill()) {
      if (packed.get(packed.position()) != 0) {
        return false;
      }
      packed.position(packed.position() + 1);
    }
    return true;
  }

  private void readHeader() throws IOException {
    int magic = readByte() << 8 | readByte();
    if (magic != 0x1f8b || readByte() != METHOD_DEFLATE) {
      throw new IOException("something else follows the gzip data" + here());
    }
    int flags = readByte();
    if ((flags & FLAG_RESERVED) != 0) {
      throw new IOException("unknown flags in the gzip header" + here());
    }
    skip(HEADER_BYTES - 4);
    if ((flags & FLAG_EXTRA) != 0) {
      skip(readByte() | readByte() << 8);
    }
    if ((flags & FLAG_NAME) != 0) {
      skipText();
    }
    if ((flags & FLAG_COMMENT) != 0) {
      skipText();
    }
    if ((flags & FLAG_HEADER_CRC) != 0) {
      skip(2);
    }
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      readByte();
    }
  }

  private void skipText() throws IOException {
    while (readByte() != 0) {}
  }

  private int readInt() throws IOException {
    return readByte() << 24 | readByte() << 16 | readByte() << 8 | readByte();
  }

  private int readByte() throws IOException {
    if (!packed.hasRemaining() && !refill()) {
      throw new IOException("the file ends inside a gzip header or trailer");
    }
    return packed.get() & 0xff;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    channel.close();
  }
}
