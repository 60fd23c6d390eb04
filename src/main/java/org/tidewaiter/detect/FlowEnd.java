package org.tidewaiter.detect;

/**
 * What a detection makes of the end of the flow at hand. Asked for every flow that concerns any
 * detection, in the order in which {@link Detector} lists them.
 */
interface FlowEnd {
  /** The flow has ended. */
  void ended();
}
