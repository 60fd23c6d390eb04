package org.tidewaiter.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.tidewaiter.detect.TextBytes;
import org.tidewaiter.policy.AddressText;

/**
 * CSV rows as bytes: RFC 4180, UTF-8, {@code \n} at the end of a row. Made for the reports with a
 * row per flow or host, where a general CSV printer costs more than reading the packets did; tests
 * read what it writes with Commons CSV.
 *
 * <p>Not for several threads. Cells of text that came off the wire go through {@link #text}, which
 * quotes and neutralises.
 */
public final class RowBytes {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** Bytes that are free whenever a cell of bounded length begins, so that it need not ask. */
  private static final int ROOM = 1024;

  private byte[] bytes;
  private int size;
  private final TimeText times = new TimeText();

  /** An empty buffer that grows as needed. */
  public RowBytes(int initialBytes) {
    bytes = new byte[initialBytes + ROOM];
  }

  /** Bytes held. */
  public int size() {
    return size;
  }

  /** Forgets all rows. */
  public void clear() {
    size = 0;
  }

  /** Writes all rows and forgets them. */
  void drainTo(WritableByteChannel channel) throws IOException {
    ByteBuffer rows = asByteBuffer();
    while (rows.hasRemaining()) {
      channel.write(rows);
    }
    clear();
  }

  /** The rows, without a copy: valid until the next change. */
  public ByteBuffer asByteBuffer() {
    return ByteBuffer.wrap(bytes, 0, size);
  }

  private void makeRoom(int more) {
    if (size + more + ROOM > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more + ROOM, bytes.length * 2));
    }
  }

  /** The array that the next cell goes into, of less than {@link #ROOM} bytes. */
  byte[] target() {
    return bytes;
  }

  /** Index at which the next byte goes. */
  int end() {
    return size;
  }

  /** Takes note that bytes were written up to here. */
  void advance(int newEnd) {
    size = newEnd;
  }

  /** Ends a cell. */
  public RowBytes comma() {
    bytes[size++] = ',';
    return this;
  }

  /** Ends a row; between two ends the cells of bounded length have {@link #ROOM} bytes. */
  public void endRow() {
    bytes[size++] = '\n';
    makeRoom(0);
  }

  /** Adds bytes that need neither quotes nor neutralising. */
  public RowBytes plain(byte[] ascii) {
    int length = ascii.length;
    makeRoom(length);
    System.arraycopy(ascii, 0, bytes, size, length);
    size += length;
    return this;
  }

  /** Adds a word of ours, of ASCII letters, that needs neither quotes nor neutralising. */
  @SuppressWarnings("deprecation") // what is wrong with it, for other letters, is right for ASCII
  public RowBytes plain(String ascii) {
    int length = ascii.length();
    makeRoom(length);
    ascii.getBytes(0, length, bytes, size);
    size += length;
    return this;
  }

  /** Adds text of any origin, see {@link CsvText}. */
  public RowBytes text(String any) {
    byte[] utf8 = any.getBytes(StandardCharsets.UTF_8);
    return text(utf8, utf8.length);
  }

  /** Adds text of any origin, see {@link CsvText}. */
  public RowBytes text(TextBytes any) {
    return text(any.bytes(), any.length());
  }

  private RowBytes text(byte[] utf8, int length) {
    int needs = CsvText.needs(utf8, length);
    if (needs == CsvText.REWRITING) {
      String any = new String(utf8, 0, length, StandardCharsets.UTF_8);
      return plain(CsvText.cell(any).getBytes(StandardCharsets.UTF_8));
    }
    makeRoom(length + 2);
    byte[] target = bytes;
    int end = size;
    if (needs == CsvText.QUOTES) {
      target[end++] = '"';
    }
    System.arraycopy(utf8, 0, target, end, length);
    end += length;
    if (needs == CsvText.QUOTES) {
      target[end++] = '"';
    }
    size = end;
    return this;
  }

  /** Adds a decimal number. */
  public RowBytes number(long value) {
    if (value < 0) {
      return plain(Long.toString(value));
    }
    size = Decimal.write(value, bytes, size);
    return this;
  }

  /** Adds sixteen hexadecimal digits. */
  public RowBytes hex(long value) {
    size = writeHex(value, bytes, size);
    return this;
  }

  /** Writes sixteen hexadecimal digits; returns the index after them. */
  static int writeHex(long value, byte[] target, int index) {
    int end = index;
    for (int shift = 60; shift >= 0; shift -= 4) {
      target[end++] = HEX[(int) (value >>> shift) & 15];
    }
    return end;
  }

  /** Adds an address: dotted quad, or RFC 5952 text where {@code ipv6}. */
  public RowBytes address(long high, long low, boolean ipv6) {
    size = AddressText.write(high, low, ipv6, bytes, size);
    return this;
  }

  /** Adds a time: ISO 8601, UTC, microseconds or, where there are any, nanoseconds. */
  public RowBytes time(long nanos) {
    size = times.write(nanos, bytes, size);
    return this;
  }
}
