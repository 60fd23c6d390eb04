package org.tidewaiter.report.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * {@code conn.log} as Zeek's ASCII writer makes it: tab-separated, with header lines that name the
 * fields and their types. Zeek's own fields come first, in its order; those that begin with {@code
 * tw_} are ours.
 *
 * <p>Where we differ: {@code service} is what the content was recognised as, in Zeek's words; the
 * IP lengths and missed bytes are not counted here and unset; the history has each letter once per
 * direction. Source: Zeek's Conn::Info and its writer's escapes (a byte becomes {@code \xNN}).
 */
final class ZeekLog implements FlowWriter {
  private static final String[][] FIELDS = {
    {"ts", "time"},
    {"uid", "string"},
    {"id.orig_h", "addr"},
    {"id.orig_p", "port"},
    {"id.resp_h", "addr"},
    {"id.resp_p", "port"},
    {"proto", "enum"},
    {"service", "string"},
    {"duration", "interval"},
    {"orig_bytes", "count"},
    {"resp_bytes", "count"},
    {"conn_state", "string"},
    {"local_orig", "bool"},
    {"local_resp", "bool"},
    {"missed_bytes", "count"},
    {"history", "string"},
    {"orig_pkts", "count"},
    {"orig_ip_bytes", "count"},
    {"resp_pkts", "count"},
    {"resp_ip_bytes", "count"},
    {"tunnel_parents", "set[string]"},
    {"ip_proto", "count"},
    {"community_id", "string"},
    {"tw_service", "string"},
    {"tw_verdict", "string"},
    {"tw_rule", "string"},
    {"tw_findings", "set[string]"},
  };
  private static final String UNSET = "-";
  private static final String EMPTY = "(empty)";
  private static final String HEX = "0123456789abcdef";
  private static final DateTimeFormatter HEADER_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd-HH-mm-ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final OutputStream out;
  private final StringBuilder line = new StringBuilder(512);
  private Instant latest = Instant.EPOCH;
  private boolean begun;

  ZeekLog(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(FlowCells flow) throws IOException {
    Instant first = flow.first();
    begin(first);
    Instant last = flow.last();
    latest = last.isAfter(latest) ? last : latest;
    time(first).append('\t').append(flow.textOnce("flow_id"));
    endpoints(flow);
    field(service(flow.text("payload_protocol"), flow.text("protocol")));
    line.append('\t').append(micros(flow.textOnce("duration_s")));
    line.append('\t').append(flow.number("client_payload_bytes"));
    line.append('\t').append(flow.number("server_payload_bytes"));
    field(state(flow));
    field(local(flow.text("client_zone")));
    field(local(flow.text("server_zone")));
    field("");
    field(flow.text("tcp_history"));
    line.append('\t').append(flow.number("client_packets")).append('\t').append(UNSET);
    line.append('\t').append(flow.number("server_packets")).append('\t').append(UNSET);
    set(flow.text("tunnel").isEmpty() ? "" : flow.text("parent_flow"));
    field(flow.protocol() < 0 ? "" : Integer.toString(flow.protocol()));
    field(flow.textOnce("community_id"));
    field(flow.text("service"));
    field(flow.text("verdict"));
    field(flow.text("rule"));
    set(flow.text("findings"));
    endLine();
  }

  private void begin(Instant time) throws IOException {
    if (begun) {
      return;
    }
    begun = true;
    latest = time;
    line.append("#separator \\x09\n#set_separator\t,\n#empty_field\t").append(EMPTY);
    line.append("\n#unset_field\t").append(UNSET).append("\n#path\tconn\n#open\t");
    line.append(HEADER_TIME.format(time)).append("\n#fields");
    for (String[] field : FIELDS) {
      line.append('\t').append(field[0]);
    }
    line.append("\n#types");
    for (String[] field : FIELDS) {
      line.append('\t').append(field[1]);
    }
    endLine();
  }

  private void endpoints(FlowCells flow) {
    line.append('\t')
        .append(flow.text("client_ip"))
        .append('\t')
        .append(flow.number("client_port"));
    line.append('\t')
        .append(flow.text("server_ip"))
        .append('\t')
        .append(flow.number("server_port"));
    String protocol = flow.text("protocol");
    boolean known = protocol.equals("tcp") || protocol.equals("udp");
    line.append('\t').append(known ? protocol : flow.isIcmp() ? "icmp" : "unknown_transport");
  }

  /** What Zeek calls a protocol that we recognised. */
  private static String service(String payloadProtocol, String transport) {
    return switch (payloadProtocol) {
      case "tls" -> "ssl";
      case "kerberos" -> transport.equals("tcp") ? "krb_tcp" : "krb";
      case "ldap" -> "ldap_tcp";
      case "smb1", "smb2" -> "smb";
      case "dcerpc" -> "dce_rpc";
      case "cldap" -> "ldap_udp";
      case "http2", "winrm" -> "http";
      default -> payloadProtocol;
    };
  }

  /** Zeek's conn_state: ours for TCP; for UDP by who spoke. */
  private static String state(FlowCells flow) {
    if (!flow.text("protocol").equals("udp")) {
      return flow.text("protocol").equals("tcp") ? flow.text("tcp_state") : "OTH";
    }
    boolean client = flow.number("client_packets") > 0;
    boolean server = flow.number("server_packets") > 0;
    return client ? (server ? "SF" : "S0") : server ? "SHR" : "OTH";
  }

  private static String local(String zone) {
    return zone.equals("internal") ? "T" : zone.equals("external") ? "F" : "";
  }

  /** Seconds since 1970 with six decimals, as Zeek has them. */
  private StringBuilder time(Instant time) {
    long micros =
        Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1000);
    String digits = Long.toString(Math.abs(micros));
    digits = "0".repeat(Math.max(0, 7 - digits.length())) + digits;
    int point = digits.length() - 6;
    line.append(micros < 0 ? "-" : "").append(digits, 0, point).append('.');
    return line.append(digits, point, digits.length());
  }

  private static String micros(String seconds) {
    int point = seconds.indexOf('.');
    return point < 0 ? UNSET : seconds.substring(0, Math.min(seconds.length(), point + 7));
  }

  /** A text; empty is unset. */
  private void field(String text) {
    line.append('\t');
    if (text.isEmpty()) {
      line.append(UNSET);
    } else {
      escaped(text, false);
    }
  }

  /** Words, separated by spaces in our reports. */
  private void set(String words) {
    line.append('\t');
    if (words.isEmpty()) {
      line.append(UNSET);
      return;
    }
    String separator = "";
    for (String word : words.split(" ", -1)) {
      line.append(separator);
      escaped(word, true);
      separator = ",";
    }
  }

  private void escaped(String text, boolean inSet) {
    boolean reserved = text.equals(UNSET) || text.equals(EMPTY);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      byte b = bytes[i];
      boolean plain = b >= ' ' && b < 0x7F && b != '\\' && !(inSet && b == ',');
      if (plain && !(reserved && i == 0)) {
        line.append((char) b);
      } else {
        line.append("\\x").append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
      }
    }
  }

  private void endLine() throws IOException {
    line.append('\n');
    out.write(line.toString().getBytes(StandardCharsets.US_ASCII));
    line.setLength(0);
  }

  @Override
  public void finish() throws IOException {
    begin(Instant.EPOCH);
    line.append("#close\t").append(HEADER_TIME.format(latest));
    endLine();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
