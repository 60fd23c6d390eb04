package org.tidewaiter.report.page;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.report.page.PageModel.Counter;
import org.tidewaiter.report.page.PageModel.HostActivity;

class PageBuilderTest {
  private final PageBuilder builder = new PageBuilder("report");

  private void outcome(String counter, long value, String input) {
    builder.addCounter(new Counter("outcome", input, counter, value, "packets", ""));
  }

  private List<String> missed(boolean withInput) {
    return builder.build().run().reading().missed().stream().map(m -> m.phrase(withInput)).toList();
  }

  @Test
  void nothingMissedIsComplete() {
    outcome("flow", 90, "a.pcap");
    outcome("arp", 10, "a.pcap");
    outcome("truncated-link", 0, "a.pcap");
    Reading reading = builder.build().run().reading();
    assertEquals(new Reading(100, 90, 10, List.of(), true), reading);
    assertFalse(new PageBuilder("r").build().run().reading().known());
  }

  @Test
  void whatWasMissedIsSummedOverInputs() {
    outcome("truncated-link", 3, "dir/a.pcap");
    outcome("truncated-link", 4, "dir/b.pcap");
    outcome("unsupported-link-type", 1, "dir/b.pcap");
    builder.addCounter(
        new Counter("damage", "dir/b.pcap", "byte-offset", 0, "bytes", "no header; expected 24"));
    builder.addCounter(new Counter("limit", "", "flows-evicted", 9, "flows", ""));
    assertEquals(
        List.of(
            "damage in b.pcap: no header (at byte 0)",
            "9 flows (flows-evicted)",
            "7 packets (truncated-link) in 2 inputs",
            "1 packet (unsupported-link-type) in b.pcap"),
        missed(true));
    builder.addCounter(new Counter("damage", "dir/c.pcap", "further", 3, "places", "Damaged too"));
    assertEquals("damage at 4 places", missed(false).get(0));
  }

  @Test
  void flowsAreSummedByFindingAndHost() {
    builder.addFinding(SampleModel.finding("f1", "high", "kms-unexpected-host", 2));
    builder.addHost(SampleModel.host("10.0.0.9", 5, "f1"));
    builder.addHost(SampleModel.host("10.0.0.1", 7, ""));
    builder.beginFlows();
    builder.addFlow(SampleModel.flow("10.0.0.1", "10.0.0.9", "kms", "unexpected", "f1 f2"));
    builder.addFlow(SampleModel.flow("10.0.0.2", "10.0.0.9", "kms", "unexpected", "f1"));
    builder.addFlow(SampleModel.flow("10.0.0.2", "10.0.0.9", "kms", "unexpected", "f1"));
    builder.addFlow(SampleModel.flow("10.0.0.1", "10.0.0.3", "dns", "expected", ""));
    PageModel model = builder.build();
    PageModel.Finding finding = model.findings().rows().get(0);
    assertEquals(List.of("tcp"), finding.protocols());
    assertEquals("10.0.0.2", finding.clients().get(0).ip());
    assertEquals(2, finding.clients().get(0).flows());
    assertEquals(3, Arrays.stream(finding.activity()).max().getAsInt());
    assertEquals("10.0.0.9", model.hosts().rows().get(0).row().ip());
    HostActivity serves = model.hosts().rows().get(0).serves().rows().get(0);
    assertEquals("kms", serves.service());
    assertEquals(List.of("10.0.0.1", "10.0.0.2"), serves.peers());
    assertEquals(3, serves.flows());
    assertEquals(2, model.hosts().rows().get(1).uses().total());
    assertEquals(4, model.totals().flows());
    assertEquals(4_000, model.totals().bytes());
  }

