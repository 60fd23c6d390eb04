package org.tidewaiter.report.page;

import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.report.page.PageModel.Client;
import org.tidewaiter.report.page.PageModel.Finding;
import org.tidewaiter.report.page.PageModel.FindingRow;

/** The Wireshark display filter that shows a finding's packets and, where it can, no others. */
final class DisplayFilter {
  /** More clients than this are not listed: the server and its port are enough. */
  static final int MAX_CLIENTS = 5;

  private DisplayFilter() {}

  /** The filter, empty where the finding names neither an address nor a port. */
  static String of(Finding finding) {
    FindingRow row = finding.row();
    List<String> parts = new ArrayList<>();
    String server = server(row.serverIp(), row.serverPort(), finding.protocols());
    if (!server.isEmpty()) {
      parts.add(server);
    }
    String clients = clients(finding.clients(), row.clients());
    if (!clients.isEmpty()) {
      parts.add(clients);
    }
    return String.join(" && ", parts);
  }

  private static String server(String ip, String port, List<String> protocols) {
    boolean hasAddress = isAddress(ip);
    if (!isPort(port)) {
      String protocol = anyOf(protocolFields(protocols));
      String address = hasAddress ? ipField(ip) + ".addr == " + ip : "";
      return address.isEmpty() || protocol.isEmpty()
          ? address + protocol
          : address + " && " + protocol;
    }
    List<String> choices = new ArrayList<>();
    for (String transport : transports(protocols)) {
      if (hasAddress) {
        String field = ipField(ip);
        choices.add(
            "(" + field + ".src == " + ip + " && " + transport + ".srcport == " + port + ")");
        choices.add(
            "(" + field + ".dst == " + ip + " && " + transport + ".dstport == " + port + ")");
      } else {
        choices.add(transport + ".port == " + port);
      }
    }
    return anyOf(choices);
  }

  private static String clients(List<Client> clients, long total) {
    if (clients.isEmpty() || clients.size() > MAX_CLIENTS || clients.size() < total) {
      return "";
    }
    List<String> choices = new ArrayList<>();
    for (Client client : clients) {
      if (!isAddress(client.ip())) {
        return "";
      }
      choices.add(ipField(client.ip()) + ".addr == " + client.ip());
    }
    return anyOf(choices);
  }

  private static List<String> transports(List<String> protocols) {
    List<String> transports = new ArrayList<>();
    for (String protocol : protocols) {
      if (protocol.equals("tcp") || protocol.equals("udp") || protocol.equals("sctp")) {
        transports.add(protocol);
      }
    }
    return transports.isEmpty() ? List.of("tcp", "udp") : transports;
  }

  private static List<String> protocolFields(List<String> protocols) {
    List<String> fields = new ArrayList<>();
    for (String protocol : protocols) {
      switch (protocol) {
        case "icmp6", "ipv6-icmp" -> fields.add("icmpv6");
        case "icmp", "igmp", "gre", "esp", "ah", "tcp", "udp", "sctp", "ospf", "pim", "vrrp" ->
            fields.add(protocol);
        default -> {
          if (isPort(protocol)) {
            fields.add("ip.proto == " + protocol);
          }
        }
      }
    }
    return fields;
  }

  private static String anyOf(List<String> choices) {
    String joined = String.join(" || ", choices);
    return choices.size() > 1 ? "(" + joined + ")" : joined;
  }

  private static String ipField(String ip) {
    return ip.indexOf(':') >= 0 ? "ipv6" : "ip";
  }

  private static boolean isAddress(String ip) {
    return !ip.isEmpty() && consistsOf(ip, "0123456789abcdefABCDEF.:") && ip.length() <= 45;
  }

  private static boolean isPort(String port) {
    return !port.isEmpty() && consistsOf(port, "0123456789") && port.length() <= 5;
  }

  private static boolean consistsOf(String text, String allowed) {
    for (int i = 0; i < text.length(); i++) {
      if (allowed.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }
}
