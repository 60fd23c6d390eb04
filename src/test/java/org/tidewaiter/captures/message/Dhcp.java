package org.tidewaiter.captures.message;

import org.tidewaiter.captures.frame.Address;
import org.tidewaiter.captures.frame.Bytes;

/** A DHCPv4 message (RFC 2131), filled by a chain of calls. */
public final class Dhcp {
  /** Message types of option 53. */
  public static final int DISCOVER = 1, OFFER = 2, REQUEST = 3, ACK = 5, RELEASE = 7, INFORM = 8;

  private static final int SHORTEST = 300;

  private final int operation;
  private final long transaction;
  private final byte[] clientMac;
  private final Bytes options = new Bytes();
  private String clientIp = "0.0.0.0";
  private String yourIp = "0.0.0.0";
  private String nextServer = "0.0.0.0";
  private String relay = "0.0.0.0";

  private Dhcp(int operation, int type, long transaction, String clientMac) {
    this.operation = operation;
    this.transaction = transaction;
    this.clientMac = Address.mac(clientMac);
    option(53, Bytes.of(type));
  }

  /** A message from a client. */
  public static Dhcp request(int type, long transaction, String clientMac) {
    return new Dhcp(1, type, transaction, clientMac);
  }

  /** A message from the server with that identifier, granting an address for eight hours. */
  public static Dhcp reply(
      int type, long transaction, String clientMac, String server, String yourIp) {
    Dhcp reply = new Dhcp(2, type, transaction, clientMac);
    reply.yourIp = yourIp;
    return reply.address(54, server).option(51, new Bytes().u32(28800).toArray());
  }

  /** The address that the client has already. */
  public Dhcp clientIp(String ip) {
    clientIp = ip;
    return this;
  }

  /** The server to boot from. */
  public Dhcp nextServer(String ip) {
    nextServer = ip;
    return this;
  }

  /** The relay agent that the message went through. */
  public Dhcp relay(String ip) {
    relay = ip;
    return this;
  }

  /** An option that holds one address. */
  public Dhcp address(int code, String ip) {
    return option(code, Address.ip(ip));
  }

  /** An option that holds text. */
  public Dhcp text(int code, String text) {
    return option(code, Bytes.ofText(text));
  }

  /** Any option. */
  public Dhcp option(int code, byte[] value) {
    options.u8(code).u8(value.length).add(value);
    return this;
  }

  /** What Windows clients add: their identifier, name, vendor and the list of what they ask for. */
  public Dhcp windowsClient(String hostName) {
    option(61, new Bytes().u8(1).add(clientMac).toArray());
    text(12, hostName).text(60, "MSFT 5.0");
    return option(55, Bytes.of(1, 3, 6, 15, 31, 33, 43, 44, 46, 47, 119, 121, 249, 252));
  }

  /** What servers add for a network with a /24 mask. */
  public Dhcp network(String router, String nameServer, String domain) {
    address(1, "255.255.255.0").address(3, router).address(6, nameServer);
    return text(15, domain);
  }

  /** The message, padded to the 300 bytes of the shortest BOOTP message. */
  public byte[] toByteArray() {
    Bytes bytes = new Bytes().u8(operation).u8(1).u8(6).u8(0).u32(transaction).u16(0).u16(0);
    bytes.add(Address.ip(clientIp)).add(Address.ip(yourIp));
    bytes.add(Address.ip(nextServer)).add(Address.ip(relay));
    bytes.add(clientMac).zeros(10 + 64 + 128).u32(0x63825363L).add(options.toArray()).u8(255);
    return bytes.zeros(Math.max(0, SHORTEST - bytes.size())).toArray();
  }
}
