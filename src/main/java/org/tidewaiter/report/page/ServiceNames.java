package org.tidewaiter.report.page;

import org.tidewaiter.payload.PayloadProtocol;
import org.tidewaiter.service.ServiceSource;
import org.tidewaiter.service.ServiceTable;

/** The names that the page calls services by, found by the numbers of a row in memory. */
final class ServiceNames {
  private static final int PORTS = 1 << 16;
  private static final int REGISTRY = ServiceSource.IANA.ordinal();

  private final ServiceTable table;
  private final PageBuilder builder;
  private final ServiceName[] byService;
  private final ServiceName[] byPayload = new ServiceName[PayloadProtocol.values().length];
  private final ServiceName[][] byPort = new ServiceName[256][];

  ServiceNames(ServiceTable table, PageBuilder builder) {
    this.table = table;
    this.builder = builder;
    byService = new ServiceName[table.count() + 1];
  }

  /**
   * The service's name, else the registry's for its port where that is all that is known, else what
   * its content is, else nothing: as {@code flows.csv} and {@code services.csv} have it.
   *
   * @param port -1 where there is none
   */
  ServiceName of(int service, int source, int payload, int protocol, int port) {
    if (service != 0) {
      if (byService[service] == null) {
        byService[service] = name(table.service(service).id());
      }
      return byService[service];
    }
    if (source == REGISTRY && port >= 0) {
      ServiceName registered = registered(protocol, port);
      if (!registered.text.isEmpty()) {
        return registered;
      }
    }
    if (byPayload[payload] == null) {
      byPayload[payload] = name(Words.service("", PayloadProtocol.ofOrdinal(payload).id()));
    }
    return byPayload[payload];
  }

  private ServiceName registered(int protocol, int port) {
    if (byPort[protocol] == null) {
      byPort[protocol] = new ServiceName[PORTS];
    }
    ServiceName name = byPort[protocol][port];
    if (name == null) {
      name = name(table.registeredName(protocol, port));
      byPort[protocol][port] = name;
    }
    return name;
  }

  private ServiceName name(String text) {
    return new ServiceName(text, builder.bytesOf(text));
  }
}
