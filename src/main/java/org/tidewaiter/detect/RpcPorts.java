package org.tidewaiter.detect;

import org.tidewaiter.flow.FlowJudgement;
import org.tidewaiter.flow.FlowTable;
import org.tidewaiter.payload.observation.EndpointMapping;
import org.tidewaiter.payload.observation.RpcBind;
import org.tidewaiter.payload.observation.RpcBindAck;

/** Which ports the endpoint mapper announces for RPC, and which are used without. */
final class RpcPorts {
  /** Most announced ports remembered. */
  static final int MAX_ANNOUNCED = 65_536;

  // The dynamic range of Windows 2000, XP and 2003 (KB 832017).
  private static final int FIRST_OLD_PORT = 1025;
  private static final int LAST_OLD_PORT = 5000;
  private static final int FIRST_USER_PORT = 1024;
  private static final int DFSR_PORT = 5722;

  /** A port of a host. */
  private record Endpoint(Address address, int port) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Endpoint that && port == that.port && address.equals(that.address);
    }

    @Override
    public int hashCode() {
      return 31 * address.hashCode() + port;
    }
  }

  private final Sightings sightings;
  private final FlowFacts flow;
  private final int mapper;
  private final int dynamic;
  private final int dfsr;
  private final Memory<Endpoint, Boolean> announced;

  RpcPorts(Sightings sightings) {
    this.sightings = sightings;
    this.flow = sightings.flow;
    mapper = sightings.service("rpc-epm");
    dynamic = sightings.service("rpc-dynamic");
    dfsr = sightings.service("dfsr");
    announced = new Memory<>(MAX_ANNOUNCED, sightings.counters);
  }

  private boolean hasService(int port) {
    return sightings.rules.services().serviceAt(FlowTable.TCP, port) != 0;
  }

  void mapped(EndpointMapping mapping) {
    if (mapping.transport() != FlowTable.TCP) {
      return;
    }
    Address named = new Address(mapping.addressHigh(), mapping.addressLow());
    boolean namesNone = named.high() == 0 && named.low() == 0;
    Address host = namesNone ? sightings.server() : named;
    announced.put(new Endpoint(host, mapping.port()), Boolean.TRUE);
    boolean old = mapping.port() >= FIRST_OLD_PORT && mapping.port() <= LAST_OLD_PORT;
    if (!old || hasService(mapping.port())) {
      return;
    }
    int finding = sightings.ofServer(Detection.RPC_LEGACY_DYNAMIC_RANGE, mapper);
    sightings.findings.note(
        finding,
        "It announced port "
            + mapping.port()
            + " for interface "
            + KmsTraffic.named(mapping.interfaceId()));
  }

  void bound(RpcBind bind) {
    if (flow.serverPort < FIRST_USER_PORT
        || hasService(flow.serverPort)
        || FlowJudgement.announcedService(flow.words, flow.at) != 0
        || announced.get(new Endpoint(sightings.server(), flow.serverPort)) != null) {
      return;
    }
    int finding = sightings.ofServer(Detection.RPC_DYNAMIC_UNANNOUNCED, dynamic);
    sightings.findings.note(finding, "The bind asks for " + KmsTraffic.interfaces(bind));
  }

  void acknowledged(RpcBindAck answer) {
    if (flow.serverPort == DFSR_PORT && answer.kind() == RpcBindAck.Kind.ACK) {
      sightings.ofServer(Detection.DFSR_5722, dfsr);
    }
  }
}
