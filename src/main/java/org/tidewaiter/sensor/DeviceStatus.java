package org.tidewaiter.sensor;

import org.tidewaiter.capture.live.CaptureCounters;

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
    long losses) {}
