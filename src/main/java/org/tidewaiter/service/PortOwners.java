package org.tidewaiter.service;

import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.rules.Problems;

/**
 * Decides which row owns each port: the one of the strongest layer; two of one layer are an error.
 */
final class PortOwners {
  private static final int PORTS = 65_536;

  private final ServiceRow[][] owners = new ServiceRow[Transport.values().length][];
  private final List<ServiceRow> list = new ArrayList<>(512);

  private PortOwners() {}

  static List<ServiceRow> of(List<ServiceRow> rows, Problems problems) {
    PortOwners owners = new PortOwners();
    for (Layer layer : Layer.values()) {
      for (ServiceRow row : rows) {
        if (row.layer() == layer && row.claimsPort()) {
          owners.claim(row, problems);
        }
      }
    }
    return owners.list;
  }

  private void claim(ServiceRow row, Problems problems) {
    int transport = row.transport().ordinal();
    if (owners[transport] == null) {
      owners[transport] = new ServiceRow[PORTS];
    }
    int port = row.transport() == Transport.ICMP ? 0 : row.port();
    ServiceRow owner = owners[transport][port];
    if (owner == null) {
      owners[transport][port] = row;
      list.add(row);
    } else if (owner.layer() == row.layer() && !owner.service().equals(row.service())) {
      problems.error(
          row.row(),
          row.transport().label()
              + (row.port() < 0 ? "" : "/" + row.port())
              + " already belongs to '"
              + owner.service()
              + "' (line "
              + owner.row().line()
              + ")");
    } else if (owner.layer() == row.layer() && owner.name().equals(row.name())) {
      problems.warning(row.row(), "the row says the same as line " + owner.row().line());
    }
  }
}
