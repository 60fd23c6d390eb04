package org.tidewaiter.sensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tidewaiter.capture.live.CaptureCounters;

class MetricsTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private static final SensorStatus STATUS =
      new SensorStatus(
          "0.1.0",
          List.of(
              new DeviceStatus("eth1", true, new CaptureCounters(1000, 64000, 7, 3), 2, 11, 1, 4),
              new DeviceStatus("eth2", false, new CaptureCounters(0, 0, 0, 0), 0, 0, 0, 0)),
          5,
          16,
          200,
          300,
          6,
          Map.of("high", 8L, "low", 1L),
          Map.of("tcp", 900L, "truncated", 9L),
          12,
          13,
          14,
          0.25);

  private static String get(Metrics metrics, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + metrics.port() + path);
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    assertEquals(200, response.statusCode());
    return response.body();
  }

  @Test
  void showsAllNumbers() throws Exception {
    try (Metrics metrics = Metrics.serve(ANY_PORT, () -> STATUS)) {
      List<String> lines = get(metrics, "/metrics").lines().toList();
      for (String expected :
          new String[] {
            "tidewaiter_build_info{version=\"0.1.0\"} 1",
            "tidewaiter_packets_total{device=\"eth1\"} 1000.0",
            "tidewaiter_packets_total{device=\"eth2\"} 0.0",
            "tidewaiter_bytes_total{device=\"eth1\"} 64000.0",
            "tidewaiter_dropped_packets_total{by=\"interface\",device=\"eth1\"} 3.0",
            "tidewaiter_dropped_packets_total{by=\"kernel\",device=\"eth1\"} 7.0",
            "tidewaiter_dropped_packets_total{by=\"sensor\",device=\"eth1\"} 2.0",
            "tidewaiter_duplicate_packets_total{device=\"eth1\"} 11.0",
            "tidewaiter_dedup_forgotten_packets_total{device=\"eth1\"} 1.0",
            "tidewaiter_device_losses_total{device=\"eth1\"} 4.0",
            "tidewaiter_device_up{device=\"eth1\"} 1.0",
            "tidewaiter_device_up{device=\"eth2\"} 0.0",
            "tidewaiter_queue_batches 5.0",
            "tidewaiter_queue_capacity_batches 16.0",
            "tidewaiter_flows 200.0",
            "tidewaiter_flows_created_total 300.0",
            "tidewaiter_flows_evicted_total 6.0",
            "tidewaiter_findings_total{severity=\"high\"} 8.0",
            "tidewaiter_decode_outcomes_total{outcome=\"truncated\"} 9.0",
            "tidewaiter_rule_reloads_total{result=\"accepted\"} 12.0",
            "tidewaiter_rule_reloads_total{result=\"refused\"} 13.0",
            "tidewaiter_report_errors_total 14.0",
            "tidewaiter_lag_seconds 0.25",
          }) {
        assertTrue(lines.contains(expected), () -> expected + " is not in " + lines);
      }
      assertTrue(lines.stream().anyMatch(line -> line.startsWith("jvm_gc_collection_seconds")));
      assertTrue(lines.stream().anyMatch(line -> line.startsWith("process_open_fds")));
    }
  }

  @Test
  void answersHealthChecks() throws Exception {
    try (Metrics metrics = Metrics.serve(ANY_PORT, () -> STATUS)) {
      assertTrue(get(metrics, "/-/healthy").contains("healthy"));
    }
  }

  @Test
  void saysWhichAddressIsTaken() throws Exception {
    try (Metrics metrics = Metrics.serve(ANY_PORT, () -> STATUS)) {
      InetSocketAddress taken =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), metrics.port());
      IOException e = assertThrows(IOException.class, () -> Metrics.serve(taken, () -> STATUS));
      assertTrue(e.getMessage().contains(":" + metrics.port()), e.getMessage());
    }
  }

  /** The dashboard and the alert rules ask only for numbers that there are. */
  @Test
  void knowsEveryNumberOfTheExamples() throws Exception {
    try (Metrics metrics = Metrics.serve(ANY_PORT, () -> STATUS)) {
      String served = get(metrics, "/metrics");
      Pattern name = Pattern.compile("\\b(?:tidewaiter|jvm|process)_[a-z_]+\\b");
      try (Stream<Path> files = Files.walk(Path.of("src/packaging/monitoring"))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          TreeSet<String> asked =
              name.matcher(Files.readString(file))
                  .results()
                  .map(MatchResult::group)
                  .collect(Collectors.toCollection(TreeSet::new));
          assertTrue(asked.size() > 5, file + " asks for " + asked);
          for (String metric : asked) {
            assertTrue(
                Pattern.compile("(?m)^" + metric + "[{ ]").matcher(served).find(),
                file + " asks for " + metric);
          }
        }
      }
    }
  }
}
