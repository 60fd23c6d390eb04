package org.tidewaiter.report;

import com.grack.nanojson.JsonStringWriter;
import com.grack.nanojson.JsonWriter;
import org.tidewaiter.detect.Finding;

/** A finding as one line of JSON, with the columns of {@code findings.csv}. */
public final class FindingJson {
  private FindingJson() {}

  /**
   * The whole finding, without an end of line.
   *
   * @param told {@code new}, {@code updated} or {@code withdrawn}
   * @param nowNanos when this is told, ns since 1970
   */
  public static String line(Finding finding, String told, long nowNanos) {
    JsonStringWriter json = JsonWriter.string().object();
    begin(json, finding, told, nowNanos);
    json.value("client_sample", finding.clientSample());
    json.value("flows", finding.flows()).value("packets", finding.packets());
    json.value("bytes", finding.bytes());
    json.value("first_seen", TimeText.of(finding.firstNanos()));
    json.value("last_seen", TimeText.of(finding.lastNanos()));
    json.value("outcome", finding.outcome());
    json.value("direction_basis", finding.directionBasis().label);
    json.value("rule", finding.rule()).value("rule_location", finding.ruleLocation());
    json.value("expected", finding.expected()).value("evidence", finding.evidence());
    json.value("attack_technique", finding.attackTechnique());
    json.value("community_id", finding.communityId());
    return json.end().done();
  }

  /** What fits a datagram: what it is and whom it is about. */
  public static String brief(Finding finding, String told, long nowNanos) {
    JsonStringWriter json = JsonWriter.string().object();
    begin(json, finding, told, nowNanos);
    json.value("last_seen", TimeText.of(finding.lastNanos()));
    json.value("rule", finding.rule()).value("community_id", finding.communityId());
    return json.end().done();
  }

  private static void begin(JsonStringWriter json, Finding finding, String told, long nowNanos) {
    json.value("told", told).value("time", TimeText.of(nowNanos));
    json.value("finding_id", finding.id()).value("severity", finding.severity().label());
    json.value("detection", finding.detection().id()).value("title", finding.title());
    json.value("service", finding.service()).value("server_ip", finding.serverAddress());
    if (finding.serverPort() >= 0) {
      json.value("server_port", finding.serverPort());
    }
    json.value("clients", finding.clients());
  }
}
