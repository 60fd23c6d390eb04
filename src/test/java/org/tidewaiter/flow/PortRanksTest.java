package org.tidewaiter.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortRanksTest {
  private static final int TCP_SERVICE = 7001;
  private static final int UDP_SERVICE = 7002;
  private static final int SCTP_SERVICE = 7003;

  private final PortRanks ranks =
      new PortRanks(services(TCP_SERVICE), services(UDP_SERVICE), services(SCTP_SERVICE));

  static byte[] services(int port) {
    byte[] services = new byte[65536];
    services[port] = 1;
    return services;
  }

  /** The first port of each line serves. */
  @ParameterizedTest
  @CsvSource({
    // Both ends of each class, system ports before user ports and so on.
    "6, 0, 5001, PORT_RANK",
    "6, 1023, 5001, PORT_RANK",
    "6, 5001, 1024, PORT_RANK",
    "6, 32767, 5000, PORT_RANK",
    "6, 1024, 32768, PORT_RANK",
    "6, 5000, 49151, PORT_RANK",
    "6, 32768, 49152, PORT_RANK",
    "6, 49151, 65535, PORT_RANK",
    "6, 1023, 1024, PORT_RANK",
    // Within a class.
    "6, 0, 1023, LOWER_PORT",
    "6, 1024, 5000, LOWER_PORT",
    "6, 5001, 32767, LOWER_PORT",
    "6, 32768, 49151, LOWER_PORT",
    "6, 49152, 65535, LOWER_PORT",
    // A service of the protocol beats the classes; one of another protocol does not.
    "6, 7001, 80, SERVICE_PORT",
    "17, 7002, 80, SERVICE_PORT",
    "132, 7003, 80, SERVICE_PORT",
    "6, 80, 7002, PORT_RANK",
    "17, 80, 7001, PORT_RANK",
    "17, 80, 7003, PORT_RANK",
    "132, 80, 7001, PORT_RANK"
  })
  void theLowerClassServes(int protocol, int server, int client, DirectionBasis basis) {
    assertEquals(basis.ordinal(), ranks.compare(protocol, server, client));
    assertEquals(-basis.ordinal(), ranks.compare(protocol, client, server));
    assertEquals(0, ranks.compare(protocol, server, server));
  }
}
