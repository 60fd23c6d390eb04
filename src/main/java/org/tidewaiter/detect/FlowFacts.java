package org.tidewaiter.detect;

import org.tidewaiter.flow.ConnState;
import org.tidewaiter.flow.DirectionBasis;
import org.tidewaiter.flow.FlowJudgement;
import org.tidewaiter.flow.FlowRow;
import org.tidewaiter.flow.FlowTable;
import org.tidewaiter.flow.TcpHistory;
import org.tidewaiter.payload.PayloadProtocol;
import org.tidewaiter.payload.PayloadRecognizer;
import org.tidewaiter.policy.Networks;
import org.tidewaiter.policy.Severity;
import org.tidewaiter.policy.Zone;
import org.tidewaiter.service.ServiceTable;

/**
 * What detections ask of the flow at hand, read from its row once. One instance serves them all.
 */
final class FlowFacts {
  /** Neither end is in the zone {@code external}. */
  static final int INSIDE = 0;

  /** Only the client is external. */
  static final int INBOUND = 1;

  /** Only the server is external. */
  static final int OUTBOUND = 2;

  /** Both are: somebody else's traffic, or networks that nobody declared. */
  static final int OUTSIDE = 3;

  /** No payload, or none that a parser knows. */
  static final byte PORT_ONLY = 0;

  /** The bytes are a protocol of the service. */
  static final byte CONFIRMED = 1;

  /** The bytes are another protocol. */
  static final byte CONTRADICTED = 2;

  // The old dynamic range of Windows (KB 832017): a port in it may be a client's own.
  private static final int FIRST_OLD_DYNAMIC_PORT = 1024;
  private static final int LAST_OLD_DYNAMIC_PORT = 5000;

  private final ServiceTable services;
  private final Networks networks;
  private final byte[][] agreements;
  private final boolean[] hasPortOfTheDay;

  long[] words;
  int at;
  int service;
  int verdict;

  /** Index of the expectation that decided, -1 for none. */
  int rule;

  int protocol;
  int serverPort;
  int locality;
  boolean answered;
  int basis;
  byte agreement;

  FlowFacts(ServiceTable services, Networks networks) {
    this.services = services;
    this.networks = networks;
    this.agreements = new byte[services.count() + 1][];
    this.hasPortOfTheDay = new boolean[services.count() + 1];
    hasPortOfTheDay[services.number("tftp")] = true;
    hasPortOfTheDay[services.number("ftp-data")] = true;
    hasPortOfTheDay[services.number("rpc-dynamic")] = true;
  }

  /** Reads the row; {@code service} is as the row has it. */
  void read(long[] rowWords, int rowAt) {
    words = rowWords;
    at = rowAt;
    service = FlowJudgement.service(words, at);
    verdict = FlowJudgement.verdict(words, at);
    rule = FlowJudgement.rule(words, at);
    protocol = FlowRow.protocol(words, at);
    serverPort = FlowRow.hasPorts(words, at) ? FlowRow.serverPort(words, at) : 0;
    basis = FlowRow.basis(words, at);
    answered = isAnswered();
    locality =
        (isExternal(FlowRow.clientHigh(words, at), FlowRow.clientLow(words, at)) ? INBOUND : 0)
            | (isExternal(FlowRow.serverHigh(words, at), FlowRow.serverLow(words, at))
                ? OUTBOUND
                : 0);
    agreement = agreement(service, FlowRow.payload(words, at));
  }

  private boolean isExternal(long high, long low) {
    return networks.zoneOf(high, low) == Zone.EXTERNAL.ordinal();
  }

  private boolean isAnswered() {
    if (protocol != FlowTable.TCP) {
      return FlowRow.serverPackets(words, at) > 0;
    }
    if (FlowRow.serverPayloadBytes(words, at) > 0) {
      return true;
    }
    ConnState state = TcpHistory.state(FlowRow.history(words, at), FlowRow.clientIsB(words, at));
    switch (state) {
      case S0, REJ, RSTOS0, SH, OTH:
        return false;
      default:
        return true;
    }
  }

