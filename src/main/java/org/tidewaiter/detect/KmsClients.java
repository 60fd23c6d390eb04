package org.tidewaiter.detect;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.tidewaiter.flow.DirectionBasis;
import org.tidewaiter.flow.FlowRow;
import org.tidewaiter.flow.FlowTable;
import org.tidewaiter.policy.DetectionSettings;
import org.tidewaiter.policy.Severity;

/**
 * How clients seek activation: one server after another, again and again at the interval of those
 * that have none, or no longer at all.
 */
final class KmsClients implements FlowEnd {
  /** Most clients remembered. */
  static final int MAX_CLIENTS = 65_536;

  /** Most attempts remembered of one client, the latest. */
  private static final int MAX_ATTEMPTS = 64;

  /** Attempts closer together than this are one: a client tries several servers at a time. */
  private static final long ONE_ATTEMPT_NANOS = 60_000_000_000L;

  private static final long DAY_NANOS = 86_400_000_000_000L;
  private static final int KMS_PORT = 1688;

  private final Sightings sightings;
  private final FlowFacts flow;
  private final int kms;
  private final long huntingServers;
  private final long huntingNanos;

  /** Distinct servers of the client at hand, as many as make a hunt. */
  private final Address[] enough;

  private final long retryAttempts;
  private final long retryNanos;
  private final long retryToleranceNanos;
  private final long silentNanos;
  private final long lapsedNanos;
  private final Memory<Address, Client> clients;

  /** What is remembered of one client. */
  private static final class Client {
    private long[] nanos = new long[2];
    private Address[] servers = new Address[2];
    private int count;
    private long firstAnswerNanos = Long.MAX_VALUE;
    private long lastAnswerNanos = Long.MIN_VALUE;
    private Address lastServer;

    private void add(long at, Address server) {
      if (count == nanos.length) {
        if (count == MAX_ATTEMPTS) {
          System.arraycopy(nanos, 1, nanos, 0, --count);
          System.arraycopy(servers, 1, servers, 0, count);
        } else {
          nanos = Arrays.copyOf(nanos, count * 2);
          servers = Arrays.copyOf(servers, count * 2);
        }
      }
      nanos[count] = at;
      servers[count++] = server;
    }
  }

  KmsClients(Sightings sightings) {
    this.sightings = sightings;
    this.flow = sightings.flow;
    kms = sightings.service("kms");
    clients = new Memory<>(MAX_CLIENTS, sightings.counters);
    DetectionSettings settings = sightings.rules.detections();
    huntingServers = settings.number(Detection.KMS_CLIENT_HUNTING.id(), "min_servers");
    enough = new Address[(int) Math.min(huntingServers, MAX_ATTEMPTS)];
    huntingNanos = settings.durationNanos(Detection.KMS_CLIENT_HUNTING.id(), "window");
    retryAttempts = settings.number(Detection.KMS_RETRY.id(), "min_attempts");
    retryNanos = settings.durationNanos(Detection.KMS_RETRY.id(), "interval");
    retryToleranceNanos = settings.durationNanos(Detection.KMS_RETRY.id(), "tolerance");
    silentNanos = settings.durationNanos(Detection.KMS_RENEWAL.id(), "warn_after");
    lapsedNanos = settings.durationNanos(Detection.KMS_RENEWAL.id(), "lapse_after");
  }

  @Override
  public void ended() {
    if (!flow.isOf(kms) || FlowRow.isToMany(flow.words, flow.at)) {
      return;
    }
    Address address = sightings.client();
    Client client = clients.get(address);
    if (client == null) {
      client = new Client();
      clients.put(address, client);
    }
    long nanos = FlowRow.firstNanos(flow.words, flow.at);
    client.add(nanos, sightings.server());
    if (flow.answered) {
      client.firstAnswerNanos = Math.min(client.firstAnswerNanos, nanos);
      if (nanos >= client.lastAnswerNanos) {
        client.lastAnswerNanos = nanos;
        client.lastServer = sightings.server();
      }
    }
    hunt(client, address, nanos);
  }

  private void hunt(Client client, Address address, long nanos) {
    if (client.count < huntingServers || flow.basis < DirectionBasis.ANNOUNCED.ordinal()) {
      return;
    }
    if (!triedEnough(client, nanos)) {
      return;
    }
    // Where no server answered it is a scan rather than a client that wants to be activated.
    int severity =
        client.lastServer == null
            ? Severity.LOW.ordinal()
            : sightings.levels.severity(Detection.KMS_CLIENT_HUNTING);
    int finding =
        sightings.tie(
            Detection.KMS_CLIENT_HUNTING,
            client.lastServer == null ? 1 : 0,
            FindingRow.FROM_BYTES | FindingRow.BY_CLIENT,
            kms,
            0,
            address,
            "",
            severity);
    if (finding >= 0 && !sightings.findings.hasNote(finding)) {
      sightings.findings.note(finding, "Tried within the window: " + join(tried(client, nanos)));
    }
  }

