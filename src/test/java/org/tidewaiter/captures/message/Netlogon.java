package org.tidewaiter.captures.message;

import java.util.Locale;
import org.tidewaiter.captures.frame.Bytes;

/** The domain controller locator: LDAP over UDP, one attribute ([MS-ADTS] 6.3.1.9, 6.3.3). */
public final class Netlogon {
  private static final byte[] VERSION = Bytes.of(0x16, 0, 0, 0x20);

  private Netlogon() {}

  /** Asks a domain controller about itself and its domain. */
  public static byte[] ping(int id, String domain, String clientName) {
    byte[] filter =
        Ldap.and(
            Ldap.equal("DnsDomain", Bytes.ofText(domain)),
            Ldap.equal("Host", Bytes.ofText(clientName)),
            Ldap.equal("NtVer", VERSION));
    return Ldap.search(id, "", Ldap.BASE, filter, "Netlogon");
  }

  /** The answer: domain, server and site, as one blob. */
  public static byte[] reply(int id, String domain, String flatDomain, String serverName) {
    Bytes blob = new Bytes().le16(23).le16(0).le32(0x0001f3fd);
    blob.add(DceRpc.uuid("c1b2d8f4-5a0e-4b57-9a1c-0e2d7f6b3a55"));
    blob.add(name(domain)).add(name(domain)).add(name(serverName + "." + domain));
    blob.add(name(flatDomain)).add(name(serverName.toUpperCase(Locale.ROOT))).u8(0);
    blob.add(name("Default-First-Site-Name")).add(name("Default-First-Site-Name"));
    blob.le32(5).le16(0xffff).le16(0xffff);
    byte[] entry = Ldap.entry(id, "", Ldap.attribute("Netlogon", blob.toArray()));
    return Bytes.concat(entry, Ldap.done(id));
  }

  private static byte[] name(String dotted) {
    return new Bytes().add(Dns.text(dotted.split("\\.", -1))).u8(0).toArray();
  }
}