  /** How the bytes (a result of {@link PayloadRecognizer}) and the service agree. */
  byte agreement(int serviceNumber, int payload) {
    if (serviceNumber == 0 || !PayloadRecognizer.isNamed(payload)) {
      return PORT_ONLY;
    }
    byte[] ofService = agreements[serviceNumber];
    if (ofService == null) {
      ofService = agreements(services.service(serviceNumber).id());
      agreements[serviceNumber] = ofService;
    }
    return ofService[PayloadRecognizer.protocol(payload).ordinal()];
  }

  private static byte[] agreements(String service) {
    PayloadProtocol[] protocols = PayloadProtocol.values();
    byte[] agreements = new byte[protocols.length];
    boolean known = PayloadProtocol.anyConfirms(service);
    for (PayloadProtocol protocol : protocols) {
      if (protocol != PayloadProtocol.NONE) {
        agreements[protocol.ordinal()] =
            protocol.confirms(service) ? CONFIRMED : known ? CONTRADICTED : PORT_ONLY;
      }
    }
    return agreements;
  }

  /** The port by which a finding names the service: 0 where there is none, or one of the day. */
  int homePort() {
    boolean announced = service != 0 && FlowJudgement.announcedService(words, at) == service;
    return announced && hasPortOfTheDay[service] ? 0 : serverPort;
  }

  /** Whether it is a TCP flow of a service; never of number 0, which is none. */
  boolean isOf(int tcpService) {
    return service == tcpService && tcpService != 0 && isTcp();
  }

  boolean isTcp() {
    return protocol == FlowTable.TCP;
  }

  /**
   * Ordinal of the severest {@link Severity} that a finding may have that rests on this flow.
   *
   * <p>A port proves little where the bytes say otherwise, and a guessed server proves little where
   * its port may be a client's own, unless the bytes confirm the service. A SYN+ACK alone may be
   * forged. Between two outside addresses it is not ours to say.
   */
  int mostSevere() {
    if (locality == OUTSIDE || agreement == CONTRADICTED) {
      return Severity.LOW.ordinal();
    }
    if (basis >= DirectionBasis.SYN.ordinal()) {
      return Severity.CRITICAL.ordinal();
    }
    if (basis == DirectionBasis.SYN_ACK.ordinal()) {
      boolean followed =
          FlowRow.clientPackets(words, at) > 0 || FlowRow.serverPayloadBytes(words, at) > 0;
      return followed ? Severity.CRITICAL.ordinal() : Severity.MEDIUM.ordinal();
    }
    if (basis >= DirectionBasis.ANNOUNCED.ordinal()) {
      return Severity.CRITICAL.ordinal();
    }
    if (isExchangeAtSystemPort()) {
      return Severity.HIGH.ordinal();
    }
    boolean mayBeClients =
        agreement != CONFIRMED
            && serverPort >= FIRST_OLD_DYNAMIC_PORT
            && serverPort <= LAST_OLD_DYNAMIC_PORT;
    return basis < DirectionBasis.PORT_RANK.ordinal() || mayBeClients
        ? Severity.LOW.ordinal()
        : Severity.MEDIUM.ordinal();
  }

  /**
   * A datagram from a high port to a service's port below 1024, and one back: short of bytes that
   * say so, nothing tells better who serves.
   */
  private boolean isExchangeAtSystemPort() {
    return protocol == FlowTable.UDP
        && basis == DirectionBasis.SERVICE_PORT.ordinal()
        && serverPort < FIRST_OLD_DYNAMIC_PORT
        && FlowRow.clientPort(words, at) >= FIRST_OLD_DYNAMIC_PORT
        && FlowRow.clientPackets(words, at) > 0
        && FlowRow.serverPackets(words, at) > 0
        && FlowRow.clientSpokeFirst(words, at);
  }

  /** The same of a finding that rests on what the bytes say: their roles need no guess. */
  int mostSevereByBytes() {
    return locality == OUTSIDE ? Severity.LOW.ordinal() : Severity.CRITICAL.ordinal();
  }
}
