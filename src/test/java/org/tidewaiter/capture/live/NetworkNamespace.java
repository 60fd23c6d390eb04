package org.tidewaiter.capture.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A network of its own for one test: a Linux network namespace with two joined devices, {@link
 * #NEAR} and {@link #FAR}, and nothing else. Test traffic goes into one and is captured from the
 * other, and cannot go anywhere else. Needs root and iproute2; tests are skipped without.
 */
public final class NetworkNamespace implements AutoCloseable {
  /** The device that test traffic is sent into. */
  public static final String NEAR = "near0";

  /** The device that it comes out of, and that is captured from. */
  public static final String FAR = "far0";

  private static final int O_RDONLY = 0;
  private static final int CLONE_NEWNET = 0x4000_0000;
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final String name = "tw" + ProcessHandle.current().pid() + "n" + NUMBER.getAndIncrement();

  /** One thread that lives in the namespace; the JVM's others do not. */
  private final ExecutorService inside = Executors.newSingleThreadExecutor();

  private NetworkNamespace() {}

  public static NetworkNamespace create() throws Exception {
    assumeTrue(Platform.isLinux(), "network namespaces are Linux's");
    assumeTrue(isRoot(), "only root can make a network namespace");
    assumeTrue(
        Files.isExecutable(Path.of("/usr/sbin/ip")) || Files.isExecutable(Path.of("/sbin/ip")),
        "needs iproute2");
    NetworkNamespace namespace = new NetworkNamespace();
    assumeTrue(
        start(List.of("ip", "netns", "add", namespace.name)).waitFor() == 0,
        "network namespaces are not to be had here");
    try {
      namespace.inside.submit(namespace::enter).get();
      namespace.run("sysctl", "-qw", "net.ipv6.conf.all.disable_ipv6=1");
      namespace.run("sysctl", "-qw", "net.ipv6.conf.default.disable_ipv6=1");
      namespace.run("ip", "link", "set", "dev", "lo", "up");
      namespace.join();
      return namespace;
    } catch (Exception | Error e) {
      namespace.close();
      throw e;
    }
  }

  private static boolean isRoot() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).contains("Uid:\t0\t0\t0\t0");
  }

  /** Makes the two devices; {@link #cut} removes them. */
  public void join() throws Exception {
    run("ip", "link", "add", NEAR, "type", "veth", "peer", "name", FAR);
    run("ip", "link", "set", "dev", NEAR, "up");
    run("ip", "link", "set", "dev", FAR, "up");
  }

  public void cut() throws Exception {
    run("ip", "link", "del", NEAR);
  }

  private Void enter() throws LastErrorException {
    int fd = Calls.open("/run/netns/" + name, O_RDONLY);
    Calls.setns(fd, CLONE_NEWNET);
    Calls.close(fd);
    return null;
  }

  /** Calls from the thread inside; a socket keeps to the namespace in which it was made. */
  public <T> T call(Callable<T> work) throws Exception {
    try {
      return inside.submit(work).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Makes {@link #NEAR} the only device of another namespace, a second host on the wire. */
  public void giveNearTo(NetworkNamespace other) throws Exception {
    other.cut();
    run("ip", "link", "set", "dev", NEAR, "netns", other.name);
    other.run("ip", "link", "set", "dev", NEAR, "up");
  }

  /** Runs a command inside and gives what it printed; fails the test if the command fails. */
  public String run(String... command) throws Exception {
    Process process = start(command);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), () -> String.join(" ", command) + ": " + output);
    return output;
  }

  /** Starts a command inside, its errors among its output. */
  public Process start(String... command) throws IOException {
    List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", name));
    words.addAll(Arrays.asList(command));
    return start(words);
  }

  private static Process start(List<String> words) throws IOException {
    return new ProcessBuilder(words).redirectErrorStream(true).start();
  }

  @Override
  public void close() throws IOException {
    inside.shutdown();
    start(List.of("ip", "netns", "del", name)).onExit().join();
  }

  /** System calls (open(2), setns(2)) that only this fixture makes. */
  private static final class Calls {
    static {
      Native.register(Calls.class, "c");
    }

    static native int open(String path, int flags) throws LastErrorException;

    static native int setns(int fd, int type) throws LastErrorException;

    static native int close(int fd) throws LastErrorException;
  }
}
