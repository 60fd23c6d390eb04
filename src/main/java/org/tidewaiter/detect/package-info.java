/**
 * Named detections: what a flow or a message on the wire means to somebody who hunts intruders, one
 * {@link org.tidewaiter.detect.Finding} per reason, never one per packet or per attempt.
 *
 * <p>{@link org.tidewaiter.detect.Detector} is the entry. It is told of flows when they are judged
 * and when they end, and of observations as they are read; it answers with findings. Invariants:
 *
 * <ul>
 *   <li>No finding is stronger than what it rests on: a guessed direction, an unanswered attempt or
 *       bytes that contradict the port lower its severity ({@link
 *       org.tidewaiter.detect.FlowFacts#mostSevere}).
 *   <li>A flow that is judged again leaves its earlier findings first; at the end of the input all
 *       counts are exact.
 *   <li>A finding's id depends on what it says, never on when or in which order it was found.
 *   <li>The path of a flow is primitive: titles and evidence become text when they are asked for.
 *   <li>Every table is bounded by a named constant, and {@link
 *       org.tidewaiter.detect.DetectCounters} says what did not fit.
 *   <li>Time is packet time.
 * </ul>
 *
 * <p>Never: prints, writes a file, or reads a packet's headers.
 */
package org.tidewaiter.detect;
