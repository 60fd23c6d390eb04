package org.tidewaiter.sensor;

import java.util.List;
import java.util.Map;

/**
 * How the sensor is doing: all its numbers at one moment. Made by the thread that analyses, read by
 * whoever shows numbers: metrics, the status line, the accounting report.
 *
 * @param version version of the program
 * @param devices the devices captured from
 * @param queuedBatches batches captured and waiting to be analysed
 * @param queueCapacity most batches that can wait; beyond, the kernel's buffers fill
 * @param flows flows in the table
 * @param flowsCreated flows that ever were in the table
 * @param flowsEvicted flows that had to leave it early, for want of room
 * @param findings findings so far by severity
 * @param decodeOutcomes packets so far by decode outcome
 * @param rulesAccepted reloads of the rules that took effect
 * @param rulesRefused reloads refused because a rule file was bad
 * @param reportErrors reports that could not be written
 * @param lagSeconds age of the youngest analysed packet when it was analysed, 0 on a silent line
 */
public record SensorStatus(
    String version,
    List<DeviceStatus> devices,
    int queuedBatches,
    int queueCapacity,
    long flows,
    long flowsCreated,
    long flowsEvicted,
    Map<String, Long> findings,
    Map<String, Long> decodeOutcomes,
    long rulesAccepted,
    long rulesRefused,
    long reportErrors,
    double lagSeconds) {

  public SensorStatus {
    devices = List.copyOf(devices);
    findings = Map.copyOf(findings);
    decodeOutcomes = Map.copyOf(decodeOutcomes);
  }
}
