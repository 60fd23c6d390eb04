package org.tidewaiter.report;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import org.tidewaiter.policy.RuleSet;

/** Rows of {@code flows.csv} one by one, for who writes them elsewhere. Not for several threads. */
public final class FlowLines {
  private final FlowEncoder encoder;
  private final RowBytes row = new RowBytes(1024);

  /**
   * Rows in the words of these rules.
   *
   * @param findingIds the ids, separated by spaces, for the number of a set of findings
   */
  public FlowLines(RuleSet rules, IntFunction<String> findingIds) {
    byte[][] inputs = {FlowVocabulary.NOTHING};
    encoder = new FlowEncoder(new FlowVocabulary(rules), findingIds, inputs);
  }

  /** The header line without its end. */
  public static String header() {
    return FlowEncoder.HEADER.strip();
  }

  /**
   * The row of a flow whose input number is 0, but for its last cell, which names the input, and
   * without the end of the line. No cell of it is quoted.
   */
  public String of(long[] words, int at) {
    row.clear();
    encoder.encode(words, at, row);
    ByteBuffer bytes = row.asByteBuffer();
    String text = StandardCharsets.UTF_8.decode(bytes).toString();
    return text.substring(0, text.length() - 1);
  }
}
