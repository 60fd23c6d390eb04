package org.tidewaiter.capture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Finds the way back into a pcapng file whose chain of blocks is broken.
 *
 * <p>A block verifies if its type is one of the specification's and its length stands before and
 * after it. Section headers, which also have a magic number, are looked for at every byte, since
 * appending to a cut file is a common way to break the chain; other blocks at multiples of four
 * bytes from the break, which is where they are if bytes were changed rather than lost. Bytes of a
 * packet could by chance or intent look like a block; hence the break is always reported, with the
 * place where reading went on.
 */
final class PcapngSearch {
  private static final long NOT_LOST = -1;

  private final StreamWindow window;
  private final CaptureInput input;
  private boolean inSection;
  private long lostOffset = NOT_LOST;
  private String what;
  private String expected;

  PcapngSearch(StreamWindow window, CaptureInput input) {
    this.window = window;
    this.input = input;
  }

  void sectionBegan() {
    inSection = true;
  }

  boolean lost() {
    return lostOffset != NOT_LOST;
  }

  /** The chain is broken at an index of the buffer, where a block should begin. */
  void lose(int at, String whatIsThere, String whatWasExpected) {
    lostOffset = window.offsetOf(at);
    what = whatIsThere;
    expected = whatWasExpected;
    window.position = Math.min(at + 1, window.limit);
  }

  /**
   * Goes on searching; the window then stands at a block that verifies.
   *
   * @return false if there is none so far, or none at all if the window has ended
   */
  boolean find(ByteBuffer bytes) {
    int at = window.position;
    boolean found = false;
    while (!found && window.limit - at >= PcapngBlock.MIN_BYTES) {
      int reach = reach(bytes, at);
      if (reach > window.limit - at && !window.ended()) {
        break;
      }
      found = reach > 0 && reach <= window.limit - at && trailerMatches(bytes, at, reach);
      at += found ? 0 : 1;
    }
    window.position = at;
    if (found) {
      long offset = window.offsetOf(at);
      long skipped = offset - lostOffset;
      report("reading went on at byte " + offset + "; " + skipped + " bytes were skipped");
    } else if (window.ended()) {
      report("nothing readable follows; if the capture is complete elsewhere, fetch it again");
    }
    return found;
  }

  private void report(String advice) {
    input.add(new Damage(lostOffset, what, expected, advice));
    lostOffset = NOT_LOST;
  }

  /** Length of the block that may begin here, or 0 if none does. */
  private int reach(ByteBuffer bytes, int at) {
    int type = PcapngBlock.type(bytes, at);
    if (type == PcapngBlock.SECTION_HEADER) {
      ByteOrder sectionOrder = PcapngBlock.sectionOrder(bytes, at);
      if (sectionOrder == null) {
        return 0;
      }
      int length = PcapngBlock.length(bytes, at);
      length = sectionOrder == bytes.order() ? length : Integer.reverseBytes(length);
      return usable(type, length) ? length : 0;
    }
    boolean aligned = ((window.offsetOf(at) - lostOffset) & 3) == 0;
    if (!aligned || !inSection || !PcapngBlock.isKnown(type)) {
      return 0;
    }
    int length = PcapngBlock.length(bytes, at);
    return usable(type, length) ? length : 0;
  }

  private static boolean usable(int type, int length) {
    return PcapngBlock.lengthPossible(type, length)
        && length > 0
        && length <= PcapngBlock.MAX_HELD_BYTES;
  }

  private static boolean trailerMatches(ByteBuffer bytes, int at, int length) {
    // Both stand in the section's byte order, whichever that is.
    return bytes.getInt(at + length - PcapngBlock.TRAILER_BYTES) == PcapngBlock.length(bytes, at);
  }
}
