package org.tidewaiter.capture;

import java.io.IOException;
import java.util.List;

/**
 * The command line asks for captures in a way that cannot be meant; the message says what to do.
 */
public final class CapturePathException extends IOException {
  private static final long serialVersionUID = 1L;

  CapturePathException(String message) {
    super(message);
  }

  /** A directory where only files were wanted. */
  public static CapturePathException ofDirectory(String capture) {
    return new CapturePathException(
        capture + " is a directory; add -r to read the captures in it and below it");
  }

  /** One capture of several that went away is damage; where none is there, the names are wrong. */
  public static CapturePathException ofMissing(String first, int all) {
    String others = all == 1 ? "" : "; none of the " + all + " captures is there";
    return new CapturePathException(first + ": there is no such file" + others);
  }

  /** Directories without a capture: "nothing found" in nothing would be taken for an answer. */
  public static CapturePathException ofNoCapture(List<String> directories, int otherFiles) {
    return new CapturePathException(
        String.join(", ", directories)
            + ": no capture in "
            + (directories.size() == 1 ? "this directory" : "these directories")
            + " or below; "
            + switch (otherFiles) {
              case 0 -> "there is no file at all";
              case 1 -> "the only file there is none";
              default -> "none of the " + otherFiles + " files there is one";
            });
  }
}
