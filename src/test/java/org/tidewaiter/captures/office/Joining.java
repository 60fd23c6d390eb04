package org.tidewaiter.captures.office;

import static org.tidewaiter.captures.office.Office.DC;
import static org.tidewaiter.captures.office.Office.DOMAIN;
import static org.tidewaiter.captures.office.Office.GATEWAY;

import org.tidewaiter.captures.frame.Arp;
import org.tidewaiter.captures.frame.Ethernet;
import org.tidewaiter.captures.frame.Frame;
import org.tidewaiter.captures.message.Dhcp;
import org.tidewaiter.captures.talk.Host;

/** How a host comes to its address and finds its neighbours: DHCP and ARP. */
final class Joining {
  private static final Host EVERYBODY = Host.broadcast("255.255.255.255");
  private static final String NOBODY = "0.0.0.0";

  private final Office office;

  Joining(Office office) {
    this.office = office;
  }

  /** A host that has just been switched on: discover, offer, request, ack, then ARP probes. */
  double freshLease(double at, Host host) {
    long xid = office.random().nextInt() & 0xffffffffL;
    String mac = host.mac();
    byte[] discover =
        Dhcp.request(Dhcp.DISCOVER, xid, mac)
            .address(50, host.ip())
            .windowsClient(host.name())
            .toByteArray();
    byte[] request =
        Dhcp.request(Dhcp.REQUEST, xid, mac)
            .address(50, host.ip())
            .address(54, DC.ip())
            .windowsClient(host.name())
            .toByteArray();
    Host unnamed = host.withIp(NOBODY);
    office.udp(at, unnamed, 68, EVERYBODY, 67).client(discover).pause(0.0231).client(request);
    office.udp(at + 0.0204, DC, 67, host, 68).client(reply(Dhcp.OFFER, xid, host));
    office.udp(at + 0.0257, DC, 67, host, 68).client(reply(Dhcp.ACK, xid, host));
    for (int i = 0; i < 3; i++) {
      arpRequest(at + 0.061 + 0.998 * i, host, NOBODY, host.ip());
    }
    arpRequest(at + 3.06, host, host.ip(), host.ip());
    neighbours(at + 3.09, host, GATEWAY);
    return neighbours(at + 3.11, host, DC);
  }

  /** A host that renews half way: one request and its answer, unicast. */
  void renewal(double at, Host host) {
    long xid = office.random().nextInt() & 0xffffffffL;
    byte[] request =
        Dhcp.request(Dhcp.REQUEST, xid, host.mac())
            .clientIp(host.ip())
            .windowsClient(host.name())
            .toByteArray();
    office.udp(at, host, 68, DC, 67).client(request).server(reply(Dhcp.ACK, xid, host));
  }

  /** One host asks for another's hardware address. */
  double neighbours(double at, Host asking, Host asked) {
    arpRequest(at, asking, asking.ip(), asked.ip());
    double answered = at + 1e-6 * (asked.replyMicros() + office.random().nextInt(200));
    byte[] reply =
        Frame.of(
            Ethernet.between(asked.mac(), asking.mac()),
            Arp.reply(asked.mac(), asked.ip(), asking.mac(), asking.ip()));
    office.frame(answered, reply);
    return answered;
  }

  /** A host asks for an address that nobody has. */
  void arpRequest(double at, Host asking, String asFrom, String target) {
    Ethernet ethernet = Ethernet.between(asking.mac(), Ethernet.BROADCAST);
    office.frame(at, Frame.of(ethernet, Arp.request(asking.mac(), asFrom, target)));
  }

  private static byte[] reply(int type, long xid, Host host) {
    return Dhcp.reply(type, xid, host.mac(), DC.ip(), host.ip())
        .network(GATEWAY.ip(), DC.ip(), DOMAIN)
        .toByteArray();
  }
}
