package org.tidewaiter.captures.frame;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A growing run of bytes, written in wire order. Plain names ({@code u16}) are big endian as in
 * most protocols, {@code le} ones little endian as in SMB, DCE/RPC and capture files.
 */
public final class Bytes {
  private byte[] bytes = new byte[64];
  private int size;

  /** The given values, each cut to eight bits. */
  public static byte[] of(int... values) {
    byte[] result = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (byte) values[i];
    }
    return result;
  }

  /** The bytes written as hexadecimal digits; spaces and colons between them are ignored. */
  public static byte[] ofHex(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", "").replace(":", ""));
  }

  /** The text in ISO 8859-1, so that every char below 256 is one byte. */
  public static byte[] ofText(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** All the parts, one after the other. */
  public static byte[] concat(byte[]... parts) {
    Bytes all = new Bytes();
    for (byte[] part : parts) {
      all.add(part);
    }
    return all.toArray();
  }

  /** Appends the lowest 8 bits. */
  public Bytes u8(int value) {
    return number(value, 1);
  }

  /** Appends the lowest 16 bits, big endian. */
  public Bytes u16(int value) {
    return number(value, 2);
  }

  /** Appends the lowest 24 bits, big endian. */
  public Bytes u24(int value) {
    return number(value, 3);
  }

  /** Appends the lowest 32 bits, big endian. */
  public Bytes u32(long value) {
    return number(value, 4);
  }

  /** Appends 64 bits, big endian. */
  public Bytes u64(long value) {
    return number(value, 8);
  }

  /** Appends the lowest 16 bits, little endian. */
  public Bytes le16(int value) {
    return littleEndian(value, 2);
  }

  /** Appends the lowest 32 bits, little endian. */
  public Bytes le32(long value) {
    return littleEndian(value, 4);
  }

  /** Appends 64 bits, little endian. */
  public Bytes le64(long value) {
    return littleEndian(value, 8);
  }

  /** Appends bytes as they are. */
  public Bytes add(byte[] more) {
    reserve(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
    return this;
  }

  /** Appends the bytes of {@link #ofHex}. */
  public Bytes hex(String hex) {
    return add(ofHex(hex));
  }

  /** Appends the bytes of {@link #ofText}. */
  public Bytes text(String text) {
    return add(ofText(text));
  }

  /** Appends UTF-16, little endian, without a terminator, as Windows protocols do. */
  public Bytes utf16(String text) {
    return add(text.getBytes(StandardCharsets.UTF_16LE));
  }

  /** Appends zero bytes. */
  public Bytes zeros(int count) {
    return add(new byte[count]);
  }

  /** Appends zero bytes until the size is a multiple of {@code alignment}. */
  public Bytes align(int alignment) {
    return zeros(Math.floorMod(-size, alignment));
  }

  /** Overwrites two bytes that were appended before, big endian. */
  public Bytes set16(int index, int value) {
    bytes[index] = (byte) (value >> 8);
    bytes[index + 1] = (byte) value;
    return this;
  }

  /** Number of bytes so far. */
  public int size() {
    return size;
  }

  /** A copy of what was appended. */
  public byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }

  private Bytes number(long value, int length) {
    reserve(length);
    for (int shift = 8 * (length - 1); shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >> shift);
    }
    return this;
  }

  private Bytes littleEndian(long value, int length) {
    reserve(length);
    for (int shift = 0; shift < 8 * length; shift += 8) {
      bytes[size++] = (byte) (value >> shift);
    }
    return this;
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
