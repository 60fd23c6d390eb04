package org.tidewaiter.sensor;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Gives up root's rights, for good and for every thread, once the devices are open.
 *
 * <p>The C library's {@code setuid} and its kin change all threads of a process (nptl(7)), those of
 * the JVM included; the system calls behind them would change one. Because that is the library's
 * promise and not the kernel's, it is checked afterwards, thread by thread where Linux lets us
 * look, and so is that the rights cannot be had back. If any of it fails the program must stop.
 */
public final class Privileges {
  private static final int ROOT = 0;
  private static final Path THREADS = Path.of("/proc/self/task");

  /** struct passwd begins with two pointers, then user and group, on Linux, macOS and BSD. */
  private static final int PW_UID = 2 * Native.POINTER_SIZE;

  private static final int PW_GID = PW_UID + Integer.BYTES;

  private Privileges() {}

  /** Whether this process runs as root. */
  public static boolean root() {
    return !Platform.isWindows() && Calls.geteuid() == ROOT;
  }

  /**
   * Refuses to go on as root.
   *
   * @throws PrivilegeException if this process runs as root; the message says what to do
   */
  public static void refuseRoot() throws PrivilegeException {
    if (root()) {
      throw new PrivilegeException(
          "packets are not analysed with root's rights: say which user to become once the devices"
              + " are open (--user tidewaiter), or that you want it so (--run-as-root)");
    }
  }

  /**
   * Becomes an ordinary user, without supplementary groups and capabilities.
   *
   * @param user name of the user; nothing happens if the process is that user already
   * @throws PrivilegeException if that cannot be done, or was not done fully: then the program must
   *     not go on
   */
  public static void dropTo(String user) throws PrivilegeException {
    if (Platform.isWindows()) {
      throw new PrivilegeException("--user is not for Windows: run the service as another account");
    }
    Pointer entry = Calls.getpwnam(user);
    if (entry == null) {
      throw new PrivilegeException(
          "there is no user \""
              + user
              + "\" on this machine; one can be made with: useradd --system --no-create-home "
              + user);
    }
    int uid = entry.getInt(PW_UID);
    int gid = entry.getInt(PW_GID);
    if (uid == ROOT || gid == ROOT) {
      throw new PrivilegeException("user \"" + user + "\" has root's rights; choose another");
    }
    if (Calls.geteuid() == uid && Calls.getuid() == uid) {
      return;
    }
    try {
      Calls.setgroups(0, Pointer.NULL);
      Calls.setgid(gid);
      Calls.setuid(uid);
    } catch (LastErrorException e) {
      throw new PrivilegeException(
          "cannot become user \"" + user + "\", only root can: start as root or leave out --user",
          e);
    }
    verify(uid, gid);
  }

  private static void verify(int uid, int gid) throws PrivilegeException {
    require(Calls.getuid() == uid && Calls.geteuid() == uid, "the user did not change");
    require(Calls.getgid() == gid && Calls.getegid() == gid, "the group did not change");
    require(Calls.getgroups(0, Pointer.NULL) == 0, "groups are left");
    require(!rootComesBack(), "root's rights can be had back");
    if (Platform.isLinux()) {
      try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
        for (Path thread : threads) {
          verifyThread(thread.resolve("status"), uid, gid);
        }
      } catch (IOException e) {
        throw new PrivilegeException("root's rights may not be dropped: cannot read " + THREADS, e);
      }
    }
  }

  private static boolean rootComesBack() {
    try {
      Calls.setuid(ROOT);
      return true;
    } catch (LastErrorException e) {
      return false;
    }
  }

  /** Reads proc_pid_status(5) of one thread. */
  private static void verifyThread(Path status, int uid, int gid)
      throws IOException, PrivilegeException {
    try {
      for (String line : Files.readAllLines(status)) {
        int colon = line.indexOf(':');
        String value = line.substring(colon + 1).trim();
        String trouble = "thread " + status.getParent().getFileName() + " kept " + line;
        switch (line.substring(0, colon)) {
          case "Uid" -> require(value.equals(fourTimes(uid)), trouble);
          case "Gid" -> require(value.equals(fourTimes(gid)), trouble);
          case "Groups" -> require(value.isEmpty(), trouble);
          case "CapPrm", "CapEff", "CapAmb" -> require(value.matches("0+"), trouble);
          default -> {}
        }
      }
    } catch (NoSuchFileException e) {
      // The thread has ended meanwhile.
    }
  }

  private static String fourTimes(int id) {
    String text = Integer.toUnsignedString(id);
    return text + '\t' + text + '\t' + text + '\t' + text;
  }

  private static void require(boolean condition, String trouble) throws PrivilegeException {
    if (!condition) {
      throw new PrivilegeException("root's rights were not dropped fully: " + trouble);
    }
  }

  /** Functions of the C library: credentials(7). Loaded only when privileges are asked about. */
  private static final class Calls {
    static {
      Native.register(Calls.class, "c");
    }

    static native int getuid();

    static native int geteuid();

    static native int getgid();

    static native int getegid();

    static native int getgroups(int size, Pointer list) throws LastErrorException;

    static native int setgroups(long size, Pointer list) throws LastErrorException;

    static native int setgid(int gid) throws LastErrorException;

    static native int setuid(int uid) throws LastErrorException;

    static native Pointer getpwnam(String name);
  }
}
