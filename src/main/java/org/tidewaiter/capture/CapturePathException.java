package org.tidewaiter.capture;

import java.io.IOException;

/**
 * The command line asks for captures in a way that cannot be meant; the message says what to do.
 */
public final class CapturePathException extends IOException {
  private static final long serialVersionUID = 1L;

  CapturePathException(String message) {
    super(message);
  }
}
