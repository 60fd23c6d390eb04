package org.tidewaiter.cli;

import java.util.Locale;

/** Sizes of the command line: a whole number of bytes, or of {@code K}, {@code M}, {@code G}. */
final class ByteSize {
  private ByteSize() {}

  /** Bytes of a size from 1 to 1,048,576 G; K, M and G are powers of 1024. */
  static long bytes(String option, String text) throws UsageException {
    String upper = text.toUpperCase(Locale.ROOT);
    int digits = 0;
    while (digits < upper.length() && upper.charAt(digits) >= '0' && upper.charAt(digits) <= '9') {
      digits++;
    }
    int shift =
        switch (upper.substring(digits)) {
          case "" -> 0;
          case "K", "KIB" -> 10;
          case "M", "MIB" -> 20;
          case "G", "GIB" -> 30;
          default -> -1;
        };
    if (shift < 0 || digits == 0 || digits > 15) {
      throw new UsageException(option + ": '" + text + "' is not a size; write 500M, 10G or bytes");
    }
    long number = Long.parseLong(upper.substring(0, digits));
    if (number == 0 || number > 1L << (50 - shift)) {
      throw new UsageException(option + ": '" + text + "' is out of range (1 byte to 1048576G)");
    }
    return number << shift;
  }
}
