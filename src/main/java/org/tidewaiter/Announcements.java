package org.tidewaiter;

import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.flow.AnnouncedEndpoints;
import org.tidewaiter.flow.AnnouncedEndpoints.Announcement;
import org.tidewaiter.flow.AnnouncedEndpoints.Endpoint;
import org.tidewaiter.flow.FlowId;
import org.tidewaiter.flow.FlowTable;
import org.tidewaiter.payload.observation.DnsAnswer;
import org.tidewaiter.payload.observation.DnsRecord;
import org.tidewaiter.payload.observation.EndpointMapping;
import org.tidewaiter.payload.observation.Envelope;
import org.tidewaiter.payload.observation.FtpEndpoint;
import org.tidewaiter.payload.observation.Observation;
import org.tidewaiter.payload.observation.RpcInterfaces;
import org.tidewaiter.payload.observation.TftpRequest;
import org.tidewaiter.policy.DetectionSettings;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.service.ServiceTable;

/**
 * Tells the flow table of endpoints that a message named, so that the flow which uses one gets its
 * service and the naming flow as its parent: RPC ports of the endpoint mapper, FTP data ports, TFTP
 * transfers, targets of DNS service records.
 *
 * <p>A host speaks for itself only: an endpoint mapper that names another host's port is not
 * believed.
 */
final class Announcements {
  /** Longest life of what a DNS service record announces, whatever its time to live. */
  private static final long MAX_RECORD_SECONDS = 3600;

  private static final long SECOND = 1_000_000_000L;
  private static final int DNS_PORT = 53;

  private final AnnouncedEndpoints endpoints;
  private final ServiceTable services;
  private final int kms;
  private final int rpcDynamic;
  private final int ftpData;
  private final int tftp;
  private final long rpcNanos;
  private final long ftpNanos;
  private final long tftpNanos;

  Announcements(RuleSet rules, AnnouncedEndpoints endpoints) {
    this.endpoints = endpoints;
    services = rules.services();
    kms = services.number("kms");
    rpcDynamic = services.number("rpc-dynamic");
    ftpData = services.number("ftp-data");
    tftp = services.number("tftp");
    DetectionSettings settings = rules.detections();
    rpcNanos = ageNanos(settings, "rpc-dynamic-associated");
    ftpNanos = ageNanos(settings, "ftp-data-associated");
    tftpNanos = ageNanos(settings, "tftp-associated");
  }

  /** How long what it names stays named, -1 where it is disabled. */
  private static long ageNanos(DetectionSettings settings, String detection) {
    return settings.enabled(detection) ? settings.durationNanos(detection, "max_age") : -1;
  }

  /** Takes in what a message of the flow at {@code (words, at)} said. */
  void observed(Observation observation, long[] words, int at) {
    if (observation instanceof DnsAnswer answer) {
      if (answer.envelope().senderPort() == DNS_PORT) {
        ofRecords(answer, words, at);
      }
    } else if (observation instanceof EndpointMapping mapping) {
      ofMapper(mapping, words, at);
    } else if (observation instanceof FtpEndpoint endpoint) {
      ofFtp(endpoint, words, at);
    } else if (observation instanceof TftpRequest request) {
      Envelope envelope = request.envelope();
      // The answer comes from a port of the day to the port that asked.
      Endpoint client =
          new Endpoint(
              envelope.senderHigh(), envelope.senderLow(), envelope.senderPort(), FlowTable.UDP);
      announce(client, tftp, tftpNanos, envelope.timeNanos(), true, words, at);
    }
  }

  private void announce(
      Endpoint endpoint,
      int service,
      long ageNanos,
      long nanos,
      boolean ofClient,
      long[] words,
      int at) {
    if (ageNanos >= 0) {
      endpoints.announce(
          endpoint,
          new Announcement(FlowId.of(words, at), service, nanos, nanos + ageNanos, ofClient));
    }
  }

  private void ofMapper(EndpointMapping mapping, long[] words, int at) {
    Envelope envelope = mapping.envelope();
    boolean namesNone = mapping.addressHigh() == 0 && mapping.addressLow() == 0;
    boolean namesItself =
        mapping.addressHigh() == envelope.senderHigh()
            && mapping.addressLow() == envelope.senderLow();
    if (namesNone || namesItself) {
      boolean isKms = mapping.interfaceId().equals(RpcInterfaces.KMS);
      Endpoint endpoint =
          new Endpoint(
              envelope.senderHigh(), envelope.senderLow(), mapping.port(), mapping.transport());
      int service = isKms ? kms : rpcDynamic;
      announce(endpoint, service, rpcNanos, envelope.timeNanos(), false, words, at);
    }
  }

  private void ofFtp(FtpEndpoint said, long[] words, int at) {
    Envelope envelope = said.envelope();
    Endpoint named =
        new Endpoint(said.addressHigh(), said.addressLow(), said.port(), FlowTable.TCP);
    announce(named, ftpData, ftpNanos, envelope.timeNanos(), false, words, at);
    // Behind address translation the sender's own address is the one that will be used.
    Endpoint own =
        new Endpoint(envelope.senderHigh(), envelope.senderLow(), said.port(), FlowTable.TCP);
    if (!own.equals(named)) {
      announce(own, ftpData, ftpNanos, envelope.timeNanos(), false, words, at);
    }
  }

  private void ofRecords(DnsAnswer answer, long[] words, int at) {
    for (DnsRecord record : answer.records()) {
      int service = record.type() == DnsRecord.SRV ? serviceOf(record.name()) : 0;
      if (service == 0) {
        continue;
      }
      int protocol = record.name().contains("._udp.") ? FlowTable.UDP : FlowTable.TCP;
      // A port that has this service anyway needs no announcement to be recognised.
      if (services.serviceAt(protocol, record.port()) == service) {
        continue;
      }
      long ageNanos = Math.min(record.ttlSeconds(), MAX_RECORD_SECONDS) * SECOND;
      for (DnsRecord address : addressesOf(record.target(), answer)) {
        Endpoint endpoint =
            new Endpoint(address.addressHigh(), address.addressLow(), record.port(), protocol);
        announce(endpoint, service, ageNanos, answer.envelope().timeNanos(), false, words, at);
      }
    }
  }

  private static List<DnsRecord> addressesOf(String target, DnsAnswer answer) {
    List<DnsRecord> addresses = new ArrayList<>(2);
    for (DnsRecord record : answer.records()) {
      if ((record.type() == DnsRecord.A || record.type() == DnsRecord.AAAA)
          && record.name().equals(target)) {
        addresses.add(record);
      }
    }
    return addresses;
  }

  /** The service that a name such as {@code _ldap._tcp.example} asks for, 0 where unknown. */
  private int serviceOf(String name) {
    int dot = name.indexOf('.');
    if (dot < 2 || name.charAt(0) != '_') {
      return 0;
    }
    String label = name.substring(1, dot);
    return label.equals("vlmcs") ? kms : services.number(label);
  }
}
