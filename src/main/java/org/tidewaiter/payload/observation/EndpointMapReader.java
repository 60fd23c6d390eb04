package org.tidewaiter.payload.observation;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Reads the towers of an ept_map response (C706 appendices I, L and O).
 *
 * <pre>
 *  stub:  entry handle (20) | towers (4) | max count, offset, actual count | referents
 *  tower: max count | length (4) | floors (2) | floors … | padding
 *  floor: left length (2) | protocol id (1) and more | right length (2) | data
 * </pre>
 *
 * <p>Counts and referents have 4 bytes in NDR and 8 in NDR64, which recent systems agree on; a
 * response does not say which it is, but only one of them fits.
 *
 * <p>Floor 1 is the interface, 2 the transfer syntax, 3 the RPC protocol, 4 the port, 5 the
 * address.
 */
final class EndpointMapReader {
  /** Towers read of one answer; Windows asks for four. */
  static final int MAX_TOWERS = 64;

  private static final int ENTRY_HANDLE_LENGTH = 20;
  private static final int UUID_FLOOR = 0x0d;
  private static final int TCP_FLOOR = 0x07;
  private static final int UDP_FLOOR = 0x08;
  private static final int IP_FLOOR = 0x09;
  private static final int TCP = 6;
  private static final int UDP = 17;

  private EndpointMapReader() {}

  /** Adds the mappings if the stub is an ept_map answer; false if one is, but goes on elsewhere. */
  static boolean read(RpcReader.Pdu pdu, Cursor body, List<Observation> found) {
    int stubStart = body.index;
    Cursor stub = body.copy();
    int towers = towerCount(stub, stubStart, false);
    boolean wide = towers == 0;
    if (wide) {
      stub = body.copy();
      towers = towerCount(stub, stubStart, true);
    }
    List<Observation> mappings = new ArrayList<>();
    for (int i = 0; i < towers; i++) {
      int maxCount = stub.count(stubStart, wide);
      int length = stub.i32();
      if (length <= 0 || length != maxCount) {
        return true;
      }
      if (!stub.has(length)) {
        found.addAll(mappings);
        return pdu.whole();
      }
      Cursor tower = new Cursor(stub.bytes, stub.index, stub.index + length);
      tower.littleEndian = true;
      EndpointMapping mapping = tower(pdu, tower);
      stub.skip(length);
      if (mapping != null) {
        mappings.add(mapping);
      }
    }
    found.addAll(mappings);
    return true;
  }

  /** Reads up to the first tower: how many there are, 0 if the stub is not laid out like that. */
  private static int towerCount(Cursor stub, int stubStart, boolean wide) {
    stub.skip(ENTRY_HANDLE_LENGTH);
    int towers = stub.i32();
    int maxCount = stub.count(stubStart, wide);
    int first = stub.count(stubStart, wide);
    int actualCount = stub.count(stubStart, wide);
    boolean shaped =
        towers > 0
            && towers <= MAX_TOWERS
            && actualCount == towers
            && first == 0
            && maxCount >= actualCount;
    for (int i = 0; i < towers && shaped; i++) {
      shaped = stub.count(stubStart, wide) > 0;
    }
    return shaped && !stub.overrun() ? towers : 0;
  }

  /** The mapping of a tower to a TCP or UDP port, or null if it is another kind of tower. */
  private static EndpointMapping tower(RpcReader.Pdu pdu, Cursor tower) {
    int floors = tower.u16();
    if (floors < 4) {
      return null;
    }
    // Floor 1: id, UUID, major version | minor version.
    if (tower.u16() != 19 || tower.u8() != UUID_FLOOR) {
      return null;
    }
    UUID interfaceId = tower.uuid();
    int interfaceMajor = tower.u16();
    tower.skip(tower.u16());
    int transport = 0;
    int port = 0;
    long addressLow = 0;
    for (int floor = 2; floor <= floors && floor <= 6 && !tower.overrun(); floor++) {
      int leftLength = tower.u16();
      int protocol = tower.u8();
      tower.skip(leftLength - 1);
      int rightLength = tower.u16();
      int right = tower.index;
      tower.skip(rightLength);
      if (tower.overrun()) {
        return null;
      }
      if ((protocol == TCP_FLOOR || protocol == UDP_FLOOR) && rightLength == 2) {
        transport = protocol == TCP_FLOOR ? TCP : UDP;
        port = tower.bytes.getShort(right) & 0xffff;
      } else if (protocol == IP_FLOOR && rightLength == 4) {
        Cursor address = new Cursor(tower.bytes, right, right + 4);
        addressLow = tower.bytes.getInt(right) == 0 ? 0 : address.ipv4Low();
      }
    }
    return port == 0
        ? null
        : new EndpointMapping(
            pdu.envelope(), interfaceId, interfaceMajor, transport, 0, addressLow, port);
  }
}
