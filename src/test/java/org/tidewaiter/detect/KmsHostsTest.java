package org.tidewaiter.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tidewaiter.detect.Scene.CLIENT;
import static org.tidewaiter.detect.Scene.OTHER_CLIENT;
import static org.tidewaiter.detect.Scene.OTHER_SERVER;
import static org.tidewaiter.detect.Scene.OUTSIDE;
import static org.tidewaiter.detect.Scene.OUTSIDE_TOO;
import static org.tidewaiter.detect.Scene.SERVER;

import org.junit.jupiter.api.Test;
import org.tidewaiter.captures.message.DceRpc;
import org.tidewaiter.captures.message.Dns;
import org.tidewaiter.captures.message.Kms;
import org.tidewaiter.captures.talk.Host;
import org.tidewaiter.captures.talk.TcpStack;

/** Who serves KMS: declared, advertised, unknown, and what only looks like it. */
class KmsHostsTest {
  private static final double DAY = 86_400;

  private final Scene scene = new Scene();

  @Test
  void declaredHostsAreExpectedAndOthersAreNot() {
    scene.group("kms-hosts", "10.1.0.80");
    scene.activate(1, CLIENT, SERVER).activate(2, CLIENT, OTHER_SERVER);
    Finding finding = scene.only(Detection.KMS_UNEXPECTED_HOST);
    assertEquals("high 10.1.0.81 established", Scene.describe(finding));
    assertEquals("kms-hosts (10.1.0.80)", finding.expected());
    assertEquals("kms", finding.service());
    assertEquals(1688, finding.serverPort());
    assertTrue(finding.evidence().contains("05 00 0b 03"), finding.evidence());
  }

  @Test
  void whatDnsAdvertisesCountsWhereNothingIsDeclared() {
    scene.activate(1, CLIENT, SERVER).activate(2, OTHER_CLIENT, OTHER_SERVER);
    scene.advertise(60, "kms.quay.example", "10.1.0.80", 1688);
    scene.says(
        Detection.KMS_UNEXPECTED_HOST,
        "medium 10.1.0.81 established",
        "info 10.1.0.80 established");
  }

  @Test
  void anAdvertisedNameWithoutAnAddressRaisesNothing() {
    String name = "_vlmcs._tcp.quay.example";
    byte[] answer =
        new Dns(9, Dns.ANSWER)
            .question(name, Dns.SRV, 1)
            .service(name, 600, 1688, "kms.quay.example")
            .toByteArray();
    scene.trace.udp(1, CLIENT, 50_999, Scene.DNS, 53).client(HELLO_QUERY).server(answer);
    scene.activate(2, CLIENT, SERVER);
    scene.says(Detection.KMS_UNEXPECTED_HOST, "low 10.1.0.80 established");
  }

  private static final byte[] HELLO_QUERY = Dns.query(9, "_vlmcs._tcp.quay.example", Dns.SRV);

  @Test
  void whereNothingIsKnownEachServerIsToldOfOnceAndQuietly() {
    scene.activate(1, CLIENT, SERVER).activate(40, OTHER_CLIENT, SERVER);
    Finding finding = scene.only(Detection.KMS_UNEXPECTED_HOST);
    assertEquals("low 10.1.0.80 established", Scene.describe(finding));
    assertEquals(2, finding.clients());
    assertEquals("10.1.0.11 10.1.0.12", finding.clientSample());
    assertEquals(2, finding.flows());
  }

  @Test
  void clientPort1688ProvesNothing() {
    scene.group("kms-hosts", "10.1.0.80");
    Host xp = CLIENT.withStack(TcpStack.WINDOWS_XP);
    scene.trace.tcp(1, xp, 1688, SERVER, 8080).handshake().client(Scene.HELLO).clientCloses();
    // Begun before the capture: only the ports tell who serves, and 1688 has a service.
    scene
        .trace
        .tcp(5, xp, 1688, OTHER_SERVER, 7777)
        .alreadyOpen()
        .client(Scene.HELLO)
        .server(Scene.HELLO);
    scene.isQuiet();
  }

  /** The capture began in the middle: the ports alone, of which 1688 may be a client's own. */
  @Test
  void aGuessFromTheMiddleIsLow() {
    scene.group("kms-hosts", "10.1.0.80");
    scene
        .trace
        .tcp(1, CLIENT, 50_100, OTHER_SERVER, 1688)
        .alreadyOpen()
        .client(Scene.HELLO)
        .server(Scene.HELLO);
    scene.says(Detection.KMS_UNEXPECTED_HOST, "low 10.1.0.81 established");
    scene.isQuiet();
  }

