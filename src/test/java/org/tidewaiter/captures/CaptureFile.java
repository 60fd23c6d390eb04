package org.tidewaiter.captures;

import java.util.List;
import java.util.function.Supplier;
import org.tidewaiter.captures.office.OfficeMorning;

/**
 * A file of {@code captures/} and the code that makes it.
 *
 * @param name the file's name
 * @param content makes the whole file, always the same
 */
public record CaptureFile(String name, Supplier<byte[]> content) {
  /** All files that are made by code, in the order of {@code captures/README.md}. */
  public static List<CaptureFile> all() {
    return List.of(new CaptureFile("office-kms.pcapng", OfficeMorning::toByteArray));
  }

  @Override
  public String toString() {
    return name;
  }
}
