package org.tidewaiter.detect;

import org.tidewaiter.decode.FlowHash;
import org.tidewaiter.payload.observation.DhcpReply;
import org.tidewaiter.payload.observation.DnsAnswer;

/** Who hands out addresses: hosts that are not listed, two at once, and gateways of a home kind. */
final class DhcpServers {
  /** Most transactions, and most hosts, remembered. */
  static final int MAX_REMEMBERED = 16_384;

  private static final int OFFER = 2;
  private static final int ACK = 5;
  private static final int NAK = 6;
  private static final int SERVER_PORT = 67;
  private static final int DNS_PORT = 53;

  /** A request, by its number and its client. */
  private record Transaction(int id, long clientMac) {
    @Override
    public int hashCode() {
      return FlowHash.OF_PROCESS.of(0, 0, 0, clientMac, id);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Transaction that && id == that.id && clientMac == that.clientMac;
    }
  }

  /** The first answer to a request. */
  private record Answer(Address server, long nanos) {}

  private final Sightings sightings;
  private final int dhcp;
  private final int dhcpServers;
  private final int dnsServers;
  private final int pxeServers;
  private final long windowNanos;
  private final Memory<Transaction, Answer> transactions;
  private final Memory<Address, Boolean> handsOutAddresses;
  private final Memory<Address, Boolean> answersNames;

  DhcpServers(Sightings sightings) {
    this.sightings = sightings;
    dhcp = sightings.service("dhcp-server");
    dhcpServers = sightings.filledGroup("dhcp-servers");
    dnsServers = sightings.filledGroup("dns-servers");
    pxeServers = sightings.filledGroup("pxe-servers");
    windowNanos =
        sightings.rules.detections().durationNanos(Detection.DHCP_TWO_SERVERS.id(), "window");
    transactions = new Memory<>(MAX_REMEMBERED, sightings.counters);
    handsOutAddresses = new Memory<>(MAX_REMEMBERED, sightings.counters);
    answersNames = new Memory<>(MAX_REMEMBERED, sightings.counters);
  }

  void replied(DhcpReply reply) {
    Address sender = new Address(reply.envelope().senderHigh(), reply.envelope().senderLow());
    // A relay passes on what the server of option 54 said.
    boolean relayed = reply.relayAddress() != 0;
    Address server = reply.serverId() != 0 ? Address.ofIpv4(reply.serverId()) : sender;
    judgeListed(reply, server, relayed ? server : sender);
    // Boot servers answer too but hand out no address, and neither do answers to INFORM.
    boolean handsOut =
        reply.offeredAddress() != 0 && (reply.messageType() == OFFER || reply.messageType() == ACK);
    if (handsOut) {
      judgeAlone(reply, server);
    }
    if (!relayed) {
      handsOutAddresses.put(sender, Boolean.TRUE);
      judgeGateway(sender);
    }
  }

  private void judgeListed(DhcpReply reply, Address server, Address sender) {
    boolean speaksAsServer = reply.offeredAddress() != 0 || reply.messageType() == NAK;
    Address stranger =
        !sightings.isIn(dhcpServers, server)
            ? server
            : sightings.isIn(dhcpServers, sender) ? null : sender;
    if (dhcpServers < 0
        || !speaksAsServer
        || stranger == null
        || sightings.isIn(pxeServers, stranger)) {
      return;
    }
    int finding =
        sightings.tie(
            Detection.DHCP_ROGUE_SERVER,
            0,
            FindingRow.FROM_BYTES,
            dhcp,
            SERVER_PORT,
            stranger,
            "",
            sightings.levels.severity(Detection.DHCP_ROGUE_SERVER));
    if (finding >= 0 && !sightings.findings.hasNote(finding)) {
      sightings.findings.note(finding, describe(reply, sender));
    }
  }

  private static String describe(DhcpReply reply, Address sender) {
    StringBuilder text = new StringBuilder("It was sent by ").append(sender);
    text.append(" to client ").append(mac(reply.clientMac()));
    text.append(", transaction 0x").append(Integer.toHexString(reply.transactionId()));
    text.append(", offers ").append(Address.ofIpv4(reply.offeredAddress()));
    if (reply.serverId() != 0) {
      text.append(", server identifier ").append(Address.ofIpv4(reply.serverId()));
    }
    for (int router : reply.routers()) {
      text.append(", router ").append(Address.ofIpv4(router));
    }
    for (int dnsServer : reply.dnsServers()) {
      text.append(", DNS server ").append(Address.ofIpv4(dnsServer));
    }
    return text.toString();
  }

  private static String mac(long mac) {
    StringBuilder text = new StringBuilder();
    for (int shift = 40; shift >= 0; shift -= 8) {
      int octet = (int) (mac >>> shift) & 0xFF;
      text.append(octet < 16 ? "0" : "").append(Integer.toHexString(octet));
      text.append(shift == 0 ? "" : ":");
    }
    return text.toString();
  }

  private void judgeAlone(DhcpReply reply, Address server) {
    Transaction transaction = new Transaction(reply.transactionId(), reply.clientMac());
    long nanos = reply.envelope().timeNanos();
    Answer first = transactions.get(transaction);
    if (first == null || Math.abs(nanos - first.nanos()) > windowNanos) {
      transactions.put(transaction, new Answer(server, nanos));
      return;
    }
    boolean bothListed =
        sightings.isIn(dhcpServers, first.server()) && sightings.isIn(dhcpServers, server);
    if (first.server().equals(server) || bothListed) {
      return;
    }
    boolean inOrder = Long.compareUnsigned(first.server().low(), server.low()) < 0;
    Address lower = inOrder ? first.server() : server;
    Address upper = inOrder ? server : first.server();
    int finding =
        sightings.tie(
            Detection.DHCP_TWO_SERVERS,
            0,
            FindingRow.FROM_BYTES,
            dhcp,
            SERVER_PORT,
            sightings.isIn(dhcpServers, upper) ? lower : upper,
            lower + " and " + upper,
            sightings.levels.severity(Detection.DHCP_TWO_SERVERS));
    if (finding >= 0 && !sightings.findings.hasNote(finding)) {
      sightings.findings.note(
          finding,
          "Transaction 0x"
              + Integer.toHexString(reply.transactionId())
              + " of client "
              + mac(reply.clientMac())
              + " was answered by "
              + first.server()
              + " and by "
              + server
              + " within "
              + Math.abs(nanos - first.nanos()) / 1_000_000
              + " ms");
    }
  }

  /** Takes in that a host answers names. */
  void named(DnsAnswer answer) {
    boolean unicast =
        answer.envelope().senderPort() == DNS_PORT && (dhcpServers >= 0 || dnsServers >= 0);
    if (unicast) {
      Address sender = new Address(answer.envelope().senderHigh(), answer.envelope().senderLow());
      if (answersNames.get(sender) == null) {
        answersNames.put(sender, Boolean.TRUE);
        judgeGateway(sender);
      }
    }
  }

  private void judgeGateway(Address host) {
    if (dhcpServers < 0 && dnsServers < 0
        || sightings.isIn(dhcpServers, host)
        || sightings.isIn(dnsServers, host)
        || handsOutAddresses.get(host) == null
        || answersNames.get(host) == null) {
      return;
    }
    sightings.tie(
        Detection.ICS_GATEWAY,
        0,
        FindingRow.FROM_BYTES,
        0,
        0,
        host,
        "",
        sightings.levels.severity(Detection.ICS_GATEWAY));
  }
}
