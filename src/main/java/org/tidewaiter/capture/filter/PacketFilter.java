package org.tidewaiter.capture.filter;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.capture.PacketBatch;

/**
 * A capture filter over batches: keeps the packets that match an expression of pcap-filter(7).
 *
 * <p>The same expression is another program on another link type, so there is one per link type
 * that turns up. A link type on which the expression cannot be compiled has all its packets left
 * out; {@link #unusable} says so, since "nothing found" must mean it.
 *
 * <p>For one thread, the one that fills the batches.
 */
public final class PacketFilter {
  /** Most link types that get a program; packets of others are left out and counted. */
  public static final int MAX_LINK_TYPES = 64;

  /** Link types tried, in this order, to tell a wrong expression from one for another link type. */
  private static final int[] TRIED_LINK_TYPES = {1, 101, 105, 0, 9, 127};

  /**
   * A link type whose packets could not be filtered.
   *
   * @param linkType LINKTYPE_ number, or -1 for all beyond {@link #MAX_LINK_TYPES}
   * @param reason why, in words of libpcap
   * @param packets packets left out for it
   */
  public record Unusable(int linkType, String reason, long packets) {}

  private final String expression;
  private int count;
  private final int[] linkTypes = new int[MAX_LINK_TYPES];
  private final BpfProgram[] programs = new BpfProgram[MAX_LINK_TYPES];
  private final String[] reasons = new String[MAX_LINK_TYPES];
  private final long[] leftOut = new long[MAX_LINK_TYPES];
  private long leftOutBeyond;

  /**
   * Takes an expression, and compiles it once to see that it is one.
   *
   * @throws FilterException if it is wrong, or if there is no libpcap
   */
  public PacketFilter(String expression) throws FilterException {
    this.expression = expression;
    FilterException first = null;
    for (int linkType : TRIED_LINK_TYPES) {
      try {
        FilterCompiler.compile(expression, linkType, PacketBatch.MAX_CAPTURED_LENGTH);
        return;
      } catch (FilterException e) {
        first = first == null ? e : first;
      }
    }
    throw first;
  }

  /**
   * Leaves only the packets that match, in their order.
   *
   * @return how many were dropped
   */
  public int retain(PacketBatch batch) {
    ByteBuffer bytes = batch.bytes;
    int size = batch.size;
    int kept = 0;
    int slot = -1;
    int linkType = -1;
    for (int i = 0; i < size; i++) {
      if (batch.linkType[i] != linkType) {
        linkType = batch.linkType[i];
        slot = slot(linkType);
      }
      BpfProgram program = slot < 0 ? null : programs[slot];
      if (program == null) {
        countLeftOut(slot);
      } else if (program.run(bytes, batch.offset[i], batch.capturedLength[i], batch.wireLength[i])
          != 0) {
        batch.move(i, kept);
        kept++;
      }
    }
    batch.size = kept;
    return size - kept;
  }

  private void countLeftOut(int slot) {
    if (slot < 0) {
      leftOutBeyond++;
    } else {
      leftOut[slot]++;
    }
  }

  /** Place of a link type in the arrays, or -1 if there is none left. */
  private int slot(int linkType) {
    for (int i = 0; i < count; i++) {
      if (linkTypes[i] == linkType) {
        return i;
      }
    }
    if (count == MAX_LINK_TYPES) {
      return -1;
    }
    linkTypes[count] = linkType;
    try {
      programs[count] =
          new BpfProgram(
              FilterCompiler.compile(expression, linkType, PacketBatch.MAX_CAPTURED_LENGTH));
    } catch (FilterException | IllegalArgumentException e) {
      reasons[count] = e.getMessage();
    }
    return count++;
  }

  /** The expression as it was given. */
  public String expression() {
    return expression;
  }

  /** Link types on which the expression could not be used, in the order in which they turned up. */
  public List<Unusable> unusable() {
    List<Unusable> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (programs[i] == null) {
        all.add(new Unusable(linkTypes[i], reasons[i], leftOut[i]));
      }
    }
    if (leftOutBeyond > 0) {
      String reason = "more than " + MAX_LINK_TYPES + " link types in one run";
      all.add(new Unusable(-1, reason, leftOutBeyond));
    }
    return all;
  }
}
