package org.tidewaiter.detect;

import org.tidewaiter.payload.observation.Banner;
import org.tidewaiter.payload.observation.DnsAnswer;
import org.tidewaiter.payload.observation.HttpRequest;
import org.tidewaiter.payload.observation.KerberosReply;
import org.tidewaiter.payload.observation.LdapResponse;
import org.tidewaiter.payload.observation.Observation;
import org.tidewaiter.payload.observation.RpcBind;
import org.tidewaiter.payload.observation.RpcDatagram;
import org.tidewaiter.payload.observation.SmbDialect;
import org.tidewaiter.payload.observation.SnmpVersion;
import org.tidewaiter.payload.observation.SsdpMessage;
import org.tidewaiter.payload.observation.TftpRequest;
import org.tidewaiter.payload.observation.TlsHello;

/** Puts what a message said into a sentence for the evidence of its flow's findings. */
final class ObservationNote {
  private ObservationNote() {}

  /** The sentence without its full stop; empty where it adds nothing to a finding. */
  static String of(Observation observation) {
    if (observation instanceof RpcBind bind) {
      return "An RPC bind asks for " + KmsTraffic.interfaces(bind);
    }
    if (observation instanceof RpcDatagram request) {
      return "An RPC request is for "
          + KmsTraffic.named(request.interfaceId())
          + " version "
          + request.majorVersion();
    }
    if (observation instanceof SmbDialect smb) {
      return (smb.fromServer() ? "The server chose " : "The client opened with ") + smb.dialect();
    }
    if (observation instanceof Banner banner) {
      return "The server greets with '" + banner.text() + "'";
    }
    if (observation instanceof HttpRequest request) {
      return "A request is '"
          + request.method()
          + " "
          + request.target()
          + "'"
          + (request.host().isEmpty() ? "" : " for host '" + request.host() + "'");
    }
    if (observation instanceof TlsHello hello) {
      return hello.serverName().isEmpty()
          ? ""
          : "The client asks for TLS with '" + hello.serverName() + "'";
    }
    if (observation instanceof SnmpVersion snmp) {
      return "SNMP version " + (snmp.version() == 1 ? "2c" : snmp.version() == 0 ? "1" : "3");
    }
    if (observation instanceof TftpRequest tftp) {
      return (tftp.write() ? "The client wrote" : "The client read") + " '" + tftp.fileName() + "'";
    }
    return ofDirectory(observation);
  }

  private static String ofDirectory(Observation observation) {
    if (observation instanceof DnsAnswer dns) {
      return dns.queryName().isEmpty() ? "" : "A query was for '" + dns.queryName() + "'";
    }
    if (observation instanceof KerberosReply kerberos) {
      return "The server answered with Kerberos message " + kerberos.messageType();
    }
    if (observation instanceof LdapResponse ldap) {
      return "The server answered LDAP operation " + ldap.operation();
    }
    if (observation instanceof SsdpMessage ssdp) {
      return "SSDP " + ssdp.method() + " for '" + ssdp.searchTarget() + "'";
    }
    return "";
  }
}
