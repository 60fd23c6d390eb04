package org.tidewaiter.learn;

import java.util.List;

/**
 * A group that ships without members, and by what a host is known to belong there.
 *
 * @param servedBy services whose servers inside are its members
 * @param usedBy services whose internal clients are its members
 */
record DeclaredGroup(String name, List<String> servedBy, List<String> usedBy) {
  /**
   * The groups that traffic can fill. A host that answers Kerberos is a domain controller; one that
   * answers LDAP alone may be anything.
   */
  static final List<DeclaredGroup> ALL =
      List.of(
          new DeclaredGroup("kms-hosts", List.of("kms"), List.of()),
          new DeclaredGroup("dcs", List.of("kerberos"), List.of()),
          new DeclaredGroup("dhcp-servers", List.of("dhcp-server"), List.of()),
          new DeclaredGroup("dns-servers", List.of("dns"), List.of()),
          new DeclaredGroup("mail-hosts", List.of("smtp"), List.of()),
          new DeclaredGroup("tftp-servers", List.of("tftp"), List.of()),
          new DeclaredGroup("pxe-servers", List.of("pxe"), List.of()),
          new DeclaredGroup("msmq-servers", List.of("msmq"), List.of()),
          new DeclaredGroup(
              "vpn-gateways",
              List.of("ipsec-isakmp", "ipsec-nat-t", "l2tp", "pptp", "openvpn", "wireguard"),
              List.of()),
          new DeclaredGroup("jump-hosts", List.of(), List.of("rdp", "winrm", "winrm-https")),
          new DeclaredGroup("snmp-managers", List.of("snmp-trap"), List.of("snmp")),
          new DeclaredGroup("web-servers", List.of(), List.of("aspnet-state")),
          new DeclaredGroup("cluster-nodes", List.of("live-migration"), List.of("live-migration")));
}
