package org.tidewaiter.detect;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a detection remembers by key, in order of first use, at most so many of them: the oldest
 * goes when one more comes, and is counted.
 */
final class Memory<K, V> {
  private final int limit;
  private final DetectCounters counters;
  private final Map<K, V> entries = new LinkedHashMap<>();

  Memory(int limit, DetectCounters counters) {
    this.limit = limit;
    this.counters = counters;
  }

  /** What is remembered, or null. */
  V get(K key) {
    return entries.get(key);
  }

  void put(K key, V value) {
    if (entries.put(key, value) == null && entries.size() > limit) {
      entries.remove(entries.keySet().iterator().next());
      counters.memoriesDropped++;
    }
  }

  /** Forgets and returns what was remembered, or null. */
  V remove(K key) {
    return entries.remove(key);
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  int size() {
    return entries.size();
  }

  Map<K, V> entries() {
    return entries;
  }
}
