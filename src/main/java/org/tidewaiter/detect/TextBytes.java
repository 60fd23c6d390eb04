package org.tidewaiter.detect;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.tidewaiter.flow.CommunityId;
import org.tidewaiter.policy.AddressText;

/**
 * Text that is put together as UTF-8, to be written as such: thousands of findings have a thousand
 * letters each, which strings would copy and convert several times. Not for several threads.
 */
public final class TextBytes {
  /** Room kept free behind the text. */
  private static final int ROOM = 48;

  private byte[] bytes = new byte[1024];
  private int length;

  /** The text, in the first {@link #length} bytes: valid until the next change. */
  public byte[] bytes() {
    return bytes;
  }

  /** Bytes of text. */
  public int length() {
    return length;
  }

  /** Forgets the text. */
  public TextBytes clear() {
    length = 0;
    return this;
  }

  private void makeRoom(int more) {
    if (length + more + ROOM > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more + ROOM, bytes.length * 2));
    }
  }

  /** Adds a text of ASCII letters only. */
  @SuppressWarnings("deprecation") // It takes the lower half of each letter: right for ASCII.
  TextBytes ascii(String text) {
    int more = text.length();
    makeRoom(more);
    text.getBytes(0, more, bytes, length);
    length += more;
    return this;
  }

  /** Adds any text. */
  TextBytes text(String any) {
    return utf8(any.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a text in UTF-8. */
  TextBytes utf8(byte[] text) {
    makeRoom(text.length);
    System.arraycopy(text, 0, bytes, length, text.length);
    length += text.length;
    return this;
  }

  /** Adds an ASCII letter. */
  TextBytes letter(int ascii) {
    makeRoom(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  /** Adds a number. */
  TextBytes number(long value) {
    return ascii(Long.toString(value));
  }

  /** Adds an address, IPv4 where it is ::ffff:a.b.c.d. */
  TextBytes address(long high, long low) {
    makeRoom(AddressText.MAX_LENGTH);
    length = AddressText.write(high, low, bytes, length);
    return this;
  }

  /** Adds the Community ID of a flow. */
  TextBytes communityId(CommunityId id, long[] flow, int at) {
    makeRoom(CommunityId.LENGTH);
    length = id.write(flow, at, bytes, length);
    return this;
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
