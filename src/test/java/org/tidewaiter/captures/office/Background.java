package org.tidewaiter.captures.office;

import static org.tidewaiter.captures.office.Office.DOMAIN;
import static org.tidewaiter.captures.office.Office.FLAT_DOMAIN;
import static org.tidewaiter.captures.office.Office.MACBOOK;
import static org.tidewaiter.captures.office.Office.PRINTER;

import java.util.Locale;
import org.tidewaiter.captures.frame.Address;
import org.tidewaiter.captures.frame.Bytes;
import org.tidewaiter.captures.frame.Ethernet;
import org.tidewaiter.captures.frame.Frame;
import org.tidewaiter.captures.frame.Icmp;
import org.tidewaiter.captures.frame.Igmp;
import org.tidewaiter.captures.frame.Ipv4;
import org.tidewaiter.captures.frame.Ipv6;
import org.tidewaiter.captures.frame.Ipv6Extension;
import org.tidewaiter.captures.frame.Payload;
import org.tidewaiter.captures.message.Dns;
import org.tidewaiter.captures.message.NetBios;
import org.tidewaiter.captures.talk.Host;

/** What every office network murmurs: names asked of everybody, groups joined, switches known. */
final class Background {
  private static final Host NETWORK = Host.broadcast("10.20.30.255");
  private static final Host MDNS = Host.multicast("224.0.0.251");
  private static final Host LLMNR = Host.multicast("224.0.0.252");
  private static final Host SSDP = Host.multicast("239.255.255.250");

  private final Office office;

  Background(Office office) {
    this.office = office;
  }

  /** Windows asks everybody for a name, in three protocols at once, and gets no answer. */
  void askEverybody(double at, Host client, String name) {
    int id = office.id();
    byte[] question = new Dns(id, 0).question(name, Dns.A, 1).toByteArray();
    byte[] mdns = new Dns(0, 0).question(name + ".local", Dns.A, 1).toByteArray();
    office.udp(at, client, 5353, MDNS, 5353).client(mdns).pause(1.01).client(mdns);
    office.udp(at + 0.001, client, LLMNR, 5355).client(question).pause(0.41).client(question);
    String upper = name.toUpperCase(Locale.ROOT);
    byte[] netBios = NetBios.query(office.id(), upper, 0);
    office
        .udp(at + 0.002, client, 137, NETWORK, 137)
        .client(netBios)
        .pause(0.75)
        .client(netBios)
        .pause(0.75)
        .client(netBios);
  }

  /** A host that came up registers its NetBIOS names. */
  void register(double at, Host client) {
    String name = client.name().toUpperCase(Locale.ROOT);
    byte[] address = Address.ip(client.ip());
    for (int i = 0; i < 3; i++) {
      double time = at + 0.75 * i;
      office
          .udp(time, client, 137, NETWORK, 137)
          .client(NetBios.registration(office.id(), name, 0, address))
          .client(NetBios.registration(office.id(), FLAT_DOMAIN, 0, address))
          .client(NetBios.registration(office.id(), name, 0x20, address));
    }
  }

  /** A host that came up speaks IPv6 to itself and to nobody, and joins its groups. */
  void joinGroups(double at, Host client, String linkLocal) {
    Host six = client.withIp(linkLocal);
    byte[] mac = Address.mac(client.mac());
    byte[] target = Address.ip(linkLocal);
    String solicited = String.format("ff02::1:ff%02x:%02x%02x", target[13], target[14], target[15]);
    sendTo(at, six.withIp("::"), solicited, 255, Icmp.v6(135, 0, 0), target);
    byte[] ownAddress = Bytes.concat(Bytes.of(1, 1), mac);
    for (int i = 0; i < 3; i++) {
      sendTo(at + 1.2 + 4 * i, six, "ff02::2", 255, Icmp.v6(133, 0, 0), ownAddress);
    }
    byte[] record = Bytes.concat(Bytes.of(4, 0, 0, 0), Address.ip("ff02::1:3"));
    Host routers = Host.multicast("ff02::16");
    byte[] report =
        Frame.of(
            Ethernet.between(client.mac(), routers.mac()),
            Ipv6.between(linkLocal, "ff02::16").hopLimit(1),
            Ipv6Extension.routerAlert(),
            Icmp.v6(143, 0, 1),
            Payload.of(record));
    office.frame(at + 0.4, report);
    igmp(at + 0.42, client, "224.0.0.252");
    igmp(at + 0.47, client, "239.255.255.250");
  }

  /** A browser looks for televisions and the like: four requests, a second apart. */
  void searchDevices(double at, Host client) {
    String search =
        "M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: \"ssdp:discover\"\r\nMX: 1\r\n"
            + "ST: urn:dial-multiscreen-org:service:dial:1\r\n\r\n";
    var talk = office.udp(at, client, SSDP, 1900);
    for (int i = 0; i < 4; i++) {
      talk.client(Bytes.ofText(search)).pause(1.0);
    }
  }

  /** The notebook asks for printers, and the printer says that it is one. */
  void findPrinters(double at) {
    String type = "_ipp._tcp.local";
    String name = "Printer 2nd floor." + type;
    byte[] question = new Dns(0, 0).question(type, Dns.PTR, 1).toByteArray();
    byte[] answer =
        new Dns(0, 0x8400)
            .pointer(1, type, Dns.PTR, 1, 4500, name)
            .service(3, name, 0x8001, 120, 631, "prn-2f.local")
            .record(3, name, Dns.TXT, 0x8001, 4500, Dns.text("txtvers=1", "rp=ipp/print"))
            .address(3, "prn-2f.local", 0x8001, 120, PRINTER.ip())
            .toByteArray();
    office.udp(at, MACBOOK, 5353, MDNS, 5353).client(question);
    office.udp(at + 0.047, PRINTER, 5353, MDNS, 5353).client(answer);
  }

  /** The switch tells its neighbours who it is (LLDP, IEEE 802.1AB). */
  void announceSwitch(double at) {
    String mac = "24:5a:4c:10:20:02";
    byte[] body =
        new Bytes()
            .u16(1 << 9 | 7)
            .u8(4)
            .add(Address.mac(mac))
            .u16(2 << 9 | 3)
            .u8(7)
            .text("24")
            .u16(3 << 9 | 2)
            .u16(120)
            .u16(5 << 9 | 14)
            .text("sw-2f." + DOMAIN.substring(0, 8))
            .u16(6 << 9 | 18)
            .text("24-port PoE switch")
            .u16(0)
            .toArray();
    Payload lldp = Payload.of(body).asEtherType(0x88cc);
    office.frame(at, Frame.of(Ethernet.between(mac, "01:80:c2:00:00:0e"), lldp));
  }

  private void igmp(double at, Host client, String group) {
    Host routers = Host.multicast("224.0.0.22");
    byte[] frame =
        Frame.of(
            Ethernet.between(client.mac(), routers.mac()),
            Ipv4.between(client.ip(), "224.0.0.22").ttl(1).options(Bytes.of(0x94, 4, 0, 0)),
            Igmp.joinV3(group));
    office.frame(at, frame);
  }

  private void sendTo(double at, Host from, String group, int hops, Icmp icmp, byte[] body) {
    byte[] frame =
        Frame.of(
            Ethernet.between(from.mac(), Host.multicast(group).mac()),
            Ipv6.between(from.ip(), group).hopLimit(hops),
            icmp,
            Payload.of(body));
    office.frame(at, frame);
  }
}
