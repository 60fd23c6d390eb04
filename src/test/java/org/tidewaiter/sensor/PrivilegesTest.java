package org.tidewaiter.sensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.capture.live.Flood;
import org.tidewaiter.capture.live.NetworkNamespace;

class PrivilegesTest {
  private static final String USER = "nobody";

  @Test
  void namesTheUserThatIsMissing() throws Exception {
    assumeTrue(Files.exists(Path.of("/etc/passwd")));
    PrivilegeException e =
        assertThrows(PrivilegeException.class, () -> Privileges.dropTo("no-such-user"));
    assertTrue(e.getMessage().contains("useradd --system --no-create-home no-such-user"));
  }

  @Test
  void refusesToStayRoot() throws Exception {
    assumeTrue(Files.exists(Path.of("/etc/passwd")));
    PrivilegeException e = assertThrows(PrivilegeException.class, () -> Privileges.dropTo("root"));
    assertEquals("user \"root\" has root's rights; choose another", e.getMessage());
  }

  /** A whole process drops its rights, then still follows its device through a disappearance. */
  @Test
  void dropsTheRightsOfEveryThreadAndGoesOnCapturing() throws Exception {
    try (NetworkNamespace network = NetworkNamespace.create()) {
      String flood = Flood.program();
      Process probe =
          network.start(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-cp",
              System.getProperty("java.class.path"),
              DropProbe.class.getName(),
              NetworkNamespace.FAR,
              USER,
              "20");
      try (BufferedReader output = probe.inputReader()) {
        List<String> lines = readUntil(output, "message ");
        network.run(flood, "-i", NetworkNamespace.NEAR, "-n", "10");
        lines.addAll(readUntil(output, "packets 10"));
        network.cut();
        lines.addAll(readUntil(output, "notice far0 went down or away"));
        network.join();
        lines.addAll(readUntil(output, "notice far0 is back"));
        network.run(flood, "-i", NetworkNamespace.NEAR, "-n", "10");
        lines.addAll(readUntil(output, "packets 20"));
        check(lines, network.run("id", "-u", USER).trim(), network.run("id", "-g", USER).trim());
      } finally {
        probe.destroy();
      }
    }
  }

  private static void check(List<String> lines, String uid, String gid) {
    assertTrue(lines.contains("root false"), lines::toString);
    assertTrue(lines.contains("reason NO_PERMISSION"), lines::toString);
    String uids = String.join("\t", "thread Uid:", uid, uid, uid, uid);
    String gids = String.join("\t", "thread Gid:", gid, gid, gid, gid);
    assertTrue(lines.stream().filter(uids::equals).count() > 5, lines::toString);
    for (String line : lines) {
      assertFalse(line.startsWith("thread Uid") && !line.equals(uids), line);
      assertFalse(line.startsWith("thread Gid") && !line.equals(gids), line);
      assertFalse(line.matches("thread Groups:.*[0-9].*"), line);
      assertFalse(line.matches("thread Cap.*:.*[1-9a-f].*"), line);
    }
  }

  private static List<String> readUntil(BufferedReader output, String start) throws Exception {
    List<String> lines = new ArrayList<>();
    String line;
    while ((line = output.readLine()) != null) {
      lines.add(line);
      if (line.startsWith(start)) {
        return lines;
      }
    }
    throw new AssertionError("ended before \"" + start + "\": " + lines);
  }
}
