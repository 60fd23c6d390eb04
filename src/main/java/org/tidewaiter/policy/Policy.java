package org.tidewaiter.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tidewaiter.policy.Expectation.Ruling;
import org.tidewaiter.policy.ExpectationsReader.Draft;
import org.tidewaiter.service.DefaultVerdict;
import org.tidewaiter.service.Service;
import org.tidewaiter.service.ServiceTable;

/**
 * Which expectation decides about a flow.
 *
 * <ol>
 *   <li>A matching {@code forbid} wins.
 *   <li>Else the most specific row: service id over class over any; then the longest server
 *       network; then the longest client network.
 *   <li>A tie between alert and expect or allow: alert. Any other tie: expect over allow, then the
 *       alphabetically first id. Among several forbids the same order picks the one that is named.
 *   <li>No row: the service's default.
 *   <li>No service: no rule.
 * </ol>
 *
 * <p>Immutable; {@link #judge} allocates nothing.
 */
public final class Policy {
  private static final int FORBID_WINS = 1 << 30;
  private static final int BY_ID = 2 << 20;
  private static final int BY_CLASS = 1 << 20;
  private static final int SERVER_SHIFT = 10;
  private static final int CLIENT_SHIFT = 2;

  private final ServiceTable services;
  private final Networks networks;
  private final List<Expectation> rows = new ArrayList<>();
  private final byte[][] servers;
  private final byte[][] clients;
  private final long[] untilNanos;

  /** By service number: the rows in force that can cover it, in the order of their ids. */
  private final int[][] candidates;

  /** Beside each candidate: what its service, ruling and tie order contribute to its rank. */
  private final int[][] candidateRanks;

  /** By service number: until when its default decides against unlisted servers. */
  private final long[] defaultUntilNanos;

  Policy(ServiceTable services, Networks networks, List<Draft> drafts) {
    this.services = services;
    this.networks = networks;
    servers = new byte[drafts.size()][];
    clients = new byte[drafts.size()][];
    untilNanos = new long[drafts.size()];
    for (Draft draft : drafts) {
      int row = rows.size();
      rows.add(draft.expectation());
      servers[row] = networks.specificity(draft.servers().number);
      clients[row] = networks.specificity(draft.clients().number);
      untilNanos[row] = endNanos(draft.expectation().until());
    }
    Target[] targets = new Target[rows.size()];
    for (int row = 0; row < targets.length; row++) {
      targets[row] = Target.of(rows.get(row).service(), services);
    }
    candidates = new int[services.count() + 1][];
    candidateRanks = new int[services.count() + 1][];
    defaultUntilNanos = new long[services.count() + 1];
    for (int number = 1; number <= services.count(); number++) {
      prepare(services.service(number), targets);
    }
  }

  /** Nanoseconds since 1970 at which a row ends; the greatest number for one without until. */
  static long endNanos(LocalDate lastDay) {
    return lastDay == null ? Long.MAX_VALUE : LastDay.endNanos(lastDay);
  }

  private void prepare(Service service, Target[] targets) {
    int[] indices = new int[rows.size()];
    int[] ranks = new int[rows.size()];
    int count = 0;
    boolean legacy = service.defaultVerdict() == DefaultVerdict.LEGACY;
    long defaultUntil = legacy ? Long.MAX_VALUE : Long.MIN_VALUE;
    for (int row = 0; row < rows.size(); row++) {
      int level = targets[row].level(service);
      Expectation expectation = rows.get(row);
      if (level < 0 || !expectation.active()) {
        continue;
      }
      indices[count] = row;
      ranks[count++] = level + rank(expectation.ruling());
      if (service.defaultVerdict() == DefaultVerdict.CLOSED && level > 0 && lists(expectation)) {
        defaultUntil = Math.max(defaultUntil, untilNanos[row]);
      }
    }
    candidates[service.number()] = Arrays.copyOf(indices, count);
    candidateRanks[service.number()] = Arrays.copyOf(ranks, count);
    defaultUntilNanos[service.number()] = defaultUntil;
  }

  private static boolean lists(Expectation expectation) {
    return expectation.ruling() == Ruling.EXPECT || expectation.ruling() == Ruling.ALLOW;
  }

