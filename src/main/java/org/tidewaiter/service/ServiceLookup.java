package org.tidewaiter.service;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.tidewaiter.rules.Suggestion;

/**
 * Answers what a port is for, and which ports a service needs, from every layer, in lines for
 * people.
 */
public final class ServiceLookup {
  private static final int PORTS = 65_536;
  private static final Transport[] WITH_PORTS = {Transport.TCP, Transport.UDP, Transport.SCTP};

  private final ServiceTable table;
  private final List<String> lines = new ArrayList<>();

  private ServiceLookup(ServiceTable table) {
    this.table = table;
  }

  /**
   * Looks something up.
   *
   * @param query a port ({@code 135}, {@code 135/tcp}, {@code tcp/135}), a service id, the name of
   *     a protocol or Windows system service or a part of it, or a name of the registry
   * @return what is known, at least one line
   */
  public static List<String> lines(ServiceTable table, String query) {
    ServiceLookup lookup = new ServiceLookup(table);
    lookup.look(query.trim());
    return lookup.lines;
  }

  private void look(String query) {
    String[] parts = query.split("/", 2);
    boolean portFirst = !parts[0].isEmpty() && Character.isDigit(parts[0].charAt(0));
    String port = portFirst || parts.length == 1 ? parts[0] : parts[1];
    String transport = parts.length == 1 ? "" : portFirst ? parts[1] : parts[0];
    if (port.length() <= 5 && !port.isEmpty() && port.chars().allMatch(Character::isDigit)) {
      lookPort(Integer.parseInt(port), transport.toLowerCase(Locale.ROOT));
    } else {
      lookName(query);
    }
  }

  private void lookPort(int port, String transport) {
    if (port >= PORTS) {
      lines.add(port + " is no port; ports end at 65535");
      return;
    }
    if (transport.equals("ip")) {
      lookIpProtocol(port);
      return;
    }
    for (Transport known : WITH_PORTS) {
      if (transport.isEmpty() || transport.equals(known.label())) {
        lookPort(port, known, !transport.isEmpty() || known != Transport.SCTP);
      }
    }
    if (lines.isEmpty()) {
      lines.add("'" + transport + "' is not tcp, udp, sctp or ip");
      return;
    }
    for (PortRange range : PortRange.values()) {
      if (range.contains(port)) {
        lines.add(
            port
                + " lies in "
                + range.first()
                + "-"
                + range.last()
                + ", "
                + range.description()
                + ": as a client's port it says nothing");
      }
    }
  }

  private void lookPort(int port, Transport transport, boolean evenIfUnknown) {
    String registered = table.registeredName(transport.ipProtocol(), port);
    int number = table.serviceAt(transport.ipProtocol(), port);
    List<ServiceRow> rows = new ArrayList<>();
    for (ServiceRow row : table.rows()) {
      if (row.transport() == transport && row.port() == port && row.portEnd() == port) {
        rows.add(row);
      }
    }
    if (number == 0 && registered.isEmpty() && rows.isEmpty() && !evenIfUnknown) {
      return;
    }
    lines.add(
        port
            + "/"
            + transport.label()
            + "  "
            + (number == 0 ? "no service" : describe(number, owner(rows, number)))
            + " · IANA: "
            + (registered.isEmpty() ? "none" : registered));
    addUsers(rows, number);
  }

  private void lookIpProtocol(int protocol) {
    int number = protocol < 256 ? table.serviceAt(protocol, 0) : 0;
    boolean hasPorts = Transport.withPorts(protocol) != null;
    List<ServiceRow> rows = new ArrayList<>();
    for (ServiceRow row : table.rows()) {
      boolean same =
          row.transport() == Transport.IP
              ? row.port() == protocol
              : row.transport() == Transport.ICMP && protocol == Transport.ICMP.ipProtocol();
      if (same) {
        rows.add(row);
      }
    }
    lines.add(
        "ip protocol "
            + protocol
            + "  "
            + (number == 0 || hasPorts ? "no service" : describe(number, owner(rows, number))));
    addUsers(rows, number);
  }

  /** The row that gives a port to its service. */
  private ServiceRow owner(List<ServiceRow> rows, int number) {
    ServiceRow owner = null;
    for (ServiceRow row : rows) {
      boolean owns =
          row.systemService().isEmpty() && row.service().equals(table.service(number).id());
      if (owns && (owner == null || row.layer().compareTo(owner.layer()) < 0)) {
        owner = row;
      }
    }
    return owner;
  }

