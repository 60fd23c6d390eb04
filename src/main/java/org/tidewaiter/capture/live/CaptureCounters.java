package org.tidewaiter.capture.live;

/**
 * What became of a device's packets, counted from when it was opened. Of the packets that reached
 * the capture socket and passed the filter, each is either delivered or dropped by the kernel.
 *
 * @param packets packets put into batches
 * @param bytes bytes that these had on the wire
 * @param droppedByKernel packets that passed the filter but found no room in the capture buffer,
 *     because we were too slow
 * @param droppedByInterface packets that the device says it lost before the kernel saw them, for
 *     want of buffers; of the device as a whole, so whether they would have passed the filter is
 *     unknown
 */
public record CaptureCounters(
    long packets, long bytes, long droppedByKernel, long droppedByInterface) {}
