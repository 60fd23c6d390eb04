package org.tidewaiter.captures.theme;

import org.tidewaiter.captures.file.Pcap;
import org.tidewaiter.captures.message.DceRpc;
import org.tidewaiter.captures.message.EndpointMapper;
import org.tidewaiter.captures.talk.Host;
import org.tidewaiter.captures.talk.Trace;

/**
 * A client asks the endpoint mapper on tcp/135 where the directory replication interface listens
 * and goes there (49667); an old server announces a port of the range before Windows Vista (1026);
 * and somebody binds at a port that nobody announced (49670).
 */
public final class RpcEndpointMapper {
  /** Directory replication, [MS-DRSR], version 4.0. */
  public static final String REPLICATION = "e3514235-4b06-11d1-ab04-00c04fc2dcd2";

  /** Service control manager, [MS-SCMR], version 2.0. */
  public static final String SERVICE_CONTROL = "367abb81-9844-35f1-ad32-98f038001003";

  private static final Host CONTROLLER = Host.windows("dc", "02:00:00:00:01:10", "10.1.0.10");
  private static final Host OLD = Host.windows("old", "02:00:00:00:01:20", "10.1.0.20");

  private final Trace trace = Lan.trace("rpc-endpoint-mapper");

  private RpcEndpointMapper() {}

  /** The capture. */
  public static byte[] toByteArray() {
    RpcEndpointMapper capture = new RpcEndpointMapper();
    capture.ask(1, 50_301, CONTROLLER, REPLICATION, 4, 49_667);
    capture.call(1.1, 50_302, CONTROLLER, REPLICATION, 4, 49_667);
    capture.ask(20, 50_303, OLD, SERVICE_CONTROL, 2, 1026);
    capture.call(20.1, 50_304, OLD, SERVICE_CONTROL, 2, 1026);
    capture.call(40, 50_305, CONTROLLER, SERVICE_CONTROL, 2, 49_670);
    return Pcap.of(capture.trace).toByteArray();
  }

  private void ask(
      double at, int clientPort, Host server, String interfaceUuid, int version, int port) {
    byte[] where = EndpointMapper.mapRequest(interfaceUuid, version);
    byte[] there = EndpointMapper.mapResponse(interfaceUuid, version, port, server.ip());
    trace
        .tcp(at, Lan.CLIENT, clientPort, server, 135)
        .handshake()
        .client(DceRpc.bind(1, EndpointMapper.INTERFACE, 3))
        .server(DceRpc.bindAck(1, 0x5a01, "135", DceRpc.ACCEPT_NDR))
        .client(DceRpc.request(1, 0, EndpointMapper.MAP, where))
        .server(DceRpc.response(1, 0, there))
        .clientCloses();
  }

  private void call(
      double at, int clientPort, Host server, String interfaceUuid, int version, int port) {
    trace
        .tcp(at, Lan.CLIENT, clientPort, server, port)
        .handshake()
        .client(DceRpc.bind(1, interfaceUuid, version))
        .server(DceRpc.bindAck(1, 0x5a02, Integer.toString(port), DceRpc.ACCEPT_NDR))
        .clientCloses();
  }
}
