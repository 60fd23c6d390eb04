package org.tidewaiter.spark;

/** Rows in their order. */
interface RowSource {
  /** The next row, valid until the next call; null at the end. */
  Row next();
}
