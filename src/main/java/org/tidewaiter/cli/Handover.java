package org.tidewaiter.cli;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Lets the launcher do a replay that {@code java -jar} was asked for. What it knows of Java's
 * options saves up to two fifths of the processor time of a short run, and Java takes options only
 * as it starts.
 *
 * <p>The launcher, of which the jar has a copy, takes the place of this program within its process
 * ({@code execve(2)}): process number, streams, limits and exit code are the same for whoever waits
 * for it, and signals reach it. A few files that this Java has open stay so, unused. Whoever gives
 * Java an option keeps the Java that he started, and so does every system but Linux.
 */
final class Handover {
  /** The command line of this process, each word with a zero byte behind it (proc(5)). */
  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

  private static final Path PROCESS = Path.of("/proc/self");
  private static final String SHELL = "/bin/sh";
  private static final String LAUNCHER = "tidewaiter";
  private static final String JAR = "tidewaiter.jar";
  private static final String CLASS_ARCHIVE = "tidewaiter.jsa";
  private static final int JAR_SUFFIX = ".jar".length();

  /** Words before those of the program: java, -jar, the jar. */
  private static final int WORDS_OF_JAVA = 3;

  /** Environment variables that Java takes options from. */
  private static final String[] OPTION_VARIABLES = {
    "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS"
  };

  private Handover() {}

  /** Does not come back if the launcher may have these words. */
  static void toLauncher(String[] words) {
    if (words.length == 0 || !words[0].equals("replay") || isTuned(System.getenv())) {
      return;
    }
    try {
      byte[] commandLine = Files.readAllBytes(COMMAND_LINE);
      Path jar = Path.of(System.getProperty("java.class.path"));
      Path java = Path.of(System.getProperty("java.home"), "bin", "java");
      if (isPlain(commandLine, words.length)
          && Files.isExecutable(java)
          && isTrusted(jar.resolveSibling(CLASS_ARCHIVE), jar)) {
        execute(shellCommand(launcher(), commandLine));
      }
    } catch (IOException | RuntimeException | LinkageError e) {
      // The replay then goes on here, and takes longer.
    }
  }

  private static byte[] launcher() throws IOException {
    try (InputStream copy = Handover.class.getResourceAsStream(LAUNCHER)) {
      return copy.readAllBytes();
    }
  }

  /**
   * Whether Java was given options by the environment, which may contradict the launcher's, or
   * agents, which may bear to be started only once.
   */
  static boolean isTuned(Map<String, String> environment) {
    for (String variable : OPTION_VARIABLES) {
      if (!environment.getOrDefault(variable, "").isBlank()) {
        return true;
      }
    }
    return false;
  }

  /** Java believes what stands in a class-data archive: it is to be of the jar's owner. */
  private static boolean isTrusted(Path archive, Path jar) throws IOException {
    return !Files.exists(archive)
        || Files.getAttribute(archive, "unix:uid").equals(Files.getAttribute(jar, "unix:uid"));
  }

  /**
   * Whether a command line is {@code java -jar .../tidewaiter.jar} and as many words. All are
   * bytes, as names of files are, each word with a zero behind it.
   */
  static boolean isPlain(byte[] commandLine, int words) {
    int[] ends = ends(commandLine);
    if (ends.length != WORDS_OF_JAVA + words) {
      return false;
    }
    String jar = word(commandLine, ends[1] + 1, ends[2]);
    return word(commandLine, ends[0] + 1, ends[1]).equals("-jar")
        && (jar.equals(JAR) || jar.endsWith("/" + JAR));
  }

  /** The command that has a shell, as the launcher beside the jar, do what a plain one does. */
  static byte[] shellCommand(byte[] launcher, byte[] commandLine) {
    int[] ends = ends(commandLine);
    int jarAt = ends[1] + 1;
    ByteArrayOutputStream command = new ByteArrayOutputStream();
    command.writeBytes(new byte[] {'s', 'h', 0, '-', 'c', 0});
    command.writeBytes(launcher);
    command.write(0);
    command.write(commandLine, jarAt, ends[2] - JAR_SUFFIX - jarAt);
    command.write(commandLine, ends[2], commandLine.length - ends[2]);
    return command.toByteArray();
  }

  private static void execute(byte[] command) throws IOException {
    // Where JNA has no place to unpack its library, the replay just goes on: nothing to tell.
    Logger log = Logger.getLogger("com.sun.jna");
    log.setLevel(Level.OFF);
    try {
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
      forgetPerformanceData();
      process.getFunction("execv").invokeInt(new Object[] {SHELL, words});
    } finally {
      log.setLevel(null);
    }
  }

  /** Removes what this Java wrote for jps(1), as it does when it ends by itself. */
  private static void forgetPerformanceData() throws IOException {
    String directory = "/tmp/hsperfdata_" + System.getProperty("user.name");
    Files.deleteIfExists(Path.of(directory).resolve(PROCESS.toRealPath().getFileName()));
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
