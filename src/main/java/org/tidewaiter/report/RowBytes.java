package org.tidewaiter.report;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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
  private static final int MAX_NUMBER_LENGTH = 20;
  private static final int MAX_ADDRESS_LENGTH = 45;

  private byte[] bytes;
  private int size;
  private final TimeText times = new TimeText();

  /** An empty buffer that grows as needed. */
  public RowBytes(int initialBytes) {
    bytes = new byte[initialBytes];
  }

  /** Bytes held. */
  public int size() {
    return size;
  }

  /** Forgets all rows. */
  public void clear() {
    size = 0;
  }

  /** The rows, without a copy: valid until the next change. */
  public ByteBuffer asByteBuffer() {
    return ByteBuffer.wrap(bytes, 0, size);
  }

  /** Makes room for {@code more} bytes and returns the array; {@link #advance} says how many. */
  byte[] reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }
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
    reserve(1)[size++] = ',';
    return this;
  }

  /** Ends a row. */
  public void endRow() {
    reserve(1)[size++] = '\n';
  }

  /** Adds bytes that need neither quotes nor neutralising. */
  public RowBytes plain(byte[] ascii) {
    System.arraycopy(ascii, 0, reserve(ascii.length), size, ascii.length);
    size += ascii.length;
    return this;
  }

  /** Adds a word of ours that needs neither quotes nor neutralising. */
  public RowBytes plain(String ascii) {
    int length = ascii.length();
    byte[] target = reserve(length);
    for (int i = 0; i < length; i++) {
      target[size + i] = (byte) ascii.charAt(i);
    }
    size += length;
    return this;
  }

  /** Adds text of any origin, see {@link CsvText}. */
  public RowBytes text(String any) {
    return plain(CsvText.cell(any).getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a decimal number. */
  public RowBytes number(long value) {
    byte[] target = reserve(MAX_NUMBER_LENGTH);
    if (value < 0) {
      return plain(Long.toString(value));
    }
    size = Decimal.write(value, target, size);
    return this;
  }

  /** Adds sixteen hexadecimal digits. */
  public RowBytes hex(long value) {
    byte[] target = reserve(16);
    for (int shift = 60; shift >= 0; shift -= 4) {
      target[size++] = HEX[(int) (value >>> shift) & 15];
    }
    return this;
  }

  /** Adds an address: dotted quad, or RFC 5952 text where {@code ipv6}. */
  public RowBytes address(long high, long low, boolean ipv6) {
    byte[] target = reserve(MAX_ADDRESS_LENGTH);
    size = AddressText.write(high, low, ipv6, target, size);
    return this;
  }

  /** Adds a time: ISO 8601, UTC, microseconds or, where there are any, nanoseconds. */
  public RowBytes time(long nanos) {
    byte[] target = reserve(TimeText.MAX_LENGTH);
    size = times.write(nanos, target, size);
    return this;
  }

  /** Adds a duration in seconds with six or nine decimals. */
  public RowBytes seconds(long nanos) {
    byte[] target = reserve(MAX_NUMBER_LENGTH + 10);
    long clean = Math.max(0, nanos);
    size = Decimal.write(clean / 1_000_000_000L, target, size);
    size = TimeText.writeFraction(clean % 1_000_000_000L, target, size);
    return this;
  }
}
