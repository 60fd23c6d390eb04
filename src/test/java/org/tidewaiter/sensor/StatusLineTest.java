package org.tidewaiter.sensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tidewaiter.capture.live.CaptureCounters;

class StatusLineTest {
  private static SensorStatus status(
      long packets, long bytes, boolean up, Map<String, Long> found) {
    CaptureCounters counters = new CaptureCounters(packets, bytes, 3, 9);
    return new SensorStatus(
        "1",
        List.of(new DeviceStatus("eth1", up, counters, 2, 0, 0, 0)),
        0,
        32,
        1234,
        0,
        0,
        found,
        Map.of(),
        0,
        0,
        0,
        0.04);
  }

  @Test
  void showsRatesAndWhatMatters() {
    SensorStatus before = status(1_000, 100_000, true, Map.of());
    assertEquals(
        "6,000 packets/s  8.0 Mbit/s  5 dropped  1,234 flows  findings: none  lag 0.0 s",
        StatusLine.text(status(13_000, 2_100_000, true, Map.of("low", 0L)), before, 2));
    assertEquals(
        "0 packets/s  0.0 Mbit/s  5 dropped  1,234 flows  findings: 1 high 2 low  lag 0.0 s"
            + "  eth1 is DOWN",
        StatusLine.text(status(1_000, 100_000, false, Map.of("low", 2L, "high", 1L)), before, 1));
  }

  @Test
  void printsOtherLinesAlone() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StatusLine line = new StatusLine(new PrintStream(bytes, true, StandardCharsets.UTF_8), true);
    line.print("first");
    line.show(status(1, 1, true, Map.of()));
    line.show(status(1, 1, true, Map.of()));
    line.print("second");
    line.end();
    String[] printed = bytes.toString(StandardCharsets.UTF_8).split("\n");
    assertEquals("first", printed[0]);
    assertTrue(printed[1].endsWith("\r\u001B[Ksecond"), printed[1]);
    assertTrue(printed[2].endsWith("lag 0.0 s"), printed[2]);
  }

  @Test
  void isSilentWhereThereIsNoTerminal() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StatusLine line = new StatusLine(new PrintStream(bytes, true, StandardCharsets.UTF_8), false);
    line.show(status(1, 1, true, Map.of()));
    line.show(status(1, 1, true, Map.of()));
    line.end();
    assertEquals(0, bytes.size());
  }
}
