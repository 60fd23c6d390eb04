package org.tidewaiter.sensor;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.tidewaiter.capture.live.CaptureCounters;

/**
 * The names under which Prometheus knows a {@link SensorStatus}. They are a promise: dashboards and
 * alert rules depend on them. Prometheus's library adds {@code _total} to a counter's name and
 * {@code _info} to a description's.
 */
final class StatusMetrics {
  private static final String DEVICE = "device";

  private StatusMetrics() {}

  static MetricSnapshots of(SensorStatus status) {
    List<DeviceStatus> devices = status.devices();
    return MetricSnapshots.of(
        InfoSnapshot.builder()
            .name("tidewaiter_build")
            .help("The running program.")
            .dataPoint(
                InfoDataPointSnapshot.builder()
                    .labels(Labels.of("version", status.version()))
                    .build())
            .build(),
        perDevice(
            "tidewaiter_packets",
            "Packets captured.",
            devices,
            device -> device.counters().packets()),
        perDevice(
            "tidewaiter_bytes",
            "Bytes that the captured packets had on the wire.",
            devices,
            device -> device.counters().bytes()),
        drops(devices),
        perDevice(
            "tidewaiter_duplicate_packets",
            "Packets left out as copies of others.",
            devices,
            DeviceStatus::duplicates),
        perDevice(
            "tidewaiter_dedup_forgotten_packets",
            "Packets whose copies could pass, for want of room to remember them.",
            devices,
            DeviceStatus::forgottenEarly),
        perDevice(
            "tidewaiter_device_losses",
            "How often the device went down or away.",
            devices,
            DeviceStatus::losses),
        devicesUp(devices),
        gauge(
            "tidewaiter_queue_batches", "Batches waiting to be analysed.", status.queuedBatches()),
        gauge(
            "tidewaiter_queue_capacity_batches",
            "Most batches that can wait.",
            status.queueCapacity()),
        gauge("tidewaiter_flows", "Flows in the table.", status.flows()),
        counter("tidewaiter_flows_created", "Flows begun.", status.flowsCreated()),
        counter(
            "tidewaiter_flows_evicted",
            "Flows that left the table early, for want of room.",
            status.flowsEvicted()),
        byLabel("tidewaiter_findings", "Findings.", "severity", status.findings()),
        byLabel(
            "tidewaiter_decode_outcomes",
            "Packets by what their headers turned out to be.",
            "outcome",
            status.decodeOutcomes()),
        byLabel(
            "tidewaiter_rule_reloads",
            "Reloads of the rule files.",
            "result",
            Map.of("accepted", status.rulesAccepted(), "refused", status.rulesRefused())),
        counter(
            "tidewaiter_report_errors",
            "Reports that could not be written.",
            status.reportErrors()),
        gauge(
            "tidewaiter_lag_seconds",
            "Age of the youngest analysed packet when it was analysed.",
            status.lagSeconds()));
  }

  private static CounterSnapshot drops(List<DeviceStatus> devices) {
    CounterSnapshot.Builder drops =
        CounterSnapshot.builder()
            .name("tidewaiter_dropped_packets")
            .help("Packets not analysed: lost by the interface, the kernel or the sensor.");
    for (DeviceStatus device : devices) {
      CaptureCounters counters = device.counters();
      drops.dataPoint(point(drop(device, "interface"), counters.droppedByInterface()));
      drops.dataPoint(point(drop(device, "kernel"), counters.droppedByKernel()));
      drops.dataPoint(point(drop(device, "sensor"), device.droppedBySensor()));
    }
    return drops.build();
  }

  private static Labels drop(DeviceStatus device, String by) {
    return Labels.of(DEVICE, device.name(), "by", by);
  }

  private static GaugeSnapshot devicesUp(List<DeviceStatus> devices) {
    GaugeSnapshot.Builder up =
        GaugeSnapshot.builder()
            .name("tidewaiter_device_up")
            .help("Whether packets can come from the device: 1, or 0 while it is down or away.");
    for (DeviceStatus device : devices) {
      up.dataPoint(
          GaugeDataPointSnapshot.builder()
              .labels(Labels.of(DEVICE, device.name()))
              .value(device.up() ? 1 : 0)
              .build());
    }
    return up.build();
  }

  private static CounterSnapshot perDevice(
      String name, String help, List<DeviceStatus> devices, ToLongFunction<DeviceStatus> value) {
    CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(help);
    for (DeviceStatus device : devices) {
      counter.dataPoint(point(Labels.of(DEVICE, device.name()), value.applyAsLong(device)));
    }
    return counter.build();
  }

  private static CounterSnapshot byLabel(
      String name, String help, String label, Map<String, Long> values) {
    CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(help);
    new TreeMap<>(values)
        .forEach((key, value) -> counter.dataPoint(point(Labels.of(label, key), value)));
    return counter.build();
  }

  private static CounterSnapshot counter(String name, String help, long value) {
    return CounterSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(point(Labels.EMPTY, value))
        .build();
  }

  private static CounterDataPointSnapshot point(Labels labels, long value) {
    return CounterDataPointSnapshot.builder().labels(labels).value(value).build();
  }

  private static GaugeSnapshot gauge(String name, String help, double value) {
    return GaugeSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(GaugeDataPointSnapshot.builder().value(value).build())
        .build();
  }
}
