/**
 * Archives beyond one machine: the same analysis as a job of Apache Spark, whose reports are those
 * of a replay over the same files in one process.
 *
 * <p>{@link org.tidewaiter.spark.ArchiveJob} runs it, {@link org.tidewaiter.spark.Archive} has its
 * stages: parts of captures are read and decoded where they are, their rows (ten bytes for a
 * packet, and the payloads that anybody would look at) go to the task that has their flow, and
 * flows that matter to the detections go to one task that has them all. Each stage runs the classes
 * of a replay over a part of its packets, in the same order. Invariants:
 *
 * <ul>
 *   <li>What a flow comes to depends on its own packets, on when silent flows were looked for, and
 *       on endpoints that were announced; a task has all of it, or the flow is not its to finish.
 *   <li>Nothing is counted that a task says while it runs, only what it returns: work that is done
 *       twice counts once.
 *   <li>Spark is there when {@code spark-submit} runs the jar; nothing outside this package knows
 *       it.
 * </ul>
 *
 * Never: has a reader, decoder, flow table or detection of its own.
 */
package org.tidewaiter.spark;
