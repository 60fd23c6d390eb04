package org.tidewaiter.capture;

import java.io.IOException;

/** Words for the damages that every format knows. */
final class Damages {
  static final String CAPTURED_EXPECTED = "at most " + PacketBatch.MAX_CAPTURED_LENGTH + " bytes";

  private Damages() {}

  /** The input ended where a header or record of its own had begun. */
  static Damage cut(long byteOffset, String what, int bytesLeft, int headerBytes) {
    String expected =
        bytesLeft < headerBytes
            ? "a header of " + headerBytes + " bytes; there are " + bytesLeft
            : "the whole record; there are " + bytesLeft + " bytes of it";
    return new Damage(
        byteOffset,
        what,
        expected,
        "nothing to do if the capture was still being written; else fetch the file again");
  }

  /** The operating system or the decompressor gave up. */
  static Damage unreadable(long byteOffset, IOException failure) {
    return new Damage(
        byteOffset,
        "cannot be read on: " + words(failure),
        "a readable input up to its end",
        "fetch the file again, or repair its compressed form; what came before was read");
  }

  private static String words(IOException failure) {
    String message = failure.getMessage();
    return message == null || message.isEmpty() ? failure.getClass().getSimpleName() : message;
  }
}
