package org.tidewaiter.sensor;

import org.tidewaiter.capture.live.CaptureCounters;
import org.tidewaiter.report.Accounting;

/**
 * How one device is doing, counted since the sensor was started.
 *
 * @param name name of the device
 * @param up whether packets can come from it now
 * @param counters what became of its packets
 * @param droppedBySensor packets that were captured and then not analysed, for want of time
 * @param duplicates packets left out as copies of others
 * @param forgottenEarly packets whose copies could pass, as there was no room to remember them
 * @param losses how often the device went down or away
 */
public record DeviceStatus(
    String name,
    boolean up,
    CaptureCounters counters,
    long droppedBySensor,
    long duplicates,
    long forgottenEarly,
    long losses) {
  /** Adds what was lost since an earlier status to an accounting: each drop, also where it is 0. */
  public void account(DeviceStatus before, Accounting accounting) {
    CaptureCounters earlier = before.counters;
    accounting.addDrop(
        name,
        "by-kernel",
        counters.droppedByKernel() - earlier.droppedByKernel(),
        "Found no room in the capture buffer, as they were not taken fast enough.");
    accounting.addDrop(
        name,
        "by-interface",
        counters.droppedByInterface() - earlier.droppedByInterface(),
        "Lost by the device before the kernel saw them; a filter might have left them out.");
    accounting.addDrop(
        name,
        "by-sensor",
        droppedBySensor - before.droppedBySensor,
        "Captured, but not taken any more when the sensor was stopped.");
    accounting.addDrop(
        name, "duplicates", duplicates - before.duplicates, "Left out as copies of others.");
    accounting.addIfAny(
        "limit",
        "duplicates-forgotten-early",
        forgottenEarly - before.forgottenEarly,
        "packets",
        "Their copies could pass, as there was no room to remember them.");
    accounting.addIfAny(
        "limit",
        "device-lost",
        losses - before.losses,
        "times",
        name + " went down or away: what passed meanwhile was not seen.");
  }
}
