package org.tidewaiter.report;

import java.nio.charset.StandardCharsets;
import org.tidewaiter.decode.IpProtocol;
import org.tidewaiter.decode.Tunnel;
import org.tidewaiter.flow.ConnState;
import org.tidewaiter.flow.DirectionBasis;
import org.tidewaiter.flow.EndReason;
import org.tidewaiter.payload.PayloadProtocol;
import org.tidewaiter.policy.Networks;
import org.tidewaiter.policy.Policy;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.policy.Verdict;
import org.tidewaiter.policy.Zone;
import org.tidewaiter.service.ServiceSource;
import org.tidewaiter.service.ServiceTable;

/**
 * The words that flow rows are written with, as bytes and by number: made once, read by all
 * encoders.
 */
final class FlowVocabulary {
  static final byte[] NOTHING = {};

  /** What {@link #agreement} says of content that is not the service's. */
  static final int CONTRADICTED = 2;

  final byte[][] protocols = new byte[256][];
  final byte[][] bases = new byte[DirectionBasis.values().length][];
  final byte[][] endReasons = new byte[EndReason.values().length][];
  final byte[][] states = new byte[ConnState.values().length][];
  final byte[][] tunnels = new byte[Tunnel.values().length][];
  final byte[][] payloads = new byte[PayloadProtocol.values().length][];
  final byte[][] verdicts = new byte[Verdict.values().length][];
  final byte[][] zones = new byte[Zone.values().length][];
  final byte[][] sources = new byte[ServiceSource.values().length][];
  final byte[][] services;
  final byte[][] rules;

  /** By payload and service: 0 port-only, 1 confirmed, 2 contradicted. */
  final byte[][] agreement;

  final byte[][] agreements = {
    bytes("port-only"), bytes("confirmed"), bytes("contradicted"), NOTHING
  };
  final Networks networks;
  private final ServiceTable table;

  FlowVocabulary(RuleSet ruleSet) {
    table = ruleSet.services();
    networks = ruleSet.networks();
    for (int i = 0; i < 256; i++) {
      protocols[i] = bytes(IpProtocol.keyword(i));
    }
    for (DirectionBasis basis : DirectionBasis.values()) {
      bases[basis.ordinal()] = bytes(basis.label);
    }
    for (EndReason reason : EndReason.values()) {
      endReasons[reason.ordinal()] = bytes(reason.label);
    }
    for (ConnState state : ConnState.values()) {
      states[state.ordinal()] = bytes(state.name());
    }
    for (Tunnel tunnel : Tunnel.values()) {
      tunnels[tunnel.ordinal()] = bytes(tunnel.label());
    }
    for (PayloadProtocol protocol : PayloadProtocol.values()) {
      payloads[protocol.ordinal()] = bytes(protocol.id());
    }
    for (Verdict verdict : Verdict.values()) {
      verdicts[verdict.ordinal()] = bytes(verdict.label());
    }
    for (Zone zone : Zone.values()) {
      zones[zone.ordinal()] = bytes(zone.label());
    }
    for (ServiceSource source : ServiceSource.values()) {
      sources[source.ordinal()] = bytes(source.label());
    }
    services = new byte[table.count() + 1][];
    services[0] = NOTHING;
    for (int number = 1; number < services.length; number++) {
      services[number] = bytes(CsvText.cell(table.service(number).id()));
    }
    Policy policy = ruleSet.policy();
    rules = new byte[policy.expectations()][];
    for (int i = 0; i < rules.length; i++) {
      rules[i] = bytes(CsvText.cell(policy.expectation(i).id()));
    }
    agreement = agreements(table);
  }

  private static byte[][] agreements(ServiceTable table) {
    PayloadProtocol[] protocols = PayloadProtocol.values();
    byte[][] agreement = new byte[protocols.length][table.count() + 1];
    for (int number = 1; number <= table.count(); number++) {
      String id = table.service(number).id();
      if (PayloadProtocol.anyConfirms(id)) {
        for (int i = 1; i < protocols.length; i++) {
          agreement[i][number] = (byte) (protocols[i].confirms(id) ? 1 : CONTRADICTED);
        }
      }
    }
    return agreement;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Names of ports, for one thread. */
  PortNames portNames() {
    return new PortNames(this, table);
  }
}
