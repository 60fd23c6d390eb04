package org.tidewaiter.sensor;

/** Rights could not be given up as asked; the message says what to do. Nothing may go on. */
public final class PrivilegeException extends Exception {
  private static final long serialVersionUID = 1;

  PrivilegeException(String message) {
    super(message);
  }

  PrivilegeException(String message, Throwable cause) {
    super(message, cause);
  }
}
