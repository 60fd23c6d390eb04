package org.tidewaiter.capture.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.tidewaiter.capture.PacketBatch;

class RecoveringSourceTest {
  private final DeviceException gone =
      new DeviceException(DeviceException.Reason.LOST, "eth1 went down or away");
  private final DeviceException forbidden =
      new DeviceException(DeviceException.Reason.NO_PERMISSION, "long advice");

  private final Device device = new Device();
  private final List<String> notices = new ArrayList<>();
  private final RecoveringSource source = new RecoveringSource(device, "eth1", notices::add);
  private final PacketBatch batch = new PacketBatch();

  /** A device that does what a test says. */
  private static final class Device implements LiveSource {
    DeviceException trouble;
    final Queue<Object> recoveries = new ArrayDeque<>();

    @Override
    public boolean fill(PacketBatch batch) throws DeviceException {
      batch.clear();
      if (trouble != null) {
        throw trouble;
      }
      batch.size = 1;
      return true;
    }

    @Override
    public boolean recover() throws DeviceException {
      Object outcome = recoveries.remove();
      if (outcome instanceof DeviceException e) {
        throw e;
      }
      trouble = outcome == Boolean.TRUE ? null : trouble;
      return outcome == Boolean.TRUE;
    }

    @Override
    public CaptureCounters counters() {
      return new CaptureCounters(1, 2, 3, 4);
    }

    @Override
    public long unread() {
      return 5;
    }

    @Override
    public String method() {
      return "script";
    }

    @Override
    public void close() {}
  }

  @Test
  void passesPacketsOn() throws Exception {
    assertTrue(source.fill(batch));
    assertEquals(1, batch.size);
    assertEquals(device.counters(), source.counters());
    assertEquals(0, source.losses());
  }

  @Test
  void ticksUntilTheDeviceIsBack() throws Exception {
    device.trouble = gone;
    device.recoveries.addAll(List.of(false, forbidden, forbidden, true));
    long begin = System.nanoTime();
    int ticks = 0;
    do {
      assertTrue(source.fill(batch));
      ticks++;
    } while (batch.size == 0);
    long millis = (System.nanoTime() - begin) / 1_000_000;
    long waits = (1 + 2 + 4 + 8) * RecoveringSource.FIRST_WAIT_MILLIS;
    assertTrue(millis >= waits, "waits grow: " + millis);
    assertTrue(ticks > waits / LiveSource.IDLE_MILLIS / 2, "it ticks meanwhile: " + ticks);
    assertEquals(1, source.losses());
    assertFalse(source.lost());
    assertEquals(
        List.of(
            "eth1 went down or away; waiting for it to come back",
            "eth1 needs to be opened again, but the right to do so was given up: restart"),
        notices.subList(0, 2));
    assertTrue(
        notices.get(2).matches("eth1 is back after \\d+ s; what passed meanwhile was not seen"));
  }

  @Test
  void doesNotHideOtherTrouble() {
    device.trouble = forbidden;
    assertSame(forbidden, assertThrows(DeviceException.class, () -> source.fill(batch)));
  }
}
