package org.tidewaiter.rules;

import java.util.List;

/**
 * The columns of a kind of rule file. Readers ask a row for its cells by a column's index here,
 * whatever the order in the file.
 *
 * @param names all columns, the required ones first
 * @param required how many of them must stand in the header; the others are empty where they do not
 */
public record Columns(List<String> names, int required) {
  /** Name of a column, for messages. */
  public String name(int index) {
    return names.get(index);
  }
}
