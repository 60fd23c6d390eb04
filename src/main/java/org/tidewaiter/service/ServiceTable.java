package org.tidewaiter.service;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tidewaiter.rules.RuleFile;

/**
 * Which service a transport and port belong to. Looking a port up reads one array element and
 * allocates nothing; everything else here is for reports.
 *
 * <p>Immutable once built, except that the registry's names are read when first asked for.
 */
public final class ServiceTable {
  private static final int PORTS = 65_536;

  /** First of the ports that today's systems hand to clients (RFC 6335 and Windows since Vista). */
  public static final int FIRST_DYNAMIC_PORT = 49_152;

  /** First of the ports that Linux hands to clients; every higher one may be a client's. */
  static final int FIRST_LINUX_DYNAMIC_PORT = 32_768;

  /** Bits of an element of the flat arrays that hold the service's number; the layer is above. */
  private static final int NUMBER_BITS = 13;

  private static final int NUMBER_MASK = (1 << NUMBER_BITS) - 1;

  /** Most services; a number takes 13 bits of an element. */
  static final int MAX_SERVICES = NUMBER_MASK;

  private static final Layer[] LAYERS = Layer.values();

  private final short[] tcp;
  private final short[] udp;
  private final short[] sctp;
  private final short[] withoutPorts;
  private final Service[] services;
  private final Map<String, Service> byId;
  private final List<ServiceRow> rows;
  private final RuleFile siteNames;
  private RegisteredNames registeredNames;

  /**
   * Made by {@link ServiceReader}.
   *
   * @param services by number; element 0 is null
   * @param owners the rows that own their port, one at most per transport and port
   * @param rows every row, for lookup
   * @param siteNames the site's own copy of the registry, or null for the shipped one
   */
  ServiceTable(
      Service[] services, List<ServiceRow> owners, List<ServiceRow> rows, RuleFile siteNames) {
    this.services = services;
    this.rows = rows;
    this.siteNames = siteNames;
    tcp = new short[PORTS];
    udp = new short[PORTS];
    sctp = new short[PORTS];
    withoutPorts = new short[256];
    byId = new HashMap<>(services.length * 2);
    for (int number = 1; number < services.length; number++) {
      byId.put(services[number].id(), services[number]);
    }
    for (ServiceRow row : owners) {
      int layer = row.layer().ordinal() << NUMBER_BITS;
      short number = (short) (layer | byId.get(row.service()).number());
      switch (row.transport()) {
        case TCP -> tcp[row.port()] = number;
        case UDP -> udp[row.port()] = number;
        case SCTP -> sctp[row.port()] = number;
        case ICMP -> withoutPorts[Transport.ICMP.ipProtocol()] = number;
        case IP -> withoutPorts[row.port()] = number;
      }
    }
  }

  /**
   * The service at a port.
   *
   * @param ipProtocol IP protocol number, 0 to 255
   * @param port port, 0 to 65535; any value for a protocol without ports
   * @return the service's number, or 0 where there is none
   */
  public int serviceAt(int ipProtocol, int port) {
    return element(ipProtocol, port) & NUMBER_MASK;
  }

  /**
   * The layer that gave a port to its service.
   *
   * @return the layer, or null where the port has no service
   */
  public Layer layerAt(int ipProtocol, int port) {
    int element = element(ipProtocol, port);
    return element == 0 ? null : LAYERS[element >>> NUMBER_BITS];
  }

  private int element(int ipProtocol, int port) {
    switch (ipProtocol) {
      case 6:
        return tcp[port];
      case 17:
      case 136: // RFC 3828: UDP-Lite shares the ports of UDP.
        return udp[port];
      case 132:
        return sctp[port];
      default:
        return withoutPorts[ipProtocol];
    }
  }

  /**
   * The service at a server's port, unless the port is as likely a temporary one: where both ports
   * lie in the dynamic range, a fixed port inside it (51515) names nothing.
   *
   * @param ipProtocol IP protocol number, 0 to 255
   * @param serverPort port of the server, 0 to 65535
   * @param clientPort port of the client, 0 to 65535
   * @return the service's number, or 0 where there is none
   */
  public int serviceOf(int ipProtocol, int serverPort, int clientPort) {
    if (serverPort >= FIRST_DYNAMIC_PORT
        && clientPort >= FIRST_DYNAMIC_PORT
        && Transport.withPorts(ipProtocol) != null) {
      return 0;
    }
    return serviceAt(ipProtocol, serverPort);
  }

  /**
   * Which ports tell the server by having a service row: 1 where they do. Ports that systems hand
   * to clients (32768 and above) never do, and a name in the registry alone does not count, because
   * half of all temporary ports have one.
   *
   * @param ipProtocol IP protocol number
   * @return 65,536 bytes, the caller's own; all 0 for a protocol without ports
   */
  public byte[] known(int ipProtocol) {
    byte[] known = new byte[PORTS];
    for (ServiceRow row : rows) {
      if (row.transport() == Transport.withPorts(ipProtocol)
          && row.claimsPort()
          && row.port() < FIRST_LINUX_DYNAMIC_PORT) {
        known[row.port()] = 1;
      }
    }
    return known;
  }

  /** Number of services; they are numbered from 1 to this. */
  public int count() {
    return services.length - 1;
  }

  /** The service of a number from 1 to {@link #count}. */
  public Service service(int number) {
    return services[number];
  }

  /** The number of the service with an id, or 0 where there is none. */
  public int number(String id) {
    Service service = byId.get(id);
    return service == null ? 0 : service.number();
  }

  /** All service ids. */
  public Iterable<String> ids() {
    return byId.keySet();
  }

  /** Every row of every layer but the registry, the shipped ones first. */
  public List<ServiceRow> rows() {
    return rows;
  }

  /**
   * IANA's name of a port.
   *
   * @param ipProtocol IP protocol number
   * @param port 0 to 65535
   * @return the name, or the empty string where the registry has none
   */
  public String registeredName(int ipProtocol, int port) {
    return registeredNames().name(ipProtocol, port);
  }

  /** The registry's names; read at the first call. */
  public synchronized RegisteredNames registeredNames() {
    if (registeredNames == null) {
      registeredNames =
          siteNames == null ? RegisteredNames.shipped() : RegisteredNames.of(siteNames.bytes());
    }
    return registeredNames;
  }
}
