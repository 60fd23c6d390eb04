package org.tidewaiter.report.page;

import java.util.List;
import org.tidewaiter.report.page.PageModel.Client;
import org.tidewaiter.report.page.PageModel.Finding;
import org.tidewaiter.report.page.PageModel.FindingRow;
import org.tidewaiter.report.page.PageModel.HostRow;
import org.tidewaiter.report.page.PageModel.Service;

/** Rows made up for tests of the page. */
final class SampleModel {
  static final String T0 = "2026-03-02T08:00:00Z";
  static final String T1 = "2026-03-02T09:00:00Z";

  private SampleModel() {}

  static FindingRow finding(String id, String severity, String detection, long clients) {
    return new FindingRow(
        id,
        severity,
        detection,
        "title of " + id,
        "kms",
        "10.0.0.9",
        "1688",
        clients,
        "10.0.0.1",
        3,
        30,
        3_000,
        T0,
        T1,
        "established",
        "syn",
        "",
        "",
        "",
        "",
        "",
        "",
        "");
  }

  static Finding finding(String ip, String port, List<String> protocols, String... clients) {
    FindingRow row =
        new FindingRow(
            "id",
            "high",
            "d",
            "t",
            "s",
            ip,
            port,
            clients.length,
            "",
            1,
            1,
            1,
            T0,
            T1,
            "established",
            "syn",
            "",
            "",
            "",
            "",
            "",
            "",
            "");
    List<Client> list = java.util.Arrays.stream(clients).map(c -> new Client(c, 1, 1, 0)).toList();
    return new Finding(row, protocols, list, 1, new int[0]);
  }

  static Flow flow(String client, String server, String service, String verdict, String findings) {
    return new Flow(
        CaptureTime.millis(T0),
        CaptureTime.millis(T1),
        "tcp",
        client,
        server,
        "1688",
        service,
        "",
        "internal",
        "internal",
        verdict,
        findings,
        true,
        1_000);
  }

  static Service service(String ip, String name, String verdict, long bytes) {
    return new Service(
        ip,
        "1688",
        "tcp",
        name,
        "",
        "",
        "",
        1,
        1,
        1,
        bytes,
        T0,
        T1,
        "internal",
        "internal",
        1,
        verdict,
        "",
        "");
  }

  static HostRow host(String ip, long bytes, String findings) {
    return new HostRow(ip, "internal", "", "", 1, 1, 1, bytes, 1, bytes, T0, T1, findings);
  }
}
