package org.tidewaiter.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a person looks at standard error. */
final class Terminal {
  private static final Path LINUX_STANDARD_ERROR = Path.of("/proc/self/fd/2");

  private Terminal() {}

  /** True where standard error is a terminal that understands control sequences. */
  static boolean isStandardError() {
    String kind = System.getenv("TERM");
    if ("dumb".equals(kind)) {
      return false;
    }
    try {
      String target = Files.readSymbolicLink(LINUX_STANDARD_ERROR).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return isConsole(System.console());
    }
  }

  // Elsewhere Java knows of standard input and output only; since Java 22 there is a console even
  // where there is no terminal, and a method that tells.
  private static boolean isConsole(Console console) {
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
