package org.tidewaiter.payload;

import static org.tidewaiter.payload.PayloadReading.EVERY_PACKET;
import static org.tidewaiter.payload.PayloadReading.FIRST_PACKETS;
import static org.tidewaiter.payload.PayloadReading.NOTHING;

/**
 * What the first bytes of a conversation can be recognised as.
 *
 * <p>A constant stands for what bytes can tell. Multicast DNS and LLMNR are DNS messages (RFC 6762
 * section 18, RFC 4795 section 2.1), so all three are {@link #DNS}; a port would tell them apart,
 * and ports belong to {@code service}. WinRM is HTTP with a path of its own, so it has a constant.
 *
 * <p>The services that a protocol confirms are ids of {@code services.csv}: a flow of that service
 * is what it claims to be if its bytes are this protocol.
 */
public enum PayloadProtocol {
  /** Nothing that is known for sure. */
  NONE("", NOTHING),
  /** DCE/RPC over TCP or UDP (C706; MS-RPCE). */
  DCERPC(
      "dcerpc",
      EVERY_PACKET,
      "rpc-epm",
      "kms",
      "rpc-dynamic",
      "rpc-http",
      "dfsr",
      "msmq",
      "exchange-rpc"),
  /** TLS 1.0 to 1.3 and SSL 3, SSL 2 client hello (RFC 8446, RFC 6101). */
  TLS(
      "tls",
      FIRST_PACKETS,
      "https",
      "https-alt",
      "ldaps",
      "gc-ssl",
      "imaps",
      "pop3s",
      "submissions",
      "winrm-https",
      "ftps",
      "ircs",
      "sips",
      "stuns",
      "telnets",
      "nntps",
      "dot",
      "amqps",
      "mqtts",
      "syslog-tls",
      "docker-tls",
      "radsec",
      "ntske",
      "wsus-https",
      "rpc-http",
      "kubernetes",
      "kubelet",
      "mssql"),
  /** DTLS (RFC 6347, RFC 9147). */
  DTLS("dtls", NOTHING, "cluster", "coaps", "radsec", "stuns", "sips", "rdp"),
  /** QUIC, IETF and Google's (RFC 9000). */
  QUIC("quic", NOTHING, "https", "https-alt", "doq"),
  /** HTTP/1 (RFC 9112). */
  HTTP(
      "http",
      FIRST_PACKETS,
      "http",
      "http-alt",
      "winrm",
      "rpc-http",
      "ipp",
      "wsus",
      "upnp",
      "ssdp-legacy",
      "docker",
      "elasticsearch",
      "consul",
      "couchdb",
      "etcd",
      "grafana",
      "kibana",
      "prometheus",
      "squid",
      "rabbitmq-admin",
      "isa-web-admin",
      "iis-admin",
      "plex"),
  /** HTTP/2 in clear (RFC 9113). */
  HTTP2("http2", NOTHING, "http", "http-alt", "etcd", "docker"),
  /** WS-Management over HTTP/1: a request for /wsman (DSP0226). */
  WINRM("winrm", FIRST_PACKETS, "winrm", "http", "http-alt"),
  /** SSH (RFC 4253 section 4.2). */
  SSH("ssh", FIRST_PACKETS, "ssh"),
  /** DNS, multicast DNS and LLMNR (RFC 1035, RFC 6762, RFC 4795). */
  DNS("dns", EVERY_PACKET, "dns", "mdns", "llmnr"),
  /** NetBIOS name service (RFC 1002 section 4.2). */
  NBNS("nbns", NOTHING, "netbios-ns"),
  /** NetBIOS datagram service (RFC 1002 section 4.4). */
  NBDGM("nbdgm", NOTHING, "netbios-dgm"),
  /** NetBIOS session request and its answers (RFC 1002 section 4.3). */
  NETBIOS_SESSION("netbios-session", NOTHING, "netbios-ssn", "smb"),
  /** SMB 1, also called CIFS (MS-CIFS). */
  SMB1("smb1", FIRST_PACKETS, "smb", "netbios-ssn"),
  /** SMB 2 and 3 (MS-SMB2). */
  SMB2("smb2", FIRST_PACKETS, "smb", "netbios-ssn"),
  /** DHCP for IPv4 (RFC 2131). */
  DHCP("dhcp", EVERY_PACKET, "dhcp-server", "dhcp-client", "instl-boots", "instl-bootc", "pxe"),
  /** DHCP for IPv6 (RFC 8415). */
  DHCPV6("dhcpv6", EVERY_PACKET, "dhcpv6-server", "dhcpv6-client"),
  /** Kerberos 5 (RFC 4120) and its change-password messages (RFC 3244). */
  KERBEROS("kerberos", FIRST_PACKETS, "kerberos", "kpasswd"),
  /** LDAP over TCP (RFC 4511). */
  LDAP("ldap", FIRST_PACKETS, "ldap", "gc"),
  /** LDAP over UDP (MS-ADTS section 6.3.3). */
  CLDAP("cldap", FIRST_PACKETS, "ldap"),
  /** Remote Desktop over TCP or UDP (MS-RDPBCGR, MS-RDPEUDP). */
  RDP("rdp", NOTHING, "rdp", "vmconnect"),
  /** SMTP (RFC 5321). */
  SMTP("smtp", FIRST_PACKETS, "smtp", "submission"),
  /** POP3 (RFC 1939). */
  POP3("pop3", FIRST_PACKETS, "pop3"),
  /** IMAP (RFC 9051). */
  IMAP("imap", FIRST_PACKETS, "imap"),
  /** FTP control connection (RFC 959). */
  FTP("ftp", EVERY_PACKET, "ftp"),
  /** TFTP (RFC 1350). */
  TFTP("tftp", FIRST_PACKETS, "tftp"),
  /** NTP and SNTP (RFC 5905). */
  NTP("ntp", NOTHING, "ntp"),
  /** SNMP 1, 2c and 3 (RFC 1157, RFC 3417). */
  SNMP("snmp", FIRST_PACKETS, "snmp", "snmp-trap"),
  /** Syslog over UDP (RFC 3164, RFC 5424). */
  SYSLOG("syslog", NOTHING, "syslog"),
  /** RADIUS (RFC 2865, RFC 2866). */
  RADIUS("radius", NOTHING, "radius", "radius-legacy"),
  /** SIP (RFC 3261). */
  SIP("sip", NOTHING, "sip"),
  /** RTSP (RFC 2326, RFC 7826). */
  RTSP("rtsp", NOTHING, "rtsp"),
  /** Tabular Data Stream of SQL Server (MS-TDS). */
  TDS("tds", NOTHING, "mssql"),
  /** SQL Server resolution (MC-SQLR). */
  SSRP("ssrp", NOTHING, "mssql-browser"),
  /** MySQL and MariaDB client protocol. */
  MYSQL("mysql", NOTHING, "mysql"),
  /** PostgreSQL frontend/backend protocol. */
  POSTGRESQL("postgresql", NOTHING, "postgresql", "pgbouncer"),
  /** Redis serialization protocol. */
  REDIS("redis", NOTHING, "redis"),
  /** MongoDB wire protocol. */
  MONGODB("mongodb", NOTHING, "mongodb"),
  /** MQTT 3 and 5 (OASIS). */
  MQTT("mqtt", NOTHING, "mqtt"),
  /** AMQP 0-9-1 and 1.0. */
  AMQP("amqp", NOTHING, "amqp"),
  /** memcached, text and binary. */
  MEMCACHED("memcached", NOTHING, "memcached"),
  /** Remote framebuffer (RFC 6143). */
  VNC("vnc", NOTHING, "vnc"),
  /** Telnet (RFC 854, RFC 855): only with option negotiation. */
  TELNET("telnet", NOTHING, "telnet"),
  /** IRC (RFC 2812). */
  IRC("irc", NOTHING, "irc"),
  /** BitTorrent peer wire, DHT, uTP handshake, UDP tracker and local discovery (BEP 3, 5, 14). */
  BITTORRENT("bittorrent", NOTHING, "bittorrent", "bittorrent-dht"),
  /** OpenVPN: its control channel's first packets. */
  OPENVPN("openvpn", NOTHING, "openvpn"),
  /** WireGuard. */
  WIREGUARD("wireguard", NOTHING, "wireguard", "tailscale"),
  /** STUN and TURN (RFC 8489). */
  STUN("stun", NOTHING, "stun"),
  /** IKE 1 and 2, called ISAKMP (RFC 2408, RFC 7296). */
  ISAKMP("isakmp", NOTHING, "ipsec-isakmp", "ipsec-nat-t"),
  /** L2TP control messages (RFC 2661). */
  L2TP("l2tp", NOTHING, "l2tp"),
  /** PPTP control connection (RFC 2637). */
  PPTP("pptp", NOTHING, "pptp"),
  /** RTP (RFC 3550): only frames of the common fixed-size codecs. */
  RTP("rtp", NOTHING, "rtp", "rtcp"),
  /** RTCP (RFC 3550 section 6). */
  RTCP("rtcp", NOTHING, "rtcp", "rtp"),
  /** SSDP (UPnP Device Architecture 2.0 section 1). */
  SSDP("ssdp", FIRST_PACKETS, "ssdp", "upnp");

  private static final PayloadProtocol[] BY_ORDINAL = values();

  private final String id;
  private final PayloadReading reading;
  private final String[] services;

  PayloadProtocol(String id, PayloadReading reading, String... services) {
    this.id = id;
    this.reading = reading;
    this.services = services;
  }

  /** Name in reports, lower case; empty for {@link #NONE}. */
  public String id() {
    return id;
  }

  /** Which packets of a flow of this protocol the observation reader wants. */
  public PayloadReading reading() {
    return reading;
  }

  /**
   * Whether a flow of the service with this id ({@code services.csv}) may consist of these bytes.
   */
  public boolean confirms(String serviceId) {
    for (String service : services) {
      if (service.equals(serviceId)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether some protocol confirms this service. If none does, bytes of another protocol contradict
   * nothing: what the service's own look like is not known here.
   */
  public static boolean anyConfirms(String serviceId) {
    for (PayloadProtocol protocol : BY_ORDINAL) {
      if (protocol.confirms(serviceId)) {
        return true;
      }
    }
    return false;
  }

  /** The constant with this ordinal; unlike {@link #values} without allocating. */
  public static PayloadProtocol ofOrdinal(int ordinal) {
    return BY_ORDINAL[ordinal];
  }
}
