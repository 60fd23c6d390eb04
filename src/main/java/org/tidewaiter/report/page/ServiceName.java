package org.tidewaiter.report.page;

/** A name that flows go by, and where those of that name are summed up: looked up once for all. */
final class ServiceName {
  final String text;

  /** Of one element; a service's bytes are added to it. */
  final long[] bytes;

  /** Where flows are summed up; null until there is one. */
  MatrixTally.Row row;

  /** Number of its series in the timeline. */
  int series;

  ServiceName(String text, long[] bytes) {
    this.text = text;
    this.bytes = bytes;
  }
}
