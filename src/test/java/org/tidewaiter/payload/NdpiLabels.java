package org.tidewaiter.payload;

import static java.util.Map.entry;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the flow labels that nDPI's own tests expect, and says which of ours they mean. */
final class NdpiLabels {
  private static final Pattern FLOW =
      Pattern.compile(
          "^\\t\\d+\\t(TCP|UDP) (\\S+):(\\d+) (?:<->|->) (\\S+):(\\d+) .*?proto: [\\d.]+/([^\\]]+)\\].*");

  private static final Pattern TWO_GAPS = Pattern.compile("::[0-9a-f:]*::");
  private static final int TCP = 6;
  private static final int UDP = 17;

  /** nDPI's name up to the dot, and the ids of ours that agree with it. */
  private static final Map<String, Set<String>> SAME =
      Map.ofEntries(
          entry("DNS", Set.of("dns")),
          entry("LLMNR", Set.of("dns")),
          entry("MDNS", Set.of("dns")),
          entry("TLS", Set.of("tls")),
          entry("DTLS", Set.of("dtls")),
          entry("QUIC", Set.of("quic")),
          entry("HTTP", Set.of("http", "http2", "winrm")),
          entry("DHCP", Set.of("dhcp")),
          entry("DHCPV6", Set.of("dhcpv6")),
          entry("MSRPC", Set.of("dcerpc")),
          entry("Kerberos", Set.of("kerberos")),
          entry("LDAP", Set.of("ldap", "cldap")),
          entry("SSDP", Set.of("ssdp")),
          entry("BitTorrent", Set.of("bittorrent")),
          entry("STUN", Set.of("stun")),
          entry("SSH", Set.of("ssh")),
          entry("NTP", Set.of("ntp")),
          entry("MQTT", Set.of("mqtt")),
          entry("AMQP", Set.of("amqp")),
          entry("FTP_CONTROL", Set.of("ftp")),
          entry("TFTP", Set.of("tftp")),
          entry("VNC", Set.of("vnc")),
          entry("OpenVPN", Set.of("openvpn")),
          entry("WireGuard", Set.of("wireguard")),
          entry("PostgreSQL", Set.of("postgresql")),
          entry("MySQL", Set.of("mysql")),
          entry("Memcached", Set.of("memcached")),
          entry("SMTP", Set.of("smtp")),
          entry("POP3", Set.of("pop3")),
          entry("IMAP", Set.of("imap")),
          entry("IMAPS", Set.of("imap")),
          entry("RTP", Set.of("rtp", "rtcp")),
          entry("RDP", Set.of("rdp")),
          entry("SIP", Set.of("sip")),
          entry("SNMP", Set.of("snmp")),
          entry("Telnet", Set.of("telnet")),
          entry("SMBv1", Set.of("smb1", "nbdgm")),
          entry("SMBv23", Set.of("smb2", "smb1")),
          entry("NetBIOS", Set.of("nbns", "nbdgm", "netbios-session", "smb1", "smb2")));

  private NdpiLabels() {}

  /** Ids that agree with a label, empty if it is of no protocol that is recognised here. */
  static Set<String> idsOf(String label) {
    int dot = label.indexOf('.');
    return SAME.getOrDefault(dot < 0 ? label : label.substring(0, dot), Set.of());
  }

  /** Label by flow. */
  static Map<CorpusFlows.Key, String> read(Path file) throws IOException {
    Map<CorpusFlows.Key, String> labels = new HashMap<>();
    for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
      Matcher flow = FLOW.matcher(line);
      // nDPI prints some IPv6 addresses with two gaps.
      if (flow.matches() && !line.contains("Match by port") && !TWO_GAPS.matcher(line).find()) {
        labels.put(
            key(
                flow.group(1).equals("TCP") ? TCP : UDP,
                address(flow.group(2)),
                Integer.parseInt(flow.group(3)),
                address(flow.group(4)),
                Integer.parseInt(flow.group(5))),
            flow.group(6));
      }
    }
    return labels;
  }

  private static CorpusFlows.Key key(
      int protocol, long[] one, int onePort, long[] other, int otherPort) {
    int order = Long.compareUnsigned(one[0], other[0]);
    order = order != 0 ? order : Long.compareUnsigned(one[1], other[1]);
    order = order != 0 ? order : Integer.compare(onePort, otherPort);
    return order <= 0
        ? new CorpusFlows.Key(
            protocol, one[0], one[1], other[0], other[1], onePort << 16 | otherPort)
        : new CorpusFlows.Key(
            protocol, other[0], other[1], one[0], one[1], otherPort << 16 | onePort);
  }

  private static long[] address(String text) throws IOException {
    String numeric = text.startsWith("[") ? text.substring(1, text.length() - 1) : text;
    ByteBuffer bytes = ByteBuffer.wrap(InetAddress.getByName(numeric).getAddress());
    return bytes.capacity() == 4
        ? new long[] {0, 0xffff_0000_0000L | bytes.getInt(0) & 0xffff_ffffL}
        : new long[] {bytes.getLong(0), bytes.getLong(8)};
  }
}
