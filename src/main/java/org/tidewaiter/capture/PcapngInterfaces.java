package org.tidewaiter.capture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The interfaces of the current section of a pcapng file, by their number in it.
 *
 * <p>The arrays are what the reader's inner loop looks up for each packet; the same interfaces are
 * listed for people in the {@link CaptureInput}.
 */
final class PcapngInterfaces {
  /** Most interfaces of a section; packets of others are damage. */
  static final int MAX_INTERFACES = 65_536;

  private static final int OPTION_NAME = 2;
  private static final int OPTION_RESOLUTION = 9;
  private static final int OPTION_TIME_OFFSET = 14;
  private static final int STATISTICS_INTERFACE_DROPPED = 5;
  private static final int STATISTICS_SYSTEM_DROPPED = 7;

  private final CaptureInput input;
  int count;
  int[] linkType = new int[4];
  int[] snaplen = new int[4];

  /** Number within the input. */
  int[] inputInterface = new int[4];

  /** See {@link TickClock#simpleTicks}. */
  long[] simpleTicks = new long[4];

  long[] tickNanos = new long[4];
  private int[] resolution = new int[4];
  private long[] offsetSeconds = new long[4];

  /** Length in bytes of the value that {@link #findOption} found last. */
  private int optionLength;

  PcapngInterfaces(CaptureInput input) {
    this.input = input;
  }

  /** A new section has no interfaces. */
  void clear() {
    count = 0;
  }

  /** Time of a packet whose tick count is more than a product, see {@link TickClock#nanos}. */
  long nanos(int number, long ticks) {
    return TickClock.nanos(ticks, resolution[number], offsetSeconds[number]);
  }

  /**
   * Takes up the interface description block at {@code at}; body: link type (2), reserved (2),
   * snaplen (4), options.
   */
  void add(ByteBuffer bytes, int at, int blockLength) {
    if (count == MAX_INTERFACES) {
      input.addUnlistedInterface();
      return;
    }
    if (count == linkType.length) {
      grow();
    }
    int number = count;
    int end = at + blockLength - PcapngBlock.TRAILER_BYTES;
    linkType[number] = bytes.getShort(at + 8) & 0xffff;
    snaplen[number] = Math.max(0, bytes.getInt(at + 12));
    int option = findOption(bytes, at + 16, end, OPTION_RESOLUTION);
    resolution[number] =
        option >= 0 && optionLength >= 1 ? bytes.get(option) & 0xff : TickClock.DEFAULT_RESOLUTION;
    option = findOption(bytes, at + 16, end, OPTION_TIME_OFFSET);
    offsetSeconds[number] = option >= 0 && optionLength >= 8 ? bytes.getLong(option) : 0;
    simpleTicks[number] = TickClock.simpleTicks(resolution[number], offsetSeconds[number]);
    tickNanos[number] = TickClock.tickNanos(resolution[number]);
    option = findOption(bytes, at + 16, end, OPTION_NAME);
    String name = option >= 0 ? text(bytes, option, optionLength) : "";
    inputInterface[number] =
        input.add(
            new CaptureInterface(
                name, linkType[number], snaplen[number], TickClock.text(resolution[number])));
    count++;
  }

  private void grow() {
    int length = 2 * linkType.length;
    linkType = Arrays.copyOf(linkType, length);
    snaplen = Arrays.copyOf(snaplen, length);
    inputInterface = Arrays.copyOf(inputInterface, length);
    simpleTicks = Arrays.copyOf(simpleTicks, length);
    tickNanos = Arrays.copyOf(tickNanos, length);
    resolution = Arrays.copyOf(resolution, length);
    offsetSeconds = Arrays.copyOf(offsetSeconds, length);
  }

  /**
   * Takes up the interface statistics block at {@code at}; body: interface (4), time (8), options.
   * Its counters run from the start of the capture, so the last block of an interface holds.
   */
  void readStatistics(ByteBuffer bytes, int at, int blockLength) {
    int number = bytes.getInt(at + 8);
    if (number < 0 || number >= count) {
      return;
    }
    int end = at + blockLength - PcapngBlock.TRAILER_BYTES;
    long dropped = counter(bytes, at + 20, end, STATISTICS_INTERFACE_DROPPED);
    long bySystem = counter(bytes, at + 20, end, STATISTICS_SYSTEM_DROPPED);
    if (dropped >= 0 || bySystem >= 0) {
      long sum = Math.max(0, dropped) + Math.max(0, bySystem);
      input.setDropped(inputInterface[number], sum < 0 ? Long.MAX_VALUE : sum);
    }
  }

  private long counter(ByteBuffer bytes, int from, int end, int code) {
    int option = findOption(bytes, from, end, code);
    if (option < 0 || optionLength < 8) {
      return CaptureInterface.UNKNOWN;
    }
    long value = bytes.getLong(option);
    return value < 0 ? Long.MAX_VALUE : value;
  }

  /**
   * Index of an option's value, or -1; {@link #optionLength} is then its length. Options are: code
   * (2), length (2), value padded to four bytes; code 0 ends them.
   */
  private int findOption(ByteBuffer bytes, int from, int end, int code) {
    int at = from;
    while (end - at >= 4) {
      int found = bytes.getShort(at) & 0xffff;
      int length = bytes.getShort(at + 2) & 0xffff;
      if (found == 0 || length > end - at - 4) {
        return -1;
      }
      if (found == code) {
        optionLength = length;
        return at + 4;
      }
      at += 4 + ((length + 3) & ~3);
    }
    return -1;
  }

  private static String text(ByteBuffer bytes, int at, int length) {
    byte[] utf8 = new byte[Math.min(length, CaptureInterface.MAX_NAME_LENGTH)];
    bytes.get(at, utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
