package org.tidewaiter.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tidewaiter.detect.Scene.CLIENT;
import static org.tidewaiter.detect.Scene.OTHER_CLIENT;
import static org.tidewaiter.detect.Scene.OTHER_SERVER;
import static org.tidewaiter.detect.Scene.OUTSIDE;
import static org.tidewaiter.detect.Scene.SERVER;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.captures.frame.Tcp;
import org.tidewaiter.captures.message.DceRpc;
import org.tidewaiter.captures.message.FileTime;
import org.tidewaiter.captures.message.Kms;
import org.tidewaiter.flow.DirectionBasis;

/** What findings count, how they are told, and that they say the same every time. */
class FindingsTest {
  private final Scene scene = new Scene();

  @Test
  void countsAreThoseOfTheFlows() {
    scene.open(1, OUTSIDE, SERVER, 3389).client(Scene.HELLO).server(Scene.HELLO).clientCloses();
    scene.open(60, OUTSIDE, SERVER, 3389).client(Scene.HELLO).server(Scene.HELLO).clientCloses();
    Finding finding = scene.only(Detection.RDP_EXPOSED);
    assertEquals(2, finding.flows());
    assertEquals(1, finding.clients());
    assertEquals(16, finding.packets());
    long bytes = scene.trace.packets().stream().mapToLong(packet -> packet.bytes().length).sum();
    assertEquals(bytes, finding.bytes());
    List<Long> times = scene.trace.packets().stream().map(packet -> packet.timeNanos()).toList();
    assertEquals(times.get(0) / 1000, finding.firstNanos() / 1000);
    assertEquals(times.get(times.size() - 1) / 1000, finding.lastNanos() / 1000);
    assertEquals(DirectionBasis.SYN, finding.directionBasis());
    assertEquals("T1021.001", finding.attackTechnique());
    assertTrue(finding.communityId().startsWith("1:"), finding.communityId());
  }

  @Test
  void aTurnedDirectionTakesTheFindingBack() {
    scene.group("kms-hosts", "10.1.0.99");
    scene
        .trace
        .tcp(1, CLIENT, 50_100, SERVER, 1688)
        .alreadyOpen()
        .client(Scene.HELLO)
        .server(Scene.HELLO);
    scene.says(Detection.KMS_UNEXPECTED_HOST, "low 10.1.0.80 established");
    // The same, but a late SYN+ACK shows that the other side is the server.
    Scene turned = new Scene().group("kms-hosts", "10.1.0.99");
    turned
        .trace
        .tcp(1, CLIENT, 50_100, SERVER, 1688)
        .alreadyOpen()
        .client(Scene.HELLO)
        .server(Scene.HELLO)
        .segment(true, Tcp.SYN | Tcp.ACK, new byte[0]);
    assertEquals(List.of(), turned.findings());
  }

  @Test
  void idsAreTheSameInEveryRunAndDifferByReason() {
    scene.talk(1, OUTSIDE, SERVER, 3389).talk(2, OUTSIDE, OTHER_SERVER, 3389);
    scene.talk(3, OUTSIDE, SERVER, 445).knock(4, OUTSIDE, SERVER, 445);
    List<String> ids = scene.findings().stream().map(Finding::id).toList();
    assertEquals(4, ids.stream().distinct().count());
    assertEquals(ids, scene.findings().stream().map(Finding::id).toList());
    Scene later = new Scene();
    later.talk(900, OUTSIDE, SERVER, 3389).talk(901, OTHER_CLIENT, SERVER, 80);
    assertTrue(ids.contains(later.only(Detection.RDP_EXPOSED).id()));
    ids.forEach(id -> assertTrue(id.matches("[0-9a-f]{12}"), id));
  }

  @Test
  void anIdDoesNotDependOnOtherRules() {
    scene.talk(1, CLIENT, SERVER, 22).rule("odd-ssh", "ssh", "any", "any", "alert");
    String id = scene.only(Detection.UNEXPECTED_SERVICE).id();
    scene.rule("a-rule-before", "http", "any", "any", "alert");
    assertEquals(id, scene.only(Detection.UNEXPECTED_SERVICE).id());
  }

  @Test
  void evidenceIsForPeople() {
    scene.talk(1, OUTSIDE, SERVER, 3389);
    Finding finding = scene.only(Detection.RDP_EXPOSED);
    assertEquals(
        "Remote Desktop on 10.1.0.80 was used by 93.184.216.34 against the rules", finding.title());
    String evidence = finding.evidence();
    for (String part :
        List.of(
            "Seen at 2026-03-04T09:00:01Z",
            "1 flow of 1 client (93.184.216.34)",
            "93.184.216.34:50001 to 10.1.0.80:3389 tcp, state SF",
            "The client's first bytes: 68 65 6c 6c 6f",
            "The server's first bytes: 68 65 6c 6c 6f",
            "Expected: nobody in internal serves external.",
            "Rule rdp-exposed (expectations.csv:",
            "certain, the client's SYN was seen",
            "Check first: an approved gateway")) {
      assertTrue(evidence.contains(part), () -> part + " in " + evidence);
    }
  }

  @Test
  void whatHostsSayIsEscaped() {
    byte[] request = Kms.requestV4("A\u001b[31m\u0007=1", FileTime.of(0), scene.random);
    scene
        .open(1, CLIENT, SERVER, 1688)
        .client(DceRpc.bind(1, Kms.INTERFACE, 1))
        .server(DceRpc.bindAck(1, 0x6d32, "16\n88", DceRpc.ACCEPT_NDR))
        .client(DceRpc.request(1, 0, 0, request))
        .clientCloses();
    String evidence = scene.only(Detection.KMS_CLEARTEXT_FIELDS).evidence();
    assertTrue(evidence.contains("A\\x1b[31m\\x07=1"), evidence);
    assertFalse(evidence.chars().anyMatch(c -> c < ' '), evidence);
  }

  @Test
  void manyClientsAreCountedAndSomeShown() {
    for (int i = 9; i > 0; i--) {
      scene.talk(i, OUTSIDE.withIp("9.9.9." + i), SERVER, 3389);
    }
    Finding finding = scene.only(Detection.RDP_EXPOSED);
    assertEquals(9, finding.clients());
    assertFalse(finding.clientsAtLeast());
    assertEquals("9.9.9.1 9.9.9.2 9.9.9.3 9.9.9.4 9.9.9.5", finding.clientSample());
    assertTrue(finding.title().contains("9 clients"), finding.title());
  }
}
