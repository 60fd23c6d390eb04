package org.tidewaiter.detect;

import java.util.HashSet;
import java.util.Set;
import java.util.StringJoiner;
import org.tidewaiter.payload.observation.DnsAnswer;
import org.tidewaiter.payload.observation.DnsRecord;
import org.tidewaiter.payload.observation.DnsUpdate;
import org.tidewaiter.policy.Severity;

/**
 * What DNS says of KMS hosts: the {@code _vlmcs._tcp} service records that clients find them by,
 * and who wrote them.
 */
final class KmsDirectory {
  /** Most advertised hosts remembered, by name and port. */
  static final int MAX_ADVERTISED = 4096;

  private static final String SERVICE_NAME = "_vlmcs._tcp";
  private static final int KMS_PORT = 1688;
  private static final int DNS_PORT = 53;
  private static final int CLASS_IN = 1;
  private static final int SHOWN = 4;

  private final Sightings sightings;
  private final DnsNames names;
  private final int kms;
  private final int kmsHosts;
  private final int cloud;
  private final Memory<String, Advert> adverts;
  private long answers;

  /** A host as it was advertised first. */
  private record Advert(String target, int port, Address dnsServer) {}

  KmsDirectory(Sightings sightings, DnsNames names) {
    this.sightings = sightings;
    this.names = names;
    kms = sightings.service("kms");
    kmsHosts = sightings.filledGroup("kms-hosts");
    cloud = sightings.filledGroup("cloud-kms");
    adverts = new Memory<>(MAX_ADVERTISED, sightings.counters);
  }

  private static boolean isAboutKms(String name) {
    return name.startsWith(SERVICE_NAME)
        && (name.length() == SERVICE_NAME.length() || name.charAt(SERVICE_NAME.length()) == '.');
  }

  /** Takes in an answer whose addresses {@link DnsNames} has learned. */
  void answered(DnsAnswer answer) {
    boolean counted = false;
    for (DnsRecord record : answer.records()) {
      if (record.type() == DnsRecord.SRV && isAboutKms(record.name()) && isUnicast(answer)) {
        answers += counted ? 0 : 1;
        counted = true;
        String key = record.target() + ":" + record.port();
        Address dnsServer =
            new Address(answer.envelope().senderHigh(), answer.envelope().senderLow());
        adverts.put(key, new Advert(record.target(), record.port(), dnsServer));
        judge(record, answer);
      }
    }
  }

  private static boolean isUnicast(DnsAnswer answer) {
    return answer.envelope().senderPort() == DNS_PORT;
  }

  private void judge(DnsRecord record, DnsAnswer answer) {
    String reason = "";
    int severity = Severity.MEDIUM.ordinal();
    if (record.port() != KMS_PORT) {
      reason = "port " + record.port() + " is not 1688";
    }
    for (Address address : names.addressesOf(record.target())) {
      boolean stranger =
          kmsHosts >= 0
              ? !sightings.isIn(kmsHosts, address)
              : sightings.isExternal(address) && !sightings.isIn(cloud, address);
      if (stranger) {
        severity = sightings.levels.severity(Detection.KMS_SRV_UNEXPECTED_TARGET);
        reason =
            address + (kmsHosts >= 0 ? " is not in the group kms-hosts" : " lies in the Internet");
        break;
      }
    }
    if (reason.isEmpty()) {
      return;
    }
    int finding =
        sightings.ofServer(
            Detection.KMS_SRV_UNEXPECTED_TARGET,
            0,
            kms,
            record.target() + ":" + record.port(),
            severity);
    sightings.findings.note(
        finding,
        "DNS server "
            + sightings.server()
            + " answered "
            + answer.queryName()
            + " with SRV "
            + record.priority()
            + " "
            + record.weight()
            + " "
            + record.port()
            + " "
            + record.target()
            + "; "
            + reason);
  }

  /** Takes in a dynamic update. */
  void updated(DnsUpdate update) {
    Address sender = new Address(update.envelope().senderHigh(), update.envelope().senderLow());
    for (DnsRecord record : update.records()) {
      boolean adds = record.type() == DnsRecord.SRV && record.dnsClass() == CLASS_IN;
      if (!adds || !isAboutKms(record.name()) || sightings.isIn(kmsHosts, sender)) {
        continue;
      }
      // Without a list of KMS hosts this is merely how one announces itself.
      int severity =
          kmsHosts >= 0
              ? sightings.levels.severity(Detection.KMS_SRV_UPDATE)
              : Severity.LOW.ordinal();
      int finding =
          sightings.tie(
              Detection.KMS_SRV_UPDATE,
              0,
              FindingRow.FROM_BYTES,
              kms,
              0,
              sender,
              record.target() + ":" + record.port(),
              severity);
      sightings.findings.note(
          finding, "The update adds " + record.name() + " SRV to the zone " + update.zone());
    }
  }

  /** Answers seen that advertise a KMS host. */
  long answers() {
    return answers;
  }

  /** The addresses of all advertised hosts, as far as answers gave them. */
  Set<Address> advertised() {
    Set<Address> advertised = new HashSet<>();
    for (Advert advert : adverts.entries().values()) {
      advertised.addAll(names.addressesOf(advert.target()));
    }
    return advertised;
  }

  /** Whether hosts were advertised and the addresses of all of them are known. */
  boolean isResolved() {
    for (Advert advert : adverts.entries().values()) {
      if (names.addressesOf(advert.target()).isEmpty()) {
        return false;
      }
    }
    return !adverts.isEmpty();
  }

  /** The advertised hosts in short, empty for none. */
  String describe() {
    StringJoiner text = new StringJoiner(", ", "advertised in DNS: ", "").setEmptyValue("");
    int shown = 0;
    for (Advert advert : adverts.entries().values()) {
      if (shown++ == SHOWN) {
        text.add("… " + (adverts.size() - SHOWN) + " more");
        break;
      }
      StringJoiner where = new StringJoiner(" ", " (", ")").setEmptyValue("");
      names.addressesOf(advert.target()).forEach(address -> where.add(address.toString()));
      text.add(advert.target() + ":" + advert.port() + where);
    }
    return text.toString();
  }
}
