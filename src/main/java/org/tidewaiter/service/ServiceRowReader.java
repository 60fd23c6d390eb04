package org.tidewaiter.service;

import java.util.List;
import org.tidewaiter.rules.Problems;
import org.tidewaiter.rules.RuleRow;
import org.tidewaiter.rules.SpreadsheetDamage;
import org.tidewaiter.rules.Suggestion;

/** Checks one row of services.csv. */
final class ServiceRowReader {
  private static final List<String> TRANSPORTS = List.of("tcp", "udp", "sctp", "icmp", "ip");
  private static final List<String> DEFAULTS = List.of("open", "closed", "legacy");
  private static final List<String> LAYERS = List.of("windows", "de-facto", "iana");
  private static final int NO_NUMBER = -2;

  private ServiceRowReader() {}

  /** The row, or null where it cannot be used; what is wrong is told. */
  static ServiceRow read(RuleRow row, Problems problems) {
    int errorsBefore = problems.errors();
    String service = row.cell(ServiceReader.SERVICE);
    if (!isId(service)) {
      problems.error(
          row,
          service.isEmpty()
              ? "the service column is empty; every row names its service"
              : "'"
                  + service
                  + "' is no service id; ids are lower-case letters, digits, '-' and '.'");
    }
    Transport transport = transport(row, problems);
    int port = transport == null ? NO_NUMBER : port(row, ServiceReader.PORT, transport, problems);
    int portEnd =
        transport == null ? NO_NUMBER : port(row, ServiceReader.PORT_END, transport, problems);
    portEnd = portEnd < 0 ? port : portEnd;
    if (port != NO_NUMBER && portEnd < port) {
      problems.error(
          row, "port_end " + portEnd + " is below port " + port + "; write the smaller first");
    }
    if (port >= 0
        && portEnd > port
        && !row.shipped()
        && row.cell(ServiceReader.SYSTEM_SERVICE).isEmpty()) {
      problems.warning(row, "a range names no port; write a row for each port to be named");
    }
    String source = row.cell(ServiceReader.SOURCE);
    int colon = source.indexOf(':');
    Layer layer = layer(row, colon < 0 ? source : source.substring(0, colon), problems);
    if (problems.errors() > errorsBefore) {
      return null;
    }
    String name = row.cell(ServiceReader.NAME);
    return new ServiceRow(
        row,
        service,
        transport,
        port,
        portEnd,
        name.isEmpty() ? service : name,
        row.cell(ServiceReader.REGISTERED_NAME),
        row.cell(ServiceReader.SYSTEM_SERVICE),
        layer,
        row.shipped() ? source.substring(colon + 1).trim() : source,
        row.cell(ServiceReader.NOTE));
  }

  private static Transport transport(RuleRow row, Problems problems) {
    String cell = row.cell(ServiceReader.TRANSPORT);
    Transport transport = Transport.ofLabel(cell);
    if (transport == null) {
      problems.error(
          row,
          "transport '"
              + cell
              + "' is not tcp, udp, sctp, icmp or ip"
              + Suggestion.didYouMean(cell, TRANSPORTS));
    }
    return transport;
  }

  /** A port; -1 where the row has none, {@link #NO_NUMBER} where it has an unusable one. */
  private static int port(RuleRow row, int column, Transport transport, Problems problems) {
    String cell = row.cell(column);
    if (cell.isEmpty()) {
      if (transport != Transport.ICMP && column == ServiceReader.PORT) {
        problems.error(
            row,
            transport == Transport.IP
                ? "the port column is empty; write the IP protocol number"
                : "the port column is empty; write a number from 1 to 65535");
        return NO_NUMBER;
      }
      return -1;
    }
    int limit = transport.hasPorts() ? 65_535 : 255;
    int number = number(cell);
    if (number > limit || number < (transport.hasPorts() ? 1 : 0)) {
      String damage = SpreadsheetDamage.ofNumber(cell);
      problems.error(
          row,
          ServiceReader.COLUMNS.name(column)
              + " '"
              + cell
              + "' "
              + (damage != null
                  ? damage
                  : "is no whole number from " + (transport.hasPorts() ? 1 : 0) + " to " + limit));
      return NO_NUMBER;
    }
    return number;
  }

  /** The number that a cell of digits means, or -1. */
  private static int number(String cell) {
    if (cell.length() > 9) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + c - '0';
    }
    return number;
  }

  private static Layer layer(RuleRow row, String label, Problems problems) {
    if (!row.shipped()) {
      return Layer.SITE;
    }
    switch (label) {
      case "windows":
        return Layer.WINDOWS;
      case "de-facto":
        return Layer.DE_FACTO;
      case "iana":
        return Layer.IANA;
      default:
        problems.error(
            row,
            "source '"
                + label
                + "' is not windows, de-facto or iana"
                + Suggestion.didYouMean(label, LAYERS));
        return null;
    }
  }

  /** The default that a row gives its service, or null where its cell is empty or wrong. */
  static DefaultVerdict defaultVerdict(RuleRow row, Problems problems) {
    String cell = row.cell(ServiceReader.DEFAULT);
    switch (cell) {
      case "":
        return null;
      case "open":
        return DefaultVerdict.OPEN;
      case "closed":
        return DefaultVerdict.CLOSED;
      case "legacy":
        return DefaultVerdict.LEGACY;
      default:
        problems.error(
            row,
            "default '"
                + cell
                + "' is not open, closed or legacy"
                + Suggestion.didYouMean(cell, DEFAULTS));
        return null;
    }
  }

  private static boolean isId(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (!letterOrDigit && (i == 0 || (c != '-' && c != '.'))) {
        return false;
      }
    }
    return !text.isEmpty() && !text.equals("any");
  }
}
