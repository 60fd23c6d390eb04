package org.tidewaiter.sensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.tidewaiter.policy.Severity;

class SyslogTest {
  @Test
  void writesTheHeaderOfRfc5424() {
    assertEquals(
        "<83>1 2026-11-22T18:55:00.123456Z host tidewaiter "
            + ProcessHandle.current().pid()
            + " finding - {}",
        Syslog.message(
            Severity.HIGH, Instant.parse("2026-11-22T18:55:00.123456789Z"), "host", "{}"));
  }

  @Test
  void sendsDatagramsThatReceiversTake() throws Exception {
    try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Syslog syslog =
            new Syslog(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()))) {
      server.setSoTimeout(5_000);
      syslog.send(Severity.CRITICAL, Instant.EPOCH, "x".repeat(5_000));
      DatagramPacket packet = new DatagramPacket(new byte[10_000], 10_000);
      server.receive(packet);
      assertEquals(Syslog.MAX_BYTES, packet.getLength());
      String text = new String(packet.getData(), 0, 6, StandardCharsets.US_ASCII);
      assertEquals("<82>1 ", text);
      assertEquals(0, syslog.notSent());
    }
  }
}
