package org.tidewaiter.capture;

import java.io.IOException;

/** libpcap was asked for and is not there; the message says what to install. */
public final class LibpcapException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Why it cannot be had, and how it can. */
  public static final String ADVICE =
      "libpcap is not installed or cannot be loaded (Debian and Ubuntu: apt install libpcap0.8;"
          + " Fedora: dnf install libpcap; Windows: Npcap from npcap.com)";

  LibpcapException(Throwable cause) {
    super(ADVICE, cause);
  }
}