  @Test
  void anXpClientsPort1688FromTheMiddleIsNoServer() {
    scene.group("kms-hosts", "10.1.0.80");
    Host xp = CLIENT.withStack(TcpStack.WINDOWS_XP);
    scene
        .trace
        .tcp(1, xp, 1688, OTHER_SERVER, 445)
        .alreadyOpen()
        .server(Scene.HELLO)
        .client(Scene.HELLO);
    scene.trace.udp(2, xp, 1688, OTHER_SERVER, 53).client(HELLO_QUERY).server(HELLO_QUERY);
    scene.says(Detection.KMS_UNEXPECTED_HOST);
    scene.isQuiet();
  }

  /** Also from the middle, but the bytes are activation: no guess is needed. */
  @Test
  void activationFromTheMiddleIsKnownByItsBytes() {
    scene.group("kms-hosts", "10.1.0.80");
    scene
        .trace
        .tcp(1, CLIENT, 50_100, OTHER_SERVER, 1688)
        .alreadyOpen()
        .client(DceRpc.request(2, 0, 0, Kms.request(6, scene.random)))
        .server(DceRpc.response(2, 0, Kms.response(6, scene.random)));
    scene.says(Detection.KMS_UNEXPECTED_HOST, "high 10.1.0.81 established");
  }

  @Test
  void aLoneSynAndABroadcastAreNoServers() {
    scene.group("kms-hosts", "10.1.0.80").knock(1, CLIENT, OTHER_SERVER, 1688);
    Host everybody = Host.broadcast("255.255.255.255");
    scene.trace.udp(2, CLIENT, 1688, everybody, 1688).client(Scene.HELLO);
    scene.isQuiet();
    scene.says(Detection.KMS_UNEXPECTED_HOST, "low 10.1.0.81 attempt");
  }

  @Test
  void aScanIsOneFinding() {
    scene.group("kms-hosts", "10.1.0.80");
    for (int i = 100; i < 150; i++) {
      scene.knock(i, CLIENT, Host.linux("h", SERVER.mac(), "10.1.0." + i), 1688);
    }
    Finding finding = scene.only(Detection.KMS_UNEXPECTED_HOST);
    assertEquals("low several attempt", Scene.describe(finding));
    assertEquals(50, finding.flows());
    assertTrue(finding.title().contains("50 servers"), finding.title());
  }

  @Test
  void theInternetIsNotToReachAKmsHost() {
    scene.activate(1, OUTSIDE, SERVER).knock(2, OUTSIDE, OTHER_SERVER, 1688);
    scene.says(
        Detection.KMS_INTERNET_EXPOSED, "critical 10.1.0.80 established", "low 10.1.0.81 attempt");
  }

  @Test
  void activatingOutsideIsTold() {
    scene.activate(1, CLIENT, OUTSIDE);
    scene.says(Detection.KMS_TO_INTERNET, "high 93.184.216.34 established");
  }

  @Test
  void activatingAtACloudProviderIsLess() {
    Host azure = Host.remote("azure", SERVER, "20.118.99.224", 9, 18_000);
    scene.activate(1, CLIENT, azure);
    scene.says(Detection.KMS_TO_INTERNET, "medium 20.118.99.224 established");
  }

  @Test
  void aDeclaredHostThatDnsDoesNotAdvertise() {
    scene.group("kms-hosts", "10.1.0.80", "10.1.0.81");
    scene.activate(1, CLIENT, SERVER).activate(2, CLIENT, OTHER_SERVER);
    scene.advertise(60, "kms.quay.example", "10.1.0.80", 1688);
    scene.says(Detection.KMS_NOT_ADVERTISED, "medium 10.1.0.81 established");
  }

  @Test
  void withoutAnAdvertisementNoneIsMissed() {
    scene.group("kms-hosts", "10.1.0.80").activate(1, CLIENT, SERVER);
    scene.says(Detection.KMS_NOT_ADVERTISED);
  }

  @Test
  void advertisedForeigners() {
    scene.group("kms-hosts", "10.1.0.80");
    scene.advertise(1, "kms.quay.example", "10.1.0.80", 1688);
    scene.advertise(2, "ws17.quay.example", "10.1.0.17", 1688);
    scene.advertise(3, "kms.quay.example", "10.1.0.80", 1689);
    scene.says(
        Detection.KMS_SRV_UNEXPECTED_TARGET,
        "high 10.1.0.53 established",
        "medium 10.1.0.53 established");
  }

  @Test
  void withoutAListOnlyTargetsOutsideAreForeign() {
    scene.advertise(1, "kms.quay.example", "10.1.0.80", 1688);
    scene.says(Detection.KMS_SRV_UNEXPECTED_TARGET);
    scene.advertise(2, "kms.example.com", "93.184.216.34", 1688);
    scene.says(Detection.KMS_SRV_UNEXPECTED_TARGET, "high 10.1.0.53 established");
  }

