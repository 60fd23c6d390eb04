package org.tidewaiter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A replay opens no socket, resolves no name and deserialises nothing: it loads no class for it.
 */
class QuietProcessIT {
  private static final List<String> UNWANTED =
      List.of(
          " java.net.Socket ",
          " java.net.ServerSocket ",
          " java.net.DatagramSocket ",
          " java.net.InetAddress$NameServiceAddresses ",
          " java.net.InetAddress$CachedAddresses ",
          // What all channels of sockets begin with; one of them is loaded to be told from a file.
          " sun.nio.ch.Net ",
          " sun.nio.ch.ServerSocketChannelImpl ",
          " sun.nio.ch.DatagramChannelImpl ",
          " java.beans.XMLDecoder ");

  @TempDir Path temp;

  @Test
  void replayLoadsNothingThatTalks() throws Exception {
    assumeTrue(JarRun.jar() != null, "no jar");
    List<String> command =
        new ArrayList<>(
            JarRun.command(
                "replay",
                "captures/office-kms.pcapng",
                "--evidence",
                "--page",
                "always",
                "--out",
                temp.resolve("out").toString()));
    command.add(1, "-Xlog:class+load");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), log);
    assertTrue(log.contains(" org.tidewaiter.Replay "), log);
    for (String name : UNWANTED) {
      assertTrue(!log.contains(name), name);
    }
  }
}
