package org.tidewaiter.payload.observation;

/** What one message said, detached from the packet that carried it. */
public sealed interface Observation
    permits Banner,
        DhcpReply,
        Dhcpv6Reply,
        DnsAnswer,
        DnsUpdate,
        EndpointMapping,
        FtpEndpoint,
        FtpLogin,
        HttpRequest,
        KerberosReply,
        KmsCleartext,
        LdapResponse,
        RpcBind,
        RpcBindAck,
        RpcCall,
        RpcDatagram,
        SmbDialect,
        SnmpVersion,
        SsdpMessage,
        TftpRequest,
        TlsHello {

  /** When, from whom, to whom. */
  Envelope envelope();
}
