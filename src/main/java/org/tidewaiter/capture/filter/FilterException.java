package org.tidewaiter.capture.filter;

import java.io.IOException;

/** A capture filter that cannot be used; the message says why and what to do. */
public final class FilterException extends IOException {
  private static final long serialVersionUID = 1L;

  FilterException(String message, Throwable cause) {
    super(message, cause);
  }

  FilterException(String message) {
    this(message, null);
  }
}
