package org.tidewaiter.cli;

import picocli.CommandLine.Model.ArgSpec;

/** What an option or a parameter was given. */
final class Value<T> {
  private final ArgSpec argument;

  /**
   * The value of an argument.
   *
   * @param argument has values of this type
   */
  Value(ArgSpec argument) {
    this.argument = argument;
  }

  /**
   * What was given, or else the default, once the command line was read; null where there is
   * neither.
   */
  T get() {
    return argument.getValue();
  }
}
