package org.tidewaiter.detect;

import static org.tidewaiter.detect.FlowFacts.INBOUND;
import static org.tidewaiter.detect.FlowFacts.INSIDE;
import static org.tidewaiter.detect.FlowFacts.OUTBOUND;
import static org.tidewaiter.detect.FlowFacts.OUTSIDE;

import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.policy.Verdict;

/**
 * One declared row: which detection speaks about flows of some services with some verdicts between
 * some places.
 *
 * @param services ids of services.csv, separated by spaces; empty where only rules lead here
 * @param localities bits of the localities of {@link FlowFacts}
 * @param verdicts bits of the verdicts' ordinals
 * @param options bits of the options here
 * @param setting name of the setting that says how severe it is where no rule does
 */
record ServiceRow(
    Detection detection,
    String services,
    int localities,
    int verdicts,
    int options,
    String setting) {
  /** Stands for the id of every service. */
  static final String ALL = "*";

  /** Stands for the ids of the services that are out of date. */
  static final String LEGACY = "legacy";

  /** Option: only answered flows speak: the answers to others come from another port. */
  static final int ANSWERED_ONLY = 1;

  /** Option: one finding for all servers. */
  static final int TOGETHER = 2;

  /** Option: flows to broadcast and multicast addresses count too. */
  static final int ALSO_TO_MANY = 4;

  /** Option: UDP only. */
  static final int UDP_ONLY = 8;

  /** Option: TCP only. */
  static final int TCP_ONLY = 16;

  /**
   * Option: what speaks is use, that is, an answer and bytes that do not contradict the service;
   * unless a rule of the site's own decided, which wants to be told of every attempt.
   */
  static final int IN_USE = 32;

  /** Option: only where the bytes confirm the service. */
  static final int CONFIRMED = 64;

  /** Option: only where a rule decided; what the default says, messages say better. */
  static final int BY_A_RULE = 128;

  /** Bits of the verdicts that ask for a finding. */
  static final int BAD = 1 << Verdict.UNEXPECTED.ordinal() | 1 << Verdict.FORBIDDEN.ordinal();

  private static final int UNEXPECTED = 1 << Verdict.UNEXPECTED.ordinal();
  private static final int FORBIDDEN = 1 << Verdict.FORBIDDEN.ordinal();
  private static final int SILENT = 1 << Verdict.NO_RULE.ordinal();
  private static final int NOT_ALLOWED = BAD | SILENT;

  private static final int ANY_VERDICT = -1;

  private static final int INWARD = 1 << INBOUND;
  private static final int OUTWARD = 1 << OUTBOUND;
  private static final int WITHIN = 1 << INSIDE;
  private static final int ACROSS = INWARD | OUTWARD | 1 << OUTSIDE;
  private static final int ANYWHERE = ACROSS | WITHIN;

  private static final String SEVERITY = "severity";
  private static final String BY_RULE = "";

  boolean has(int option) {
    return (options & option) != 0;
  }

  private static ServiceRow bad(Detection detection, String services, int localities, int options) {
    return new ServiceRow(detection, services, localities, BAD, options, SEVERITY);
  }

  private static ServiceRow use(Detection detection, String services, int localities, int options) {
    return new ServiceRow(detection, services, localities, NOT_ALLOWED, options | IN_USE, SEVERITY);
  }

  /** For each flow the first row that fits decides. */
  static List<ServiceRow> declared() {
    List<ServiceRow> rows = new ArrayList<>();
    kms(rows);
    windows(rows);
    others(rows);
    rows.add(bad(Detection.FILE_SHARING_EXPOSED, BY_RULE, ANYWHERE, 0));
    rows.add(bad(Detection.REMOTE_ADMIN_EXPOSED, BY_RULE, ANYWHERE, 0));
    rows.add(bad(Detection.DIRECTORY_EXPOSED, BY_RULE, ANYWHERE, 0));
    rows.add(
        new ServiceRow(Detection.LEGACY_SERVICE, LEGACY, ANYWHERE, UNEXPECTED, IN_USE, SEVERITY));
    rows.add(new ServiceRow(Detection.FORBIDDEN_SERVICE, ALL, ANYWHERE, FORBIDDEN, 0, SEVERITY));
    rows.add(bad(Detection.UNEXPECTED_SERVICE, ALL, ANYWHERE, 0));
    return rows;
  }

  private static void kms(List<ServiceRow> rows) {
    rows.add(use(Detection.KMS_UDP, "nsjtp-data", ANYWHERE, UDP_ONLY));
    rows.add(bad(Detection.KMS_INTERNET_EXPOSED, "kms", INWARD, TCP_ONLY));
    rows.add(bad(Detection.KMS_TO_INTERNET, "kms", OUTWARD, TCP_ONLY));
    rows.add(bad(Detection.KMS_UNEXPECTED_HOST, "kms", ANYWHERE, TCP_ONLY));
    // Nobody said who serves KMS here; where DNS does, KmsHosts raises it.
    rows.add(
        new ServiceRow(
            Detection.KMS_UNEXPECTED_HOST,
            "kms",
            WITHIN,
            SILENT,
            TCP_ONLY | IN_USE,
            "undeclared_severity"));
  }

  private static void windows(List<ServiceRow> rows) {
    rows.add(use(Detection.LDAPS_UDP, "ldaps", ANYWHERE, UDP_ONLY));
    rows.add(bad(Detection.RPC_EPM_EXPOSED, "rpc-epm rpc-http", ACROSS, 0));
    rows.add(bad(Detection.DC_SERVICE_ELSEWHERE, "kerberos kpasswd gc gc-ssl adws", WITHIN, 0));
    rows.add(
        new ServiceRow(
            Detection.DC_SERVICE_ELSEWHERE, "ldap ldaps", WITHIN, BAD, 0, "ldap_severity"));
    rows.add(bad(Detection.SMB_EXPOSED, "smb netbios-ssn netbios-ns netbios-dgm", ACROSS, 0));
    rows.add(
        new ServiceRow(
            Detection.NETBIOS_LEGACY,
            "netbios-ns netbios-dgm",
            WITHIN,
            NOT_ALLOWED | 1 << Verdict.UNDETERMINED.ordinal(),
            TOGETHER | ALSO_TO_MANY,
            SEVERITY));
    rows.add(use(Detection.NETBIOS_LEGACY, "netbios-ssn", WITHIN, TOGETHER));
    rows.add(bad(Detection.SMB_PEER_TO_PEER, "smb", WITHIN, 0));
    rows.add(use(Detection.WINS_IN_USE, "wins", ANYWHERE, 0));
    rows.add(bad(Detection.RDP_EXPOSED, "rdp", INWARD, 0));
    rows.add(new ServiceRow(Detection.RDP_EXPOSED, "rdp", ANYWHERE, BAD, 0, "jump_severity"));
    rows.add(bad(Detection.WINRM_EXPOSED, "winrm winrm-https", INWARD, 0));
    rows.add(
        new ServiceRow(
            Detection.WINRM_EXPOSED, "winrm winrm-https", ANYWHERE, BAD, 0, "jump_severity"));
    rows.add(use(Detection.WINRM_PLAIN, "winrm", ANYWHERE, 0));
    rows.add(bad(Detection.SQL_EXPOSED, "mssql mssql-browser mssql-olap", ANYWHERE, 0));
    rows.add(bad(Detection.MSMQ_EXPOSED, "msmq", ANYWHERE, 0));
    rows.add(bad(Detection.PXE_UNEXPECTED, "pxe", ANYWHERE, ANSWERED_ONLY));
    rows.add(bad(Detection.LIVE_MIGRATION_EXPOSED, "live-migration", ANYWHERE, 0));
    rows.add(bad(Detection.ASPNET_STATE_EXPOSED, "aspnet-state", ANYWHERE, 0));
  }

  private static void others(List<ServiceRow> rows) {
    rows.add(
        new ServiceRow(
            Detection.UNEXPECTED_SERVICE,
            "dhcp-server",
            ANYWHERE,
            UNEXPECTED,
            BY_A_RULE,
            SEVERITY));
    rows.add(bad(Detection.DNS_UNEXPECTED_SERVER, "dns", INWARD | WITHIN, 0));
    rows.add(bad(Detection.DNS_DIRECT_TO_INTERNET, "dns", OUTWARD, 0));
    rows.add(bad(Detection.TFTP_UNEXPECTED_SERVER, "tftp", ANYWHERE, ANSWERED_ONLY));
    rows.add(
        new ServiceRow(
            Detection.TELNET_IN_USE, "telnet", ACROSS, NOT_ALLOWED, IN_USE, "external_severity"));
    rows.add(use(Detection.TELNET_IN_USE, "telnet", WITHIN, 0));
    rows.add(
        new ServiceRow(
            Detection.SIMPLE_TCPIP_SERVICES,
            "echo discard daytime qotd chargen",
            INWARD,
            NOT_ALLOWED,
            IN_USE | UDP_ONLY,
            "external_severity"));
    rows.add(
        use(Detection.SIMPLE_TCPIP_SERVICES, "echo discard daytime qotd chargen", ANYWHERE, 0));
    rows.add(
        new ServiceRow(
            Detection.L2TP_WITHOUT_IPSEC, "l2tp", ANYWHERE, ANY_VERDICT, CONFIRMED, SEVERITY));
    rows.add(
        bad(
            Detection.VPN_UNEXPECTED,
            "l2tp ipsec-isakmp ipsec-nat-t gre esp ah openvpn wireguard tailscale zerotier",
            ANYWHERE,
            0));
    rows.add(use(Detection.PPTP_IN_USE, "pptp", ANYWHERE, TCP_ONLY));
    rows.add(bad(Detection.SSDP_EXPOSED, "ssdp", ACROSS, 0));
    rows.add(use(Detection.RADIUS_LEGACY_PORT, "radius-legacy", ANYWHERE, 0));
    rows.add(bad(Detection.SNMP_UNEXPECTED, "snmp snmp-trap", ANYWHERE, 0));
    rows.add(bad(Detection.SMTP_FROM_WORKSTATION, "smtp", OUTWARD, 0));
  }
}