  // Asked at each flow of a client that may scan: looks at the latest attempts first, and stops as
  // soon as there are servers enough.
  private boolean triedEnough(Client client, long nanos) {
    int distinct = 0;
    for (int i = client.count - 1; i >= 0 && distinct < huntingServers; i--) {
      if (Math.abs(nanos - client.nanos[i]) <= huntingNanos) {
        Address server = client.servers[i];
        int known = 0;
        while (known < distinct && !enough[known].equals(server)) {
          known++;
        }
        if (known == distinct) {
          enough[distinct++] = server;
        }
      }
    }
    return distinct >= huntingServers;
  }

  private Set<Address> tried(Client client, long nanos) {
    Set<Address> tried = new LinkedHashSet<>();
    for (int i = 0; i < client.count; i++) {
      if (Math.abs(nanos - client.nanos[i]) <= huntingNanos) {
        tried.add(client.servers[i]);
      }
    }
    return tried;
  }

  private static String join(Set<Address> addresses) {
    StringBuilder text = new StringBuilder();
    int shown = 0;
    for (Address address : addresses) {
      if (shown++ == 8) {
        return text.append(", …").toString();
      }
      text.append(shown == 1 ? "" : ", ").append(address);
    }
    return text.toString();
  }

  /**
   * Draws the conclusions that need the whole input.
   *
   * @param inputEndNanos last packet of the input
   */
  void finish(long inputEndNanos) {
    for (Map.Entry<Address, Client> entry : clients.entries().entrySet()) {
      Client client = entry.getValue();
      if (client.count >= retryAttempts && retries(client) >= retryAttempts) {
        concludeRetry(entry.getKey(), client);
      }
      boolean renewed = client.lastAnswerNanos - client.firstAnswerNanos >= DAY_NANOS;
      if (client.lastServer != null
          && renewed
          && inputEndNanos - client.lastAnswerNanos > silentNanos) {
        concludeSilence(entry.getKey(), client, inputEndNanos);
      }
    }
  }

  /** The most attempts in a row that are the retry interval apart. */
  private int retries(Client client) {
    long[] times = Arrays.copyOf(client.nanos, client.count);
    Arrays.sort(times);
    int longest = 1;
    int run = 1;
    long before = times[0];
    for (int i = 1; i < times.length; i++) {
      long gapNanos = times[i] - before;
      if (gapNanos < ONE_ATTEMPT_NANOS) {
        continue;
      }
      run = Math.abs(gapNanos - retryNanos) <= retryToleranceNanos ? run + 1 : 1;
      longest = Math.max(longest, run);
      before = times[i];
    }
    return longest;
  }

  private void concludeRetry(Address address, Client client) {
    int finding =
        sightings.conclude(
            Detection.KMS_RETRY, FindingRow.BY_CLIENT, kms, FlowTable.TCP, KMS_PORT, address);
    if (finding < 0) {
      return;
    }
    long[] times = Arrays.copyOf(client.nanos, client.count);
    Arrays.sort(times);
    sightings.findings.addTime(finding, times[0], times[times.length - 1]);
    sightings.findings.addClient(finding, address.high(), address.low());
    for (int i = 0; i < client.count; i++) {
      sightings.findings.addServer(finding, client.servers[i].high(), client.servers[i].low());
    }
    sightings.findings.note(
        finding,
        retries(client)
            + " attempts in a row about "
            + retryNanos / 60 / 1_000_000_000L
            + " minutes apart, "
            + (client.lastServer == null ? "none answered" : "some answered"));
  }

  private void concludeSilence(Address address, Client client, long inputEndNanos) {
    int finding =
        sightings.conclude(
            Detection.KMS_RENEWAL, 0, kms, FlowTable.TCP, KMS_PORT, client.lastServer);
    if (finding < 0) {
      return;
    }
    sightings.findings.addTime(finding, client.firstAnswerNanos, client.lastAnswerNanos);
    sightings.findings.addClient(finding, address.high(), address.low());
    long silentDays = (inputEndNanos - client.lastAnswerNanos) / DAY_NANOS;
    boolean lapsed = inputEndNanos - client.lastAnswerNanos > lapsedNanos;
    sightings.findings.note(
        finding,
        address
            + " was last answered "
            + silentDays
            + " days before the end of the input, "
            + (lapsed
                ? "so its activation has run out"
                : lapsedNanos / DAY_NANOS - silentDays + " days before its activation runs out"));
  }
}