  @Test
  void theMatrixShowsTheWorstVerdict() {
    builder.beginFlows();
    builder.addFlow(SampleModel.flow("a", "b", "dns", "expected", ""));
    builder.addFlow(SampleModel.flow("a", "b", "kms", "expected", ""));
    builder.addFlow(SampleModel.flow("a", "b", "kms", "forbidden", ""));
    PageModel model = builder.build();
    assertEquals(List.of("internal → internal"), model.zonePairs());
    assertEquals("kms", model.matrix().rows().get(0).service());
    assertArrayEquals(new long[] {2}, model.matrix().rows().get(0).flows());
    assertEquals("forbidden", model.matrix().rows().get(0).verdicts()[0]);
    assertEquals("expected", model.matrix().rows().get(1).verdicts()[0]);
  }

  @Test
  void theTimelineKeepsEveryByte() {
    builder.addService(SampleModel.service("10.0.0.1", "dns", "expected", 5));
    builder.beginFlows();
    builder.addFlow(SampleModel.flow("a", "b", "dns", "expected", ""));
    builder.addFlow(SampleModel.flow("a", "b", "rare", "expected", ""));
    PageModel.Timeline timeline = builder.build().timeline();
    assertEquals(List.of("dns", TimelineTally.OTHER), names(timeline));
    for (PageModel.Series series : timeline.series()) {
      assertEquals(1_000, Arrays.stream(series.bytes()).sum());
      assertEquals(1, Arrays.stream(series.flows()).sum());
      assertEquals(timeline.buckets(), series.bytes().length);
    }
  }

  private static List<String> names(PageModel.Timeline timeline) {
    return timeline.series().stream().map(PageModel.Series::service).toList();
  }

  @Test
  void theServicesOfFindingsAreInTheTimelineHoweverSmall() {
    builder.addFinding(SampleModel.finding("f1", "high", "kms-unexpected-host", 2));
    for (int i = 0; i < 50; i++) {
      builder.addService(SampleModel.service("10.0.0.1", "s" + i, "expected", 1_000 + i));
    }
    builder.beginFlows();
    builder.addFlow(SampleModel.flow("a", "b", "kms", "unexpected", "f1"));
    assertEquals(List.of("kms"), names(builder.build().timeline()));
  }

  @Test
  void flowsWithoutTimeAreSaid() {
    builder.beginFlows();
    Flow flow = SampleModel.flow("a", "b", "dns", "expected", "");
    builder.addFlow(
        new Flow(
            CaptureTime.NONE,
            CaptureTime.NONE,
            "tcp",
            "a",
            "b",
            "",
            "dns",
            "tls",
            "",
            "",
            "",
            "",
            false,
            1));
    builder.addFlow(flow);
    assertEquals(
        List.of(
            "1 flow has no usable time and is not in the timeline.",
            "1 flow speaks something other than the port stands for: tls on b (dns)."),
        builder.build().notes());
  }

  @Test
  void everyListIsBounded() {
    PageModel model = FullModel.of("x", 3_000);
    assertEquals(FindingPick.MAX_SHOWN, model.findings().rows().size());
    assertEquals(3_000, model.findings().total());
    assertEquals(PageBuilder.MAX_SERVICES, model.services().rows().size());
    assertEquals(2_500, model.services().left());
    assertEquals(PageBuilder.MAX_HOSTS, model.hosts().rows().size());
    assertEquals(PageBuilder.MAX_INPUTS, model.run().inputs().rows().size());
    assertEquals(PageBuilder.MAX_COUNTERS, model.run().counters().rows().size());
    assertEquals(PageBuilder.MAX_DETAILS, model.run().details().rows().size());
    assertEquals(MatrixTally.MAX_ROWS, model.matrix().rows().size());
    assertTrue(model.zonePairs().size() <= MatrixTally.MAX_PAIRS + 1);
    assertTrue(model.timeline().buckets() <= TimeAxis.MAX_BUCKETS);
    assertTrue(model.timeline().series().size() <= TimelineTally.MAX_SERIES + 1);
    for (PageModel.Host host : model.hosts().rows()) {
      assertTrue(host.uses().rows().size() <= RoleTally.MAX_SHOWN);
    }
    for (PageModel.Finding finding : model.findings().rows()) {
      assertTrue(finding.clients().size() <= FindingTally.MAX_SHOWN);
    }
  }
}