  private String describe(int number, ServiceRow owner) {
    String id = table.service(number).id();
    return owner == null ? id : id + "  " + owner.name() + " (" + layerWord(owner.layer()) + ")";
  }

  private static String layerWord(Layer layer) {
    return layer == Layer.DE_FACTO ? "de facto" : layer.label();
  }

  /** Lists the notes of a port, other services that want it, and the Windows services using it. */
  private void addUsers(List<ServiceRow> rows, int number) {
    for (ServiceRow row : rows) {
      boolean owns = number != 0 && row.service().equals(table.service(number).id());
      if (row.systemService().isEmpty() && !owns) {
        lines.add(
            "  also " + row.service() + "  " + row.name() + " (" + layerWord(row.layer()) + ")");
      }
      if (row.systemService().isEmpty() && !row.note().isEmpty()) {
        lines.add("  note: " + row.note());
      }
    }
    for (ServiceRow row : rows) {
      if (!row.systemService().isEmpty()) {
        lines.add("  needed by " + row.systemService() + ": " + row.name() + note(row));
      }
    }
  }

  private static String note(ServiceRow row) {
    return row.note().isEmpty() ? "" : " (" + row.note() + ")";
  }

  private void lookName(String query) {
    String lower = query.toLowerCase(Locale.ROOT);
    int number = table.number(lower);
    if (number != 0) {
      addService(number);
    }
    boolean whole = addSystemServices(lower, true) || number != 0;
    if (!whole) {
      whole = addSystemServices(lower, false) | addProtocols(lower);
    }
    List<String> registered = table.registeredNames().ports(query);
    if (!registered.isEmpty()) {
      lines.add("IANA registers '" + query + "' for " + String.join(", ", registered));
    }
    if (lines.isEmpty()) {
      lines.add("nothing known of '" + query + "'" + Suggestion.didYouMean(lower, table.ids()));
    }
  }

  private void addService(int number) {
    Service service = table.service(number);
    lines.add(
        service.id()
            + "  "
            + service.name()
            + " · class "
            + (service.serviceClass().isEmpty() ? "none" : service.serviceClass())
            + " · default "
            + service.defaultVerdict().label()
            + " · "
            + service.location());
    for (ServiceRow row : table.rows()) {
      if (row.service().equals(service.id()) && row.systemService().isEmpty()) {
        lines.add("  " + row.portText() + "  " + row.name() + origin(row) + note(row));
      }
    }
    Set<String> users = new LinkedHashSet<>();
    for (ServiceRow row : table.rows()) {
      if (row.service().equals(service.id()) && !row.systemService().isEmpty()) {
        users.add(row.systemService());
      }
    }
    for (String user : users) {
      lines.add("  needed by " + user);
    }
  }

  private static String origin(ServiceRow row) {
    String reference = row.reference().isEmpty() ? "" : ": " + row.reference();
    return " (" + layerWord(row.layer()) + reference + ")";
  }

  /** Lists the ports of Windows system services whose name the query is, or is a part of. */
  private boolean addSystemServices(String lower, boolean whole) {
    Set<String> found = new LinkedHashSet<>();
    for (ServiceRow row : table.rows()) {
      String name = row.systemService().toLowerCase(Locale.ROOT);
      int parenthesis = name.indexOf(" (");
      boolean matches =
          !name.isEmpty()
              && (whole
                  ? name.equals(lower)
                      || name.contains("(" + lower + ")")
                      || (parenthesis > 0 && name.substring(0, parenthesis).equals(lower))
                  : name.contains(lower));
      if (matches) {
        found.add(row.systemService());
      }
    }
    for (String systemService : found) {
      lines.add(systemService + " needs");
      for (ServiceRow row : table.rows()) {
        if (row.systemService().equals(systemService)) {
          lines.add("  " + row.portText() + "  " + row.service() + "  " + row.name() + note(row));
        }
      }
    }
    return !found.isEmpty();
  }

  /** Lists the services with a protocol name that the query is a part of. */
  private boolean addProtocols(String lower) {
    Set<String> found = new LinkedHashSet<>();
    for (ServiceRow row : table.rows()) {
      if (row.name().toLowerCase(Locale.ROOT).contains(lower) || row.service().contains(lower)) {
        found.add(row.service());
      }
    }
    for (String id : found) {
      addService(table.number(id));
    }
    return !found.isEmpty();
  }
}
