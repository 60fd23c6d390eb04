package org.tidewaiter.captures.office;

import static org.tidewaiter.captures.office.Office.ANNA;
import static org.tidewaiter.captures.office.Office.BEN;
import static org.tidewaiter.captures.office.Office.CARLA;
import static org.tidewaiter.captures.office.Office.DAVID;
import static org.tidewaiter.captures.office.Office.DC;
import static org.tidewaiter.captures.office.Office.DOMAIN;
import static org.tidewaiter.captures.office.Office.EMMA;
import static org.tidewaiter.captures.office.Office.FELIX;
import static org.tidewaiter.captures.office.Office.FILES;
import static org.tidewaiter.captures.office.Office.GATEWAY;
import static org.tidewaiter.captures.office.Office.INTRANET;
import static org.tidewaiter.captures.office.Office.KMS;
import static org.tidewaiter.captures.office.Office.MACBOOK;
import static org.tidewaiter.captures.office.Office.PRINTER;
import static org.tidewaiter.captures.office.Office.WORKSTATIONS;

import java.nio.ByteOrder;
import java.util.Random;
import org.tidewaiter.captures.file.LinkType;
import org.tidewaiter.captures.file.Option;
import org.tidewaiter.captures.file.Pcapng;
import org.tidewaiter.captures.talk.Host;

/**
 * Twenty minutes of a Tuesday morning on the mirror port of the office's switch. Two clients
 * activate at the KMS host that DNS advertises; a third activates at a workstation.
 */
public final class OfficeMorning {
  private static final double LAST_SECOND = 1200;

  private final Office office = new Office();
  private final NameService names = new NameService(office);
  private final Joining joining = new Joining(office);
  private final Logon logon = new Logon(office, names);
  private final Files files = new Files(office, logon.kerberos(0));
  private final Browsing browsing = new Browsing(office, names);
  private final Activation activation = new Activation(office, names);
  private final Printing printing = new Printing(office, names);
  private final Monitoring monitoring = new Monitoring(office);
  private final Background background = new Background(office);

  private OfficeMorning() {}

  /** The capture as a pcapng file with nanosecond times. */
  public static byte[] toByteArray() {
    OfficeMorning morning = new OfficeMorning();
    morning.infrastructure();
    morning.davidArrives();
    morning.activations();
    morning.work();
    morning.browse();
    morning.talkNobodyAskedFor();
    return morning.file();
  }

  private void infrastructure() {
    Host[] servers = {GATEWAY, DC, FILES, INTRANET};
    for (int minute = 0; minute < 20; minute++) {
      double at = 4.2 + 60.01 * minute;
      monitoring.check(at, servers[minute % 4], 3100 + minute);
      background.announceSwitch(11.37 + 60 * minute);
    }
    printing.status(78.1, Office.MONITOR);
    printing.status(378.1, Office.MONITOR);
    printing.status(678.1, Office.MONITOR);
    printing.status(978.1, Office.MONITOR);
    monitoring.setClock(212.6);
    monitoring.setClock(724.9);
    joining.renewal(147.3, BEN);
    joining.renewal(901.8, PRINTER);
    logon.setClock(322.4, CARLA);
    logon.setClock(840.7, FELIX);
  }

  /** A workstation is switched on, its user logs on, and Windows renews its activation. */
  private void davidArrives() {
    String fullName = "dc01." + DOMAIN;
    double at = joining.freshLease(31.4, DAVID);
    background.joinGroups(31.3, DAVID, "fe80::5c1d:8a44:e07b:91c6");
    background.register(at + 0.3, DAVID);
    background.askEverybody(at + 1.1, DAVID, "wpad");
    names.lookupMissing(at + 0.9, DAVID, "wpad." + DOMAIN);
    browsing.connectivityTest(at + 0.5, DAVID);
    names.register(at + 2.2, DAVID);
    logon.findController(at + 2.4, DAVID);
    logon.setClock(at + 2.9, DAVID);
    double ready = logon.logOn(at + 3.2, DAVID, "WS-0107$");
    double ticket = logon.ticket(ready + 0.01, DAVID, "WS-0107$", "ldap", fullName);
    logon.readDirectory(ticket + 0.02, DAVID, 6);
    ready = logon.logOn(at + 22.6, DAVID, "david");
    ticket = logon.ticket(ready + 0.02, DAVID, "david", "cifs", fullName);
    String policy = DOMAIN + "\\Policies\\{31B2F340-016D-11D2-945F-00C04FB984F9}\\gpt.ini";
    files.readDocument(ticket + 0.05, DAVID, DC, "SYSVOL", policy, 27);
    logon.readDirectory(ticket + 0.3, DAVID, 4);
    ticket = logon.ticket(at + 31.0, DAVID, "david", "cifs", "fs01." + DOMAIN);
    names.lookupInside(ticket + 0.01, DAVID, "fs01." + DOMAIN, FILES.ip());
    files.readDocument(ticket + 0.05, DAVID, FILES, "harbour", "plans\\berths-week10.csv", 17_400);
  }

