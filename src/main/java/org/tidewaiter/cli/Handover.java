package org.tidewaiter.cli;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Lets the launcher beside the jar do a replay that {@code java -jar} was asked for. What it knows
 * of Java's options saves half of the processor time of a short run, and Java takes options only as
 * it starts.
 *
 * <p>The launcher takes the place of this program within its process ({@code execve(2)}): process
 * number, streams, limits, signals and exit code are the same for whoever waits for it. Whoever
 * gives Java an option keeps the Java that he started, and so does every system but Linux.
 */
final class Handover {
  /** The command line of this process, each word with a zero byte behind it (proc(5)). */
  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

  private static final String SHELL = "/bin/sh";
  private static final String JAR = "tidewaiter.jar";
  private static final int JAR_SUFFIX = ".jar".length();

  /** Words before those of the program: java, -jar, the jar. */
  private static final int WORDS_OF_JAVA = 3;

  /** Environment variables that Java takes options from. */
  private static final String[] OPTION_VARIABLES = {
    "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS"
  };

  /** Options that do no harm: properties and sizes. */
  private static final String HARMLESS = "\\s*((-D|-Xm)\\S*(\\s+|$))*";

  private Handover() {}

  /** Does not come back if there is a launcher for these words, and it may have them. */
  static void toLauncher(String[] words) {
    if (words.length == 0 || !words[0].equals("replay") || isTuned(System.getenv())) {
      return;
    }
    try {
      Path launcher = Path.of(System.getProperty("java.class.path")).resolveSibling("tidewaiter");
      Path java = Path.of(System.getProperty("java.home"), "bin", "java");
      byte[] command = launcherCommand(Files.readAllBytes(COMMAND_LINE), words.length);
      if (command != null && Files.isReadable(launcher) && Files.isExecutable(java)) {
        execute(command);
      }
    } catch (IOException | RuntimeException | LinkageError e) {
      // The replay then goes on here, and takes longer.
    }
  }

  /**
   * Whether somebody chose how Java is to run, which the launcher's options may contradict, or gave
   * it an agent, which may bear to be started only once.
   */
  static boolean isTuned(Map<String, String> environment) {
    for (String variable : OPTION_VARIABLES) {
      String options = environment.get(variable);
      if (options != null && !options.matches(HARMLESS)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The command that has the launcher do the same, or null where the command line is not {@code
   * java -jar .../tidewaiter.jar} and as many words. Both are bytes, as names of files are, each
   * word with a zero behind it.
   */
  static byte[] launcherCommand(byte[] commandLine, int words) {
    int[] ends = ends(commandLine);
    if (ends.length != WORDS_OF_JAVA + words) {
      return null;
    }
    String option = word(commandLine, ends[0] + 1, ends[1]);
    String jar = word(commandLine, ends[1] + 1, ends[2]);
    if (!option.equals("-jar") || !(jar.equals(JAR) || jar.endsWith("/" + JAR))) {
      return null;
    }
    byte[] shell = {'s', 'h', 0};
    int launcher = ends[2] - JAR_SUFFIX - ends[1] - 1;
    int rest = commandLine.length - ends[2];
    byte[] command = Arrays.copyOf(shell, shell.length + launcher + rest);
    System.arraycopy(commandLine, ends[1] + 1, command, shell.length, launcher);
    System.arraycopy(commandLine, ends[2], command, shell.length + launcher, rest);
    return command;
  }

  private static void execute(byte[] command) {
    // Where JNA has no place to unpack its library, the replay just goes on: nothing to tell.
    Logger log = Logger.getLogger("com.sun.jna");
    log.setLevel(Level.OFF);
    // Nothing but the C library is wanted, so that JNA need not ask another program for where
    // libraries are.
    System.setProperty("jna.platform.library.path", "");
    NativeLibrary process = NativeLibrary.getProcess();
    Memory text = new Memory(command.length);
    text.write(0, command, 0, command.length);
    int[] ends = ends(command);
    Memory words = new Memory((long) (ends.length + 1) * Native.POINTER_SIZE);
    int begin = 0;
    for (int i = 0; i < ends.length; i++) {
      words.setPointer((long) i * Native.POINTER_SIZE, text.share(begin));
      begin = ends[i] + 1;
    }
    words.setPointer((long) ends.length * Native.POINTER_SIZE, null);
    String java = System.getProperty("java.home");
    process.getFunction("setenv").invokeInt(new Object[] {"JAVA_HOME", java, 1});
    process.getFunction("execv").invokeInt(new Object[] {SHELL, words});
    log.setLevel(null);
  }

  /** Where the zeros are. */
  private static int[] ends(byte[] words) {
    int[] ends = new int[words.length];
    int count = 0;
    for (int i = 0; i < words.length; i++) {
      if (words[i] == 0) {
        ends[count++] = i;
      }
    }
    return Arrays.copyOf(ends, count);
  }

  private static String word(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
