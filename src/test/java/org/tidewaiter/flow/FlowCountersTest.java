package org.tidewaiter.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Field;
import org.junit.jupiter.api.Test;

class FlowCountersTest {
  /** Reads all fields, so that one which is added and forgotten shows. */
  @Test
  void eachCountIsCopiedAndSubtracted() throws IllegalAccessException {
    FlowCounters earlier = new FlowCounters();
    FlowCounters later = new FlowCounters();
    long value = 1;
    for (Field field : FlowCounters.class.getFields()) {
      field.setLong(earlier, value);
      field.setLong(later, 10 * value++);
    }
    FlowCounters since = later.since(earlier);
    FlowCounters copy = later.copy();
    for (Field field : FlowCounters.class.getFields()) {
      boolean peak = field.getName().equals("peakLive");
      long expected = peak ? field.getLong(later) : field.getLong(later) - field.getLong(earlier);
      assertEquals(expected, field.getLong(since), field.getName());
      assertEquals(field.getLong(later), field.getLong(copy), field.getName());
    }
  }
}
