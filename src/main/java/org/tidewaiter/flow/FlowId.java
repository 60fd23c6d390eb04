package org.tidewaiter.flow;

/**
 * The identity of a flow: 64 bits made from its key and the time of its first packet, hence the
 * same in every run, whatever the threads or the engine. Unkeyed on purpose; never 0.
 */
public final class FlowId {
  private FlowId() {}

  /** The id of the flow at {@code (words, at)}. */
  public static long of(long[] words, int at) {
    long id = mix(words[at + FlowRow.A_HIGH] ^ 0x9E3779B97F4A7C15L);
    id = mix(id ^ words[at + FlowRow.A_LOW]);
    id = mix(id ^ words[at + FlowRow.B_HIGH]);
    id = mix(id ^ words[at + FlowRow.B_LOW]);
    id = mix(id ^ words[at + FlowRow.KEY]);
    id = mix(id ^ words[at + FlowRow.FIRST]);
    return id == 0 ? 1 : id;
  }

  // The finaliser of MurmurHash3 (public domain): every input bit reaches every output bit.
  private static long mix(long value) {
    long mixed = value;
    mixed = (mixed ^ mixed >>> 33) * 0xFF51AFD7ED558CCDL;
    mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
    return mixed ^ mixed >>> 33;
  }
}
