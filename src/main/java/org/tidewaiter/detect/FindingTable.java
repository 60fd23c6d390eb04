package org.tidewaiter.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tidewaiter.decode.FlowHash;
import org.tidewaiter.flow.FlowRow;

/**
 * All findings, as rows of {@link FindingRow} layout that are found by their first four words, each
 * with a copy of one flow's row as a sample. Finding one allocates nothing unless it is new.
 */
final class FindingTable {
  /** Most findings kept. */
  static final int MAX_FINDINGS = 100_000;

  private static final int CHUNK_SHIFT = 9;
  private static final int CHUNK_ROWS = 1 << CHUNK_SHIFT;

  private final int limit;
  private long[][] chunks = {};
  private long[][] samples = {};
  private int[] index = new int[256];
  private int size;
  private final Map<String, Integer> subjectNumbers = new HashMap<>();
  private final List<String> subjects = new ArrayList<>(List.of(""));

  FindingTable(int limit) {
    this.limit = limit;
  }

  /** Number of findings; they are numbered from 0. */
  int size() {
    return size;
  }

  long[] words(int finding) {
    return chunks[finding >>> CHUNK_SHIFT];
  }

  static int at(int finding) {
    return (finding & CHUNK_ROWS - 1) * FindingRow.WORDS;
  }

  /** The words that hold the finding's sample flow, in {@link FlowRow} layout. */
  long[] sampleWords(int finding) {
    int chunk = finding / FlowRow.CHUNK_ROWS;
    if (samples.length <= chunk) {
      samples = Arrays.copyOf(samples, chunk + 1);
    }
    if (samples[chunk] == null) {
      samples[chunk] = FlowRow.newChunk();
    }
    return samples[chunk];
  }

  static int sampleAt(int finding) {
    return FlowRow.at(finding % FlowRow.CHUNK_ROWS);
  }

  /** Number of a text that a finding is about, beside addresses and ports. */
  int subjectNumber(String subject) {
    if (subject.isEmpty()) {
      return 0;
    }
    Integer known = subjectNumbers.get(subject);
    if (known == null) {
      if (subjects.size() > limit) {
        return 0;
      }
      known = subjects.size();
      subjects.add(subject);
      subjectNumbers.put(subject, known);
    }
    return known;
  }

  String subject(int number) {
    return subjects.get(number);
  }

  /** The finding with these four words, made if need be; -1 where the table is full. */
  int find(long key, long rule, long high, long low) {
    int mask = index.length - 1;
    int slot = hash(key, rule, high, low) & mask;
    for (; index[slot] != 0; slot = slot + 1 & mask) {
      int finding = index[slot] - 1;
      long[] words = words(finding);
      int at = at(finding);
      if (words[at + FindingRow.LOW] == low
          && words[at + FindingRow.KEY] == key
          && words[at + FindingRow.RULE] == rule
          && words[at + FindingRow.HIGH] == high) {
        return finding;
      }
    }
    return size == limit ? -1 : add(slot, key, rule, high, low);
  }

  private int add(int slot, long key, long rule, long high, long low) {
    int finding = size++;
    int chunk = finding >>> CHUNK_SHIFT;
    if (chunk >= chunks.length) {
      chunks = Arrays.copyOf(chunks, Math.max(8, chunk * 2));
    }
    if (chunks[chunk] == null) {
      chunks[chunk] = new long[CHUNK_ROWS * FindingRow.WORDS];
    }
    long[] words = chunks[chunk];
    int at = at(finding);
    words[at + FindingRow.KEY] = key;
    words[at + FindingRow.RULE] = rule;
    words[at + FindingRow.HIGH] = high;
    words[at + FindingRow.LOW] = low;
    words[at + FindingRow.FIRST] = Long.MAX_VALUE;
    words[at + FindingRow.LAST] = Long.MIN_VALUE;
    index[slot] = finding + 1;
    if (size * 2 > index.length) {
      enlargeIndex();
    }
    return finding;
  }

  private void enlargeIndex() {
    int[] larger = new int[index.length * 4];
    int mask = larger.length - 1;
    for (int finding = 0; finding < size; finding++) {
      long[] words = words(finding);
      int at = at(finding);
      int slot =
          hash(
                  words[at + FindingRow.KEY],
                  words[at + FindingRow.RULE],
                  words[at + FindingRow.HIGH],
                  words[at + FindingRow.LOW])
              & mask;
      while (larger[slot] != 0) {
        slot = slot + 1 & mask;
      }
      larger[slot] = finding + 1;
    }
    index = larger;
  }

  private static int hash(long key, long rule, long high, long low) {
    return FlowHash.OF_PROCESS.of(high, low, rule, 0, key);
  }
}
