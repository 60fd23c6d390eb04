package org.tidewaiter.cli;

/** Says that what the user asked for does not make sense; the message says what would. */
final class UsageException extends Exception {
  UsageException(String message) {
    super(message);
  }
}
