package org.tidewaiter.learn;

import java.util.List;

/**
 * A proposed row of a rule file.
 *
 * @param evidence what it rests on, written as a comment above it; empty where a cell says it
 * @param cells in the order of the file's columns
 */
record DraftRow(String evidence, List<String> cells) {
  DraftRow(String evidence, String... cells) {
    this(evidence, List.of(cells));
  }
}
