package org.tidewaiter.capture.live;

import java.io.IOException;

/** Why a device cannot be captured from; the message says what to do about it. */
public final class DeviceException extends IOException {
  private static final long serialVersionUID = 1;

  /** What kind of trouble it is. */
  public enum Reason {
    /** There is no device of that name. */
    NO_SUCH_DEVICE,
    /** The process may not capture. */
    NO_PERMISSION,
    /** The device is there but switched off. */
    DOWN,
    /** It worked, and then the device went down or away; it may come back. */
    LOST,
    /** This way of capturing is not to be had here; another one may be. */
    UNSUPPORTED,
    /** The capture filter is wrong or cannot be used. */
    BAD_FILTER
  }

  private final Reason reason;

  DeviceException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  DeviceException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** What kind of trouble it is. */
  public Reason reason() {
    return reason;
  }
}
