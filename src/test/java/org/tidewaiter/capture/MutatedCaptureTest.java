package org.tidewaiter.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Our readers against libpcap on damaged captures: the same, or a difference that has a name. */
class MutatedCaptureTest {
  private static final int SOME = 6_000;
  private static final int MANY = 200_000;

  private static Map<LibpcapDifference, Integer> compare(int count) throws IOException {
    assumeTrue(NativeLibpcap.isThere(), "no libpcap");
    MutatedCaptures captures = new MutatedCaptures(Path.of("captures"));
    Map<LibpcapDifference, Integer> found = new EnumMap<>(LibpcapDifference.class);
    List<String> undocumented = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      byte[] capture = captures.make(number);
      if (capture.length == 0) {
        continue;
      }
      Reading ours = Reading.of(capture);
      NativeLibpcap.Result theirs = NativeLibpcap.read(capture);
      LibpcapDifference difference = LibpcapDifference.of(ours, theirs);
      found.merge(difference, 1, Integer::sum);
      if (difference == LibpcapDifference.UNDOCUMENTED && undocumented.size() < 20) {
        undocumented.add(
            "\n"
                + number
                + ": "
                + ours.packets().size()
                + " packets, "
                + ours.damages()
                + "; theirs "
                + theirs.packets().size()
                + ", "
                + theirs.error());
      }
    }
    assertEquals(List.of(), undocumented);
    return found;
  }

  @Test
  void someMutations() throws IOException {
    Map<LibpcapDifference, Integer> found = compare(SOME);
    assertTrue(found.get(LibpcapDifference.NONE) > SOME / 2, found.toString());
  }

  @Test
  @Tag("slow")
  void manyMutations() throws IOException {
    Map<LibpcapDifference, Integer> found = compare(MANY);
    System.out.println("mutated captures, ours and libpcap's: " + found);
    // Each kind of difference has been there: else it should not be allowed.
    assertEquals(LibpcapDifference.values().length - 1, found.size(), found.toString());
  }
}