  /**
   * What the service cell of a row means.
   *
   * @param number number of the one service, or 0
   * @param serviceClass the class, or null
   */
  record Target(int number, String serviceClass) {
    static Target of(String cell, ServiceTable services) {
      if (cell.startsWith(ExpectationsReader.CLASS_PREFIX)) {
        return new Target(0, cell.substring(ExpectationsReader.CLASS_PREFIX.length()));
      }
      return new Target(services.number(cell), null);
    }

    /** How specific it is for a service, or -1 where it does not cover it. */
    int level(Service service) {
      if (number != 0) {
        return number == service.number() ? BY_ID : -1;
      }
      if (serviceClass != null) {
        return serviceClass.equals(service.serviceClass()) ? BY_CLASS : -1;
      }
      return 0;
    }
  }

  private static int rank(Ruling ruling) {
    return switch (ruling) {
      case ALLOW -> 0;
      case EXPECT -> 1;
      case ALERT -> 2;
      case FORBID -> FORBID_WINS;
    };
  }

  /**
   * Judges a flow.
   *
   * @param service number of the service at the server, 0 for none
   * @param serverHigh upper 64 bits of the server's address
   * @param serverLow lower 64 bits of the server's address
   * @param clientHigh upper 64 bits of the client's address
   * @param clientLow lower 64 bits of the client's address
   * @param timeNanos the flow's first packet in nanoseconds since 1970, for {@code until}
   * @return what {@link Judgement} reads
   */
  public int judge(
      int service,
      long serverHigh,
      long serverLow,
      long clientHigh,
      long clientLow,
      long timeNanos) {
    if (service == 0) {
      return Judgement.of(Verdict.NO_RULE, -1);
    }
    int serverSegment = networks.segment(serverHigh, serverLow);
    int clientSegment = networks.segment(clientHigh, clientLow);
    int[] indices = candidates[service];
    int[] ranks = candidateRanks[service];
    int best = -1;
    int bestRank = -1;
    for (int i = 0; i < indices.length; i++) {
      int row = indices[i];
      int server = servers[row][serverSegment] & 0xff;
      int client = clients[row][clientSegment] & 0xff;
      if (server == 0 || client == 0 || timeNanos >= untilNanos[row]) {
        continue;
      }
      int rank = ranks[i] + (server << SERVER_SHIFT) + (client << CLIENT_SHIFT);
      if (rank > bestRank) {
        bestRank = rank;
        best = row;
      }
    }
    if (best >= 0) {
      return Judgement.of(rows.get(best).ruling().verdict(), best);
    }
    return Judgement.of(
        timeNanos < defaultUntilNanos[service] ? Verdict.UNEXPECTED : Verdict.NO_RULE, -1);
  }

  /**
   * Number of rows, those not in force included; they are numbered from 0 in order of their ids.
   */
  public int expectations() {
    return rows.size();
  }

  /** The row of an index from 0, as {@link Judgement#row} tells it. */
  public Expectation expectation(int index) {
    return rows.get(index);
  }

  /** Whether a row was in force at a time, as far as {@code until} and unfilled groups go. */
  public boolean inForce(int index, long timeNanos) {
    return rows.get(index).active() && timeNanos < untilNanos[index];
  }

  /**
   * The servers that the rows in force list for a service, for reports: {@code kms-hosts
   * (10.1.0.20)}, and for whom where that is not everybody: {@code any server for jump-hosts};
   * empty where no row lists any.
   */
  public String expectedServers(int service) {
    StringBuilder text = new StringBuilder();
    for (int row : candidates[service]) {
      Expectation expectation = rows.get(row);
      boolean names = !expectation.service().equals("any");
      if (names && lists(expectation)) {
        String listed =
            expectation.servers().equals("any")
                ? "any server for " + described(expectation.clients())
                : networks.group(expectation.clients()) == Networks.ANY
                    ? described(expectation.servers())
                    : described(expectation.servers()) + " for " + expectation.clients();
        if (text.indexOf(listed) < 0) {
          text.append(text.isEmpty() ? "" : "; ").append(listed);
        }
      }
    }
    return text.toString();
  }

  private String described(String operand) {
    int group = networks.group(operand);
    return group < 0 ? operand : networks.describe(group);
  }

  /** The networks that the rows speak of. */
  public Networks networks() {
    return networks;
  }
}
