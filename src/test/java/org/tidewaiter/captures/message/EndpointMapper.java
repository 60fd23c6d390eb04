package org.tidewaiter.captures.message;

import org.tidewaiter.captures.frame.Address;
import org.tidewaiter.captures.frame.Bytes;

/** The RPC endpoint mapper: where is an interface? (C706 appendix O, operation {@code ept_map}). */
public final class EndpointMapper {
  /** The mapper's own interface, version 3.0. */
  public static final String INTERFACE = "e1af8308-5d1f-11c9-91a4-08002b14a0fa";

  /** Number of the operation {@code ept_map}. */
  public static final int MAP = 3;

  private EndpointMapper() {}

  /** Asks over TCP for the endpoint of an interface. */
  public static byte[] mapRequest(String interfaceUuid, int version) {
    byte[] tower = tower(interfaceUuid, version, 135, "0.0.0.0");
    Bytes stub = new Bytes().le32(1).zeros(16).le32(2).le32(tower.length).le32(tower.length);
    return stub.add(tower).align(4).zeros(20).le32(4).toArray();
  }

  /** The answer: it listens there. */
  public static byte[] mapResponse(String interfaceUuid, int version, int port, String ip) {
    byte[] tower = tower(interfaceUuid, version, port, ip);
    Bytes stub = new Bytes().zeros(20).le32(1).le32(4).le32(0).le32(1).le32(3);
    stub.le32(tower.length).le32(tower.length).add(tower).align(4);
    return stub.le32(0).toArray();
  }

  /** Five floors: interface, NDR, connection-oriented RPC, TCP port, IP address. */
  private static byte[] tower(String interfaceUuid, int version, int port, String ip) {
    Bytes tower = new Bytes().le16(5);
    floor(tower, 0x0d, new Bytes().add(DceRpc.uuid(interfaceUuid)).le16(version), 2, 0);
    floor(tower, 0x0d, new Bytes().add(DceRpc.uuid(DceRpc.NDR)).le16(2), 2, 0);
    floor(tower, 0x0b, new Bytes(), 2, 0);
    floor(tower, 0x07, new Bytes(), 2, port);
    return tower.le16(1).u8(0x09).le16(4).add(Address.ip(ip)).toArray();
  }

  private static void floor(Bytes tower, int protocol, Bytes left, int rightBytes, int right) {
    tower.le16(1 + left.size()).u8(protocol).add(left.toArray());
    tower.le16(rightBytes).u16(right);
  }
}
