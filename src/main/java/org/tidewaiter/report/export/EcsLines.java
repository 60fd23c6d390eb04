package org.tidewaiter.report.export;

import com.grack.nanojson.JsonStringWriter;
import com.grack.nanojson.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * {@code flows.jsonl}: a JSON object per flow and line, named by the Elastic Common Schema 8.11
 * (event, network, source, destination, client, server); what it has no name for is below {@code
 * tidewaiter}. Times keep the capture's precision. Nothing but ASCII is written: all other
 * characters are escaped, so that no mark in a name reorders a terminal.
 */
final class EcsLines implements FlowWriter {
  private static final String[] OWN = {
    "verdict",
    "rule",
    "direction_basis",
    "service_source",
    "registered_name",
    "payload_agreement",
    "tcp_state",
    "tcp_history",
    "tunnel",
    "parent_flow",
    "end_reason",
    "input",
  };

  private final OutputStream out;

  EcsLines(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(FlowCells flow) throws IOException {
    JsonStringWriter json = JsonWriter.string().object();
    json.value("@timestamp", flow.textOnce("first_seen"));
    json.object("ecs").value("version", "8.11.0").end();
    event(json, flow);
    network(json, flow);
    side(json, "source", "client", flow);
    side(json, "destination", "server", flow);
    side(json, "client", "client", flow);
    side(json, "server", "server", flow);
    own(json, flow);
    line(json.end().done());
  }

  private static void event(JsonStringWriter json, FlowCells flow) {
    json.object("event").value("kind", "event").value("dataset", "tidewaiter.flow");
    json.array("category").value("network").end().array("type").value("connection").end();
    json.value("id", flow.textOnce("flow_id"));
    json.value("start", flow.textOnce("first_seen")).value("end", flow.textOnce("last_seen"));
    json.value("duration", Duration.between(flow.first(), flow.last()).toNanos()).end();
  }

  private static void network(JsonStringWriter json, FlowCells flow) {
    json.object("network").value("transport", transport(flow.text("protocol")));
    if (flow.protocol() >= 0) {
      json.value("iana_number", Integer.toString(flow.protocol()));
    }
    json.value("type", flow.text("client_ip").indexOf(':') < 0 ? "ipv4" : "ipv6");
    text(json, "protocol", flow.text("payload_protocol"));
    text(json, "application", flow.text("service"));
    text(json, "community_id", flow.textOnce("community_id"));
    json.value("direction", direction(flow.text("client_zone"), flow.text("server_zone")));
    json.value("packets", flow.number("client_packets") + flow.number("server_packets"));
    json.value("bytes", flow.number("client_bytes") + flow.number("server_bytes"));
    if (flow.number("vlan") != 0) {
      json.object("vlan").value("id", flow.text("vlan")).end();
    }
    json.end();
  }

  private static String transport(String protocol) {
    return protocol.equals("icmp6") ? "ipv6-icmp" : protocol;
  }

  private static String direction(String from, String to) {
    boolean known =
        (from.equals("internal") || from.equals("external"))
            && (to.equals("internal") || to.equals("external"));
    if (!known) {
      return "unknown";
    }
    if (from.equals(to)) {
      return from;
    }
    return from.equals("internal") ? "outbound" : "inbound";
  }

  private static void side(JsonStringWriter json, String name, String side, FlowCells flow) {
    json.object(name).value("ip", flow.text(side + "_ip"));
    if (!flow.text(side + "_port").isEmpty() && !flow.isIcmp()) {
      json.value("port", flow.number(side + "_port"));
    }
    json.value("packets", flow.number(side + "_packets"));
    json.value("bytes", flow.number(side + "_bytes")).end();
  }

  private static void own(JsonStringWriter json, FlowCells flow) {
    json.object("tidewaiter");
    for (String column : OWN) {
      text(json, column, flow.text(column));
    }
    if (flow.isIcmp()) {
      json.value("icmp_type", flow.number("client_port"));
      json.value("icmp_counterpart", flow.number("server_port"));
    }
    text(json, "client_zone", flow.text("client_zone"));
    text(json, "server_zone", flow.text("server_zone"));
    json.value("client_payload_bytes", flow.number("client_payload_bytes"));
    json.value("server_payload_bytes", flow.number("server_payload_bytes"));
    String findings = flow.text("findings");
    json.array("findings");
    for (String id : findings.isEmpty() ? new String[0] : findings.split(" ")) {
      json.value(id);
    }
    json.end().end();
  }

  private static void text(JsonStringWriter json, String name, String value) {
    if (!value.isEmpty()) {
      json.value(name, value);
    }
  }

  private void line(String json) throws IOException {
    out.write(ascii(json).getBytes(StandardCharsets.US_ASCII));
    out.write('\n');
  }

  private static String ascii(String json) {
    int i = 0;
    while (i < json.length() && json.charAt(i) < 0x7F) {
      i++;
    }
    if (i == json.length()) {
      return json;
    }
    StringBuilder escaped = new StringBuilder(json.length() + 64).append(json, 0, i);
    for (; i < json.length(); i++) {
      char letter = json.charAt(i);
      if (letter < 0x7F) {
        escaped.append(letter);
      } else {
        String digits = Integer.toHexString(letter);
        escaped.append("\\u").append("0000", digits.length(), 4).append(digits);
      }
    }
    return escaped.toString();
  }

  @Override
  public void finish() {}

  @Override
  public void close() throws IOException {
    out.close();
  }
}
