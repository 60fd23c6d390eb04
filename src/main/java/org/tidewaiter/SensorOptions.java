package org.tidewaiter;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tidewaiter.capture.live.CaptureMethod;
import org.tidewaiter.capture.live.CaptureOptions;
import org.tidewaiter.flow.FlowTimeouts;
import org.tidewaiter.sensor.OldReports;

/**
 * What can be chosen about a sensor.
 *
 * @param capture how each device is captured from, in the order of their numbers
 * @param dedup whether copies of packets are left out
 * @param flows flow budget, timeouts and whether the VLAN is part of a flow's key
 * @param site a site's rule files to lay over the shipped ones, or null
 * @param only rule files to use instead of the shipped ones, or null
 * @param reports where and when reports are written
 * @param user becomes this user once the devices are open; null to stay
 * @param mayBeRoot whether packets may be analysed with root's rights
 * @param metrics where numbers are served to Prometheus, or null
 * @param syslog where findings are sent, or null
 */
public record SensorOptions(
    List<CaptureOptions> capture,
    CaptureMethod method,
    boolean dedup,
    Flows flows,
    Path site,
    Path only,
    Reports reports,
    String user,
    boolean mayBeRoot,
    InetSocketAddress metrics,
    InetSocketAddress syslog) {
  /** Flows kept at most unless the user says otherwise: some 200 MB of them. */
  public static final int DEFAULT_FLOW_BUDGET = 1_000_000;

  /**
   * How flows are kept.
   *
   * @param budget most live flows
   * @param vlanInKey whether the same endpoints in two VLANs are two flows
   */
  public record Flows(int budget, FlowTimeouts timeouts, boolean vlanInKey) {}

  /**
   * How reports are kept.
   *
   * @param directory where they go
   * @param periodMillis length of a period in milliseconds, 0 for as long as the sensor runs
   * @param periodBytes size of a period's flows.csv, about, at which it ends early; 0 for none
   * @param keep which old reports stay
   * @param makeRoom whether the oldest reports go when the disk is full
   * @param evidenceBytes of recent packets held, so that those behind findings are kept; 0 for none
   */
  public record Reports(
      Path directory,
      long periodMillis,
      long periodBytes,
      OldReports.Keep keep,
      boolean makeRoom,
      long evidenceBytes) {}

  public SensorOptions {
    capture = List.copyOf(capture);
  }

  /** Those options that a report depends on, as {@code summary.json} prints them. */
  Map<String, String> described() {
    Map<String, String> described = new LinkedHashMap<>();
    CaptureOptions first = capture.get(0);
    described.put("filter", first.filter());
    described.put("snaplen", Integer.toString(first.snaplenBytes()));
    described.put("dedup", Boolean.toString(dedup));
    described.put("flow-budget", Integer.toString(flows.budget()));
    described.put("vlan-in-key", Boolean.toString(flows.vlanInKey()));
    if (reports.evidenceBytes() > 0) {
      described.put("evidence-buffer", Long.toString(reports.evidenceBytes()));
    }
    return described;
  }
}
