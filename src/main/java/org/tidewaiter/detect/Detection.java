package org.tidewaiter.detect;

/**
 * Every detection there is. What each means, what to check first and how it is called in a title
 * stands in {@link DetectionGuide}; whether it is enabled, its severity and its thresholds in
 * {@code rules/detections.csv}.
 */
public enum Detection {
  // Key Management Service: who serves it, and does what is served behave like it.
  KMS_UNEXPECTED_HOST("kms-unexpected-host"),
  KMS_INTERNET_EXPOSED("kms-internet-exposed"),
  KMS_TO_INTERNET("kms-to-internet"),
  KMS_NOT_ADVERTISED("kms-not-advertised"),
  KMS_SRV_UNEXPECTED_TARGET("kms-srv-unexpected-target"),
  KMS_SRV_UPDATE("kms-srv-update"),
  KMS_NOT_RPC("kms-not-rpc"),
  KMS_WRONG_INTERFACE("kms-wrong-interface"),
  KMS_ON_OTHER_PORT("kms-on-other-port"),
  KMS_EMULATOR_FINGERPRINT("kms-emulator-fingerprint"),
  KMS_EMULATOR_BEHAVIOUR("kms-emulator-behaviour"),
  KMS_AUTHENTICATED("kms-authenticated"),
  KMS_OVERSIZE("kms-oversize"),
  KMS_LONG_SESSION("kms-long-session"),
  KMS_SLOW_RESPONSE("kms-slow-response"),
  KMS_RETRY("kms-retry"),
  KMS_UNANSWERED("kms-unanswered"),
  KMS_RENEWAL("kms-renewal"),
  KMS_BELOW_THRESHOLD("kms-below-threshold"),
  KMS_CLIENT_HUNTING("kms-client-hunting"),
  KMS_UDP("kms-udp"),
  KMS_CLEARTEXT_FIELDS("kms-cleartext-fields"),

  // Remote procedure calls and domain controllers.
  RPC_DYNAMIC_UNANNOUNCED("rpc-dynamic-unannounced"),
  RPC_LEGACY_DYNAMIC_RANGE("rpc-legacy-dynamic-range"),
  RPC_EPM_EXPOSED("rpc-epm-exposed"),
  DC_SERVICE_ELSEWHERE("dc-service-elsewhere"),
  LDAPS_UDP("ldaps-udp"),
  DFSR_5722("dfsr-5722"),

  // Files, names and remote administration.
  SMB_EXPOSED("smb-exposed"),
  SMB_PEER_TO_PEER("smb-peer-to-peer"),
  NETBIOS_LEGACY("netbios-legacy"),
  WINS_IN_USE("wins-in-use"),
  RDP_EXPOSED("rdp-exposed"),
  WINRM_EXPOSED("winrm-exposed"),
  WINRM_PLAIN("winrm-plain"),

  // Addresses and names.
  DHCP_ROGUE_SERVER("dhcp-rogue-server"),
  DHCP_TWO_SERVERS("dhcp-two-servers"),
  ICS_GATEWAY("ics-gateway"),
  DNS_UNEXPECTED_SERVER("dns-unexpected-server"),
  DNS_DIRECT_TO_INTERNET("dns-direct-to-internet"),

  // File transfer, terminals and other services.
  FTP_BOUNCE("ftp-bounce"),
  FTP_CLEARTEXT("ftp-cleartext"),
  TFTP_UNEXPECTED_SERVER("tftp-unexpected-server"),
  TELNET_IN_USE("telnet-in-use"),
  SIMPLE_TCPIP_SERVICES("simple-tcpip-services"),
  VPN_UNEXPECTED("vpn-unexpected"),
  L2TP_WITHOUT_IPSEC("l2tp-without-ipsec"),
  PPTP_IN_USE("pptp-in-use"),
  SSDP_EXPOSED("ssdp-exposed"),
  SSDP_LEGACY_EVENT("ssdp-legacy-event"),
  RADIUS_LEGACY_PORT("radius-legacy-port"),
  SNMP_UNEXPECTED("snmp-unexpected"),
  SMTP_FROM_WORKSTATION("smtp-from-workstation"),
  SQL_EXPOSED("sql-exposed"),
  MSMQ_EXPOSED("msmq-exposed"),
  PXE_UNEXPECTED("pxe-unexpected"),
  CLUSTER_NOT_DTLS("cluster-not-dtls"),
  LIVE_MIGRATION_EXPOSED("live-migration-exposed"),
  ASPNET_STATE_EXPOSED("aspnet-state-exposed"),
  LEGACY_SERVICE("legacy-service"),
  NEW_SERVICE("new-service"),

  // What rules say of services that have no detection of their own.
  FILE_SHARING_EXPOSED("file-sharing-exposed"),
  REMOTE_ADMIN_EXPOSED("remote-admin-exposed"),
  DIRECTORY_EXPOSED("directory-exposed"),
  FORBIDDEN_SERVICE("forbidden-service"),
  UNEXPECTED_SERVICE("unexpected-service"),

  // These name flows and make no finding; they are listed so that people find them.
  RPC_DYNAMIC_ASSOCIATED("rpc-dynamic-associated"),
  FTP_DATA_ASSOCIATED("ftp-data-associated"),
  TFTP_ASSOCIATED("tftp-associated"),
  FIXED_PORT_IN_DYNAMIC_RANGE("fixed-port-in-dynamic-range");

  private static final Detection[] ALL = values();

  private final String id;

  Detection(String id) {
    this.id = id;
  }

  /** Name in reports and rule files. */
  public String id() {
    return id;
  }

  /** Whether it only gives flows a name and a parent, and never makes a finding. */
  public boolean namesOnly() {
    return ordinal() >= RPC_DYNAMIC_ASSOCIATED.ordinal();
  }

  /** The constant with this ordinal; unlike {@link #values} without allocating. */
  static Detection ofOrdinal(int ordinal) {
    return ALL[ordinal];
  }

  /** How many there are. */
  static int count() {
    return ALL.length;
  }
}