  @Test
  void whoRegistersAsKmsHost() {
    scene.group("kms-hosts", "10.1.0.80");
    register(1, SERVER);
    scene.says(Detection.KMS_SRV_UPDATE);
    register(2, OTHER_CLIENT);
    scene.says(Detection.KMS_SRV_UPDATE, "high 10.1.0.12 established");
  }

  private void register(double at, Host host) {
    String name = "_vlmcs._tcp.quay.example";
    byte[] update =
        new Dns(3, 0x2800)
            .question("quay.example", 6, 1)
            .service(2, name, 1, 3600, 1688, host.name() + ".quay.example")
            .toByteArray();
    byte[] reply = new Dns(3, 0xa800).question("quay.example", 6, 1).toByteArray();
    scene.trace.udp(at, host, scene.port(), Scene.DNS, 53).client(update).server(reply);
  }

  @Test
  void aDeclaredHostThatRefuses() {
    scene.group("kms-hosts", "10.1.0.80");
    scene.trace.tcp(1, CLIENT, 50_201, SERVER, 1688).refused();
    scene.says(Detection.KMS_UNANSWERED);
    scene.trace.tcp(9, CLIENT, 50_202, SERVER, 1688).refused();
    scene.says(Detection.KMS_UNANSWERED, "medium 10.1.0.80 established");
  }

  @Test
  void silenceMayBeTheCapturesFault() {
    scene.group("kms-hosts", "10.1.0.80");
    scene.knock(1, CLIENT, SERVER, 1688).knock(9, CLIENT, SERVER, 1688);
    scene.says(Detection.KMS_UNANSWERED, "low 10.1.0.80 established");
  }

  @Test
  void fewClientsInAMonth() {
    scene.activate(1, CLIENT, SERVER).activate(31 * DAY, CLIENT, SERVER);
    scene.says(Detection.KMS_BELOW_THRESHOLD, "low 10.1.0.80 established");
  }

  @Test
  void fewClientsInAWeekOrManyInAMonthSayNothing() {
    scene.activate(1, CLIENT, SERVER).activate(7 * DAY, CLIENT, SERVER);
    scene.says(Detection.KMS_BELOW_THRESHOLD);
    for (int i = 20; i < 25; i++) {
      scene.activate(31 * DAY + i, Host.windows("c", CLIENT.mac(), "10.1.0." + i), SERVER);
    }
    scene.says(Detection.KMS_BELOW_THRESHOLD);
  }

  @Test
  void clientsThatStopRenewing() {
    scene.activate(1, CLIENT, SERVER).activate(7 * DAY, CLIENT, SERVER);
    scene.activate(14 * DAY, OTHER_CLIENT, SERVER);
    scene.says(Detection.KMS_RENEWAL);
    scene.activate(23 * DAY, OTHER_CLIENT, SERVER);
    Finding finding = scene.only(Detection.KMS_RENEWAL);
    assertEquals("info 10.1.0.80 established", Scene.describe(finding));
    assertEquals("10.1.0.11", finding.clientSample());
  }

  @Test
  void retriesAtTheIntervalOfTheUnactivated() {
    for (int i = 0; i < 3; i++) {
      scene.knock(i * 7200.0 + i * 60, CLIENT, SERVER, 1688);
      scene.knock(i * 5000.0, OTHER_CLIENT, SERVER, 1688);
    }
    Finding finding = scene.only(Detection.KMS_RETRY);
    assertEquals("10.1.0.11", finding.clientSample());
    assertTrue(finding.title().startsWith("10.1.0.11 keeps retrying"), finding.title());
  }

  @Test
  void huntingFromServerToServer() {
    scene.activate(1, CLIENT, OUTSIDE).activate(100, CLIENT, OUTSIDE_TOO);
    scene.knock(200, CLIENT, SERVER, Kms.PORT);
    scene.says(Detection.KMS_CLIENT_HUNTING);
    scene.knock(300, CLIENT, OTHER_SERVER, Kms.PORT);
    scene.says(Detection.KMS_CLIENT_HUNTING, "medium 10.1.0.81 established");
  }

  @Test
  void slowerThanHunting() {
    scene.activate(1, CLIENT, OUTSIDE).activate(1000, CLIENT, OUTSIDE_TOO);
    scene.activate(2000, CLIENT, SERVER).activate(3000, CLIENT, OTHER_SERVER);
    scene.says(Detection.KMS_CLIENT_HUNTING);
  }
}
