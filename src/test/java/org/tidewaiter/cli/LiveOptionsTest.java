package org.tidewaiter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tidewaiter.Replaying;

class LiveOptionsTest {
  @ParameterizedTest
  @CsvSource({"1,1", "64M,67108864", "2g,2147483648", "10KiB,10240", "1048576G,1125899906842624"})
  void readsSizes(String text, long bytes) throws UsageException {
    assertEquals(bytes, ByteSize.bytes("--buffer", text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "M", "-1", "1.5G", "1T", "1048577G", "9999999999999999"})
  void refusesOtherSizes(String text) {
    assertThrows(UsageException.class, () -> ByteSize.bytes("--buffer", text));
  }

  @Test
  void readsAddresses() throws UsageException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    assertEquals(new InetSocketAddress(loopback, 9688), SocketAddress.parse("-", "9688", 1));
    assertEquals(new InetSocketAddress(loopback, 5), SocketAddress.parse("-", ":5", 1));
    assertEquals(new InetSocketAddress("10.0.0.1", 5), SocketAddress.parse("-", "10.0.0.1:5", 1));
    assertEquals(new InetSocketAddress("10.0.0.1", 1), SocketAddress.parse("-", "10.0.0.1", 1));
    assertEquals(new InetSocketAddress("::1", 5), SocketAddress.parse("-", "[::1]:5", 1));
    assertEquals(new InetSocketAddress("::1", 1), SocketAddress.parse("-", "[::1]", 1));
    assertEquals(new InetSocketAddress("fe80::1", 1), SocketAddress.parse("-", "fe80::1", 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1:65536", "10.0.0.1:x", "host:123456"})
  void refusesOtherPorts(String text) {
    assertThrows(UsageException.class, () -> SocketAddress.parse("--metrics", text, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "--capture pcap,--capture",
    "--snaplen 0,--snaplen",
    "--dedup --snaplen 64,copies cannot be told",
    "--buffer 2G,more than 1G",
    "--rotate 5,--rotate",
    "--rotate 100ms,less than a second",
    "--evidence --evidence-buffer 1M,not within 4M to 4G",
    "--evidence --evidence-buffer 5G,not within 4M to 4G",
    "--keep-count -1,--keep-count",
    "--keep-age 5,--keep-age",
    "--flow-budget 3,--flow-budget",
    "-i eth1,given twice",
    "--syslog no-such-host.invalid,not known"
  })
  void saysWhichOptionIsWrong(String options, String part) {
    String[] args = ("live -i eth1 --out none " + options).split(" ");
    Replaying.Run run = Replaying.run(args);
    assertEquals(ExitCode.USAGE, run.exitCode());
    assertTrue(run.err().contains(part), run.err());
  }

  @Test
  void completesItsOptions() {
    Replaying.Run run = Replaying.run("completion");
    assertEquals(ExitCode.DONE, run.exitCode());
    assertTrue(run.out().contains("complete -F _complete_tidewaiter -o default tidewaiter"));
    assertTrue(run.out().contains("'--rotate-size'"), run.out());
    assertTrue(run.out().contains("'--fail-on'"));
  }
}
