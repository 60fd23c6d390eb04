package org.tidewaiter;

import org.tidewaiter.flow.FlowJudgement;
import org.tidewaiter.flow.FlowRow;
import org.tidewaiter.payload.PayloadProtocol;
import org.tidewaiter.payload.PayloadRecognizer;
import org.tidewaiter.policy.Judgement;
import org.tidewaiter.policy.Policy;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.policy.Verdict;
import org.tidewaiter.service.Service;
import org.tidewaiter.service.ServiceSource;
import org.tidewaiter.service.ServiceTable;

/**
 * Names a flow's service and asks the policy about it: the step from {@code flow} through {@code
 * service} to {@code policy}. Announced endpoints come first, then the port, then the bytes.
 */
final class FlowJudge {
  /** Ports from here on are temporary ones on some system; the registry's names mean nothing. */
  private static final int FIRST_TEMPORARY_PORT = 32_768;

  private final ServiceTable services;
  private final Policy policy;
  private final int[] serviceOfPayload;

  FlowJudge(RuleSet rules) {
    services = rules.services();
    policy = rules.policy();
    serviceOfPayload = servicesOfPayloads(services);
  }

  // A protocol names a service where it has the service's id, or is the look of one service only.
  private static int[] servicesOfPayloads(ServiceTable services) {
    PayloadProtocol[] protocols = PayloadProtocol.values();
    int[] numbers = new int[protocols.length];
    for (PayloadProtocol protocol : protocols) {
      int named = services.number(protocol.id());
      int confirmed = 0;
      int count = 0;
      for (int number = 1; number <= services.count() && named == 0; number++) {
        Service service = services.service(number);
        if (protocol.confirms(service.id())) {
          confirmed = number;
          count++;
        }
      }
      numbers[protocol.ordinal()] = named != 0 ? named : count == 1 ? confirmed : 0;
    }
    return numbers;
  }

  /** Gives the row its service and its verdict. */
  void judge(long[] words, int at) {
    name(words, at);
    if (FlowRow.isToMany(words, at)) {
      FlowJudgement.setVerdict(words, at, Verdict.UNDETERMINED.ordinal(), -1);
      return;
    }
    int judgement =
        policy.judge(
            FlowJudgement.service(words, at),
            FlowRow.serverHigh(words, at),
            FlowRow.serverLow(words, at),
            FlowRow.clientHigh(words, at),
            FlowRow.clientLow(words, at),
            FlowRow.firstNanos(words, at));
    FlowJudgement.setVerdict(
        words, at, Judgement.verdict(judgement).ordinal(), Judgement.row(judgement));
  }

  private void name(long[] words, int at) {
    int announced = FlowJudgement.announcedService(words, at);
    if (announced != 0) {
      FlowJudgement.setService(words, at, announced, ServiceSource.ANNOUNCED.ordinal());
      return;
    }
    int protocol = FlowRow.protocol(words, at);
    boolean hasPorts = FlowRow.hasPorts(words, at);
    int port = hasPorts ? FlowRow.serverPort(words, at) : 0;
    int byPort = services.serviceOf(protocol, port, hasPorts ? FlowRow.clientPort(words, at) : 0);
    if (byPort != 0) {
      FlowJudgement.setService(
          words, at, byPort, ServiceSource.of(services.layerAt(protocol, port)).ordinal());
      return;
    }
    int byPayload =
        serviceOfPayload[PayloadRecognizer.protocol(FlowRow.payload(words, at)).ordinal()];
    if (byPayload != 0) {
      FlowJudgement.setService(words, at, byPayload, ServiceSource.PAYLOAD.ordinal());
    } else if (hasPorts
        && port < FIRST_TEMPORARY_PORT
        && services.registeredNames().hasName(protocol, port)) {
      FlowJudgement.setService(words, at, 0, ServiceSource.IANA.ordinal());
    } else {
      FlowJudgement.setService(words, at, 0, ServiceSource.NONE.ordinal());
    }
  }
}
