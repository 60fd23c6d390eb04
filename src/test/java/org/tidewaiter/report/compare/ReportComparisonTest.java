package org.tidewaiter.report.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportComparisonTest {
  private static final String SERVICES =
      "server_ip,server_port,protocol,service,payload_protocol,client_zones,answered_flows,"
          + "verdict\n";
  private static final String FINDINGS =
      "finding_id,severity,detection,title,service,server_ip,server_port,outcome,"
          + "direction_basis,rule,expected\n";

  @TempDir Path directory;

  private Path report(String name, String services, String findings) throws IOException {
    Path report = Files.createDirectories(directory.resolve(name));
    Files.writeString(report.resolve("services.csv"), SERVICES + services);
    Files.writeString(report.resolve("findings.csv"), FINDINGS + findings);
    return report;
  }

  private static List<String> differences(Path one, Path other) throws IOException {
    List<String> told = new ArrayList<>();
    ReportComparison.compare(
        one,
        other,
        change -> {
          if (change.kind() != Change.Kind.SAME) {
            told.add(
                String.join(
                        " ",
                        change.what().label(),
                        change.kind().label(),
                        change.server() + change.title(),
                        change.service() + change.severity(),
                        change.port(),
                        change.differences())
                    .trim());
          }
        });
    return told;
  }

  @Test
  void serversAndServicesComeGoAndChange() throws IOException {
    String stays = "10.0.0.2,22,tcp,ssh,ssh,internal,3,no-rule\n";
    Path one =
        report(
            "one",
            "9.9.9.9,53,udp,dns,dns,internal,4,no-rule\n"
                + stays
                + "10.0.0.2,80,tcp,http,,internal,1,no-rule\n"
                + "10.0.0.2,443,tcp,https,tls,internal,1,no-rule\n",
            "");
    Path other =
        report(
            "other",
            stays
                + "10.0.0.2,80,tcp,http,http,internal external,1,unexpected\n"
                + "10.0.0.2,8080,tcp,http-alt,http,internal,1,no-rule\n"
                + "10.0.0.10,22,tcp,ssh,ssh,internal,2,no-rule\n"
                + "10.0.0.11,53,udp,dns,,internal,0,no-rule\n"
                + "fd00::1,22,tcp,ssh,ssh,internal,2,no-rule\n",
            "");
    assertEquals(
        List.of(
            "server gone 9.9.9.9 dns 53/udp",
            "service gone 9.9.9.9 dns 53",
            "service changed 10.0.0.2 http 80 bytes (none) -> http; verdict no-rule -> unexpected;"
                + " client zones internal -> internal external",
            "service new 10.0.0.2 http-alt 8080",
            "service gone 10.0.0.2 https 443",
            "server new 10.0.0.10 ssh 22/tcp",
            "service new 10.0.0.10 ssh 22",
            "server new fd00::1 ssh 22/tcp",
            "service new fd00::1 ssh 22"),
        differences(one, other));
    assertEquals(List.of(), differences(other, other));
  }

  @Test
  void findingsMatchByIdThenByWhatTheyAreAbout() throws IOException {
    Path one =
        report(
            "one",
            "",
            """
            a,low,d1,T1,ssh,10.0.0.2,22,established,syn,r1,e
            b,low,d2,T2,ssh,10.0.0.2,22,established,syn,r1,e
            c,low,d3,T3,dns,10.0.0.3,53,established,payload,,
            x,info,d4,T4,,,,attempt,syn,,
            """);
    Path other =
        report(
            "other",
            "",
            """
            d,high,d9,T9,ssh,10.0.0.9,22,established,syn,r1,e
            a,high,d1,T1,ssh,10.0.0.2,22,established,syn,r1,e
            e,low,d2,T2,ssh,10.0.0.2,22,established,syn,r2,e
            x,info,d4,T4b,,,,attempt,syn,,
            """);
    assertEquals(
        List.of(
            "finding changed 10.0.0.2T1 sshhigh 22 severity low -> high",
            "finding new 10.0.0.9T9 sshhigh 22",
            "finding changed 10.0.0.2T2 sshlow 22 rule r1 -> r2",
            "finding gone 10.0.0.3T3 dnslow 53"),
        differences(one, other));
  }

  @Test
  void rowsOutOfOrderAreRefused() throws IOException {
    Path sorted = report("one", "", "");
    Path shuffled =
        report(
            "other",
            "10.0.0.2,22,tcp,ssh,ssh,internal,3,no-rule\n9.9.9.9,53,udp,dns,,internal,1,no-rule\n",
            "");
    IOException refused = assertThrows(IOException.class, () -> differences(sorted, shuffled));
    assertTrue(refused.getMessage().contains("'9.9.9.9' is out of order"), refused.getMessage());
  }

  /** Half a million servers on each side pass through; none of them is kept. */
  @Test
  void hugeReportsAreWalked() throws IOException {
    Path one = report("one", "", "");
    Path other = report("other", "", "");
    for (Path report : List.of(one, other)) {
      try (BufferedWriter out = Files.newBufferedWriter(report.resolve("services.csv"))) {
        out.write(SERVICES);
        for (int i = 0; i < 300_000; i++) {
          int step = report.equals(one) ? 2 * i : 3 * i;
          String address = "10." + (step >> 16) + "." + (step >> 8 & 255) + "." + (step & 255);
          out.write(address + ",22,tcp,ssh,ssh,internal,3,no-rule\n");
        }
      }
    }
    Map<Change.Kind, Integer> counts = new EnumMap<>(Change.Kind.class);
    ReportComparison.compare(
        one,
        other,
        change -> {
          if (change.what() == Change.What.SERVER) {
            counts.merge(change.kind(), 1, Integer::sum);
          }
        });
    assertEquals(100_000, counts.get(Change.Kind.SAME));
    assertEquals(200_000, counts.get(Change.Kind.NEW));
    assertEquals(200_000, counts.get(Change.Kind.GONE));
  }
}