  private void activations() {
    joining.neighbours(121.08, DAVID, KMS);
    activation.atAdvertisedHost(121.1, DAVID);
    joining.neighbours(418.61, ANNA, KMS);
    activation.atAdvertisedHost(418.7, ANNA);
    joining.neighbours(647.22, EMMA, FELIX);
    activation.atWorkstation(647.3, EMMA);
  }

  private void work() {
    String share = "harbour";
    names.lookupInside(88.5, CARLA, "fs01." + DOMAIN, FILES.ip());
    logon.ticket(88.6, CARLA, "carla", "cifs", "fs01." + DOMAIN);
    files.readDocument(88.7, CARLA, FILES, share, "invoices\\2026-02.csv", 12_800);
    files.writeDocument(263.9, BEN, FILES, share, "plans\\berths-week10.csv", 9_600);
    logon.logOn(502.2, EMMA, "emma");
    logon.readDirectory(503.4, EMMA, 3);
    files.readDocument(504.0, EMMA, FILES, share, "templates\\letter.dotx", 19_100);
    files.readDocument(933.1, ANNA, FILES, share, "plans\\berths-week10.csv", 9_600);
    printing.print(288.8, BEN, 14_000);
    printing.print(815.4, EMMA, 5_300);
    printing.findColleague(559.7);
    browsing.shell(370.2, ANNA, 14);
    monitoring.ping(356.0, ANNA, INTRANET);
    monitoring.ping(1020.3, FELIX, GATEWAY);
    // The file server that was switched off last year still stands in somebody's shortcuts.
    Host gone = Host.windows("fs00", "00:15:5d:1e:0a:01", "10.20.30.11");
    names.lookupMissing(531.0, FELIX, "fs00." + DOMAIN);
    background.askEverybody(531.1, FELIX, "fs00");
    joining.arpRequest(533.0, FELIX, FELIX.ip(), gone.ip());
    joining.arpRequest(534.0, FELIX, FELIX.ip(), gone.ip());
    // Remote desktop is switched off on the intranet server, which is no Windows host.
    office.tcp(611.5, ANNA, INTRANET, 3389).refused();
  }

  private void browse() {
    Random random = office.random();
    browsing.mail(19.4, ANNA, 5);
    browsing.mail(203.5, MACBOOK, 6);
    browsing.mail(1004.0, CARLA, 2);
    browsing.intranet(101.2, DAVID, "/berths", 6300);
    browsing.intranet(451.9, CARLA, "/berths", 6300);
    browsing.intranet(877.3, BEN, "/tides?week=10", 3800);
    double at = 8;
    int site = 0;
    while (at < LAST_SECOND - 60) {
      Host client = WORKSTATIONS.get(random.nextInt(WORKSTATIONS.size()));
      browsing.page(at, client, site++, 1 + random.nextInt(4));
      at += 18 + random.nextInt(45);
    }
    browsing.openBefore(0.6, EMMA, 9);
    browsing.page(611.0, MACBOOK, 1, 3);
    browsing.page(1090.0, MACBOOK, 3, 2);
  }

  private void talkNobodyAskedFor() {
    background.findPrinters(14.6);
    background.findPrinters(614.6);
    background.searchDevices(62.9, CARLA);
    background.searchDevices(482.9, FELIX);
    background.askEverybody(705.2, CARLA, "wpad");
    for (int i = 0; i < 24; i++) {
      Host client = WORKSTATIONS.get(office.random().nextInt(WORKSTATIONS.size()));
      Host asked = i % 3 == 0 ? DC : i % 3 == 1 ? GATEWAY : FILES;
      joining.neighbours(25 + 48.7 * i + office.random().nextDouble() * 10, client, asked);
    }
  }

  private byte[] file() {
    Pcapng file = new Pcapng();
    file.section(
        ByteOrder.LITTLE_ENDIAN,
        Option.comment(
            "An invented office, written by Tidewaiter's test code; nobody was recorded."),
        Option.application("Tidewaiter test captures"));
    file.networkInterface(
        LinkType.ETHERNET,
        262_144,
        Option.name("eth1"),
        Option.description("mirror port of switch sw-2f"),
        Option.resolutionPower10(9));
    var packets = office.trace().packets();
    file.packets(packets);
    long last = packets.get(packets.size() - 1).timeNanos();
    file.statistics(0, last, Option.received(packets.size()), Option.dropped(0));
    return file.toByteArray();
  }
}
