package org.tidewaiter.captures.office;

import static org.tidewaiter.captures.office.Office.DC;
import static org.tidewaiter.captures.office.Office.DOMAIN;
import static org.tidewaiter.captures.office.Office.PRINTER;

import org.tidewaiter.captures.frame.Bytes;
import org.tidewaiter.captures.message.Ldap;
import org.tidewaiter.captures.message.Snmp;
import org.tidewaiter.captures.talk.Host;

/** What happens around the printer: its state, jobs, and its search for addresses to scan to. */
final class Printing {
  private static final String DEVICE_STATUS = "1.3.6.1.2.1.25.3.2.1.5.1";
  private static final String DETECTED_ERRORS = "1.3.6.1.2.1.25.3.5.1.2.1";
  private static final String BASE = "OU=People,DC=harbour,DC=example";

  private final Office office;
  private final NameService names;

  Printing(Office office, NameService names) {
    this.office = office;
    this.names = names;
  }

  /** Asks for the state, then sends a job to the raw port. */
  void print(double at, Host client, int jobBytes) {
    double resolved = names.lookupInside(at, client, "prn-2f." + DOMAIN, PRINTER.ip());
    status(resolved + 0.010, client);
    String start =
        "\u001b%-12345X@PJL JOB NAME=\"berth-plan.pdf\"\r\n@PJL ENTER LANGUAGE=PCLXL\r\n";
    String end = "\u001b%-12345X@PJL EOJ\r\n\u001b%-12345X";
    byte[] job =
        Bytes.concat(Bytes.ofText(start), office.trace().randomBytes(jobBytes), Bytes.ofText(end));
    office
        .tcp(resolved + 0.08, client, PRINTER, 9100)
        .handshake()
        .client(job)
        .pause(1.7)
        .server(Bytes.ofText("@PJL USTATUS JOB\r\nEND\r\nNAME=\"berth-plan.pdf\"\r\nPAGES=2\r\n\f"))
        .clientCloses();
  }

  /** Asks for the printer's state. */
  void status(double at, Host client) {
    int first = 10_000 + office.random().nextInt(20_000);
    office
        .udp(at, client, PRINTER, 161)
        .client(Snmp.get("public", first, DEVICE_STATUS))
        .server(Snmp.response("public", first, DEVICE_STATUS, 2))
        .client(Snmp.get("public", first + 1, DETECTED_ERRORS))
        .server(Snmp.response("public", first + 1, DETECTED_ERRORS, "\0"));
  }

  /** The printer looks up a colleague in the directory, with a password in the clear. */
  void findColleague(double at) {
    String person = "CN=Emma Brandt," + BASE;
    byte[] entry =
        Ldap.entry(
            2,
            person,
            Ldap.attribute("displayName", Bytes.ofText("Emma Brandt")),
            Ldap.attribute("mail", Bytes.ofText("emma@" + DOMAIN)));
    byte[] filter = Ldap.equal("sn", Bytes.ofText("Brandt"));
    office
        .tcp(at, PRINTER, DC, 389)
        .handshake()
        .client(Ldap.simpleBind(1, "CN=svc-scan," + BASE, "not-a-real-password"))
        .server(Ldap.bindResponse(1, new byte[0]))
        .client(Ldap.search(2, BASE, Ldap.SUBTREE, filter, "displayName", "mail"))
        .server(Bytes.concat(entry, Ldap.done(2)))
        .client(Ldap.unbind(3))
        .clientCloses();
  }
}
