package org.tidewaiter.captures.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** One option of a pcapng block; what its code means depends on the block. */
public final class Option {
  static final int RESOLUTION = 9;
  static final int TIME_OFFSET = 14;

  private final int code;
  private final byte[] text;
  private final long number;
  private final int numberBytes;

  private Option(int code, byte[] text, long number, int numberBytes) {
    this.code = code;
    this.text = text;
    this.number = number;
    this.numberBytes = numberBytes;
  }

  /** A comment; any block may have several. */
  public static Option comment(String text) {
    return text(1, text);
  }

  /** Section: the hardware that captured. */
  public static Option hardware(String text) {
    return text(2, text);
  }

  /** Section: the operating system that captured. */
  public static Option operatingSystem(String text) {
    return text(3, text);
  }

  /** Section: the program that wrote the file. */
  public static Option application(String text) {
    return text(4, text);
  }

  /** Interface: its name. */
  public static Option name(String text) {
    return text(2, text);
  }

  /** Interface: what it is. */
  public static Option description(String text) {
    return text(3, text);
  }

  /** Interface: times count units of 10 to the power of minus {@code power} seconds. */
  public static Option resolutionPower10(int power) {
    return new Option(RESOLUTION, null, power, 1);
  }

  /** Interface: times count units of 2 to the power of minus {@code power} seconds. */
  public static Option resolutionPower2(int power) {
    return new Option(RESOLUTION, null, power | 0x80, 1);
  }

  /** Interface: seconds to add to every time. */
  public static Option timeOffset(long seconds) {
    return new Option(TIME_OFFSET, null, seconds, 8);
  }

  /** Interface statistics: packets received. */
  public static Option received(long packets) {
    return new Option(4, null, packets, 8);
  }

  /** Interface statistics: packets dropped by the interface. */
  public static Option dropped(long packets) {
    return new Option(5, null, packets, 8);
  }

  /** Any option whose value is text. */
  public static Option text(int code, String text) {
    return new Option(code, text.getBytes(StandardCharsets.UTF_8), 0, 0);
  }

  int code() {
    return code;
  }

  long number() {
    return number;
  }

  byte[] value(ByteOrder order) {
    if (text != null) {
      return text;
    }
    ByteBuffer value = ByteBuffer.allocate(numberBytes).order(order);
    return (numberBytes == 1 ? value.put((byte) number) : value.putLong(number)).array();
  }
}
