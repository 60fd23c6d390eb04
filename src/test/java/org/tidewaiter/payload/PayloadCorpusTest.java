package org.tidewaiter.payload;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tidewaiter.payload.observation.Observation;

/** Real captures, which are not part of the project; skipped where they are absent. */
class PayloadCorpusTest {
  private static final double LEAST_AGREEMENT = 0.97;
  private static final double LEAST_COVERAGE = 0.85;

  /** A record of ours prints at most so many characters per string it may hold. */
  private static final int MOST_CHARACTERS = 64_000;

  @BeforeEach
  void needCaptures() {
    assumeTrue(Files.isDirectory(CorpusFlows.CAPTURES), "no captures to test with");
  }

  @Test
  void agreesWithNdpi() throws IOException {
    int labelled = 0;
    int named = 0;
    int agreed = 0;
    List<String> odd = new ArrayList<>();
    for (Path capture : CorpusFlows.captures(CorpusFlows.CAPTURES.resolve("given"))) {
      Path labels = Path.of(capture + ".ndpi.out");
      if (!Files.exists(labels)) {
        continue;
      }
      Map<CorpusFlows.Key, CorpusFlows.Flow> flows = CorpusFlows.of(capture).flows;
      for (Map.Entry<CorpusFlows.Key, String> label : NdpiLabels.read(labels).entrySet()) {
        Set<String> ids = NdpiLabels.idsOf(label.getValue());
        CorpusFlows.Flow flow = flows.get(label.getKey());
        if (ids.isEmpty() || flow == null) {
          continue;
        }
        labelled++;
        String ours = flow.protocol().id();
        named += ours.isEmpty() ? 0 : 1;
        agreed += ids.contains(ours) ? 1 : 0;
        if (!ids.contains(ours)) {
          odd.add(capture.getFileName() + " " + label + " here '" + ours + "'");
        }
      }
    }
    String summary =
        labelled + " labelled, " + named + " named, " + agreed + " agreed; odd: " + odd;
    if (Boolean.getBoolean("tidewaiter.print")) {
      System.out.println(summary);
    }
    assertTrue(labelled > 300, summary);
    assertTrue(agreed >= LEAST_AGREEMENT * named, summary);
    assertTrue(named >= LEAST_COVERAGE * labelled, summary);
  }

  @Test
  void readsAllCapturesWithoutException() throws IOException {
    Map<String, Integer> counts = new TreeMap<>();
    for (Path capture : CorpusFlows.captures(CorpusFlows.CAPTURES)) {
      CorpusFlows corpus = CorpusFlows.of(capture);
      for (Observation observation : corpus.observations) {
        counts.merge(observation.getClass().getSimpleName(), 1, Integer::sum);
        String text = observation.toString();
        assertTrue(text.length() < MOST_CHARACTERS, capture.toString());
        assertTrue(text.chars().allMatch(letter -> letter >= ' ' && letter != 0x7f), text);
      }
    }
    for (String kind :
        List.of("DnsAnswer", "DhcpReply", "RpcBind", "RpcBindAck", "EndpointMapping", "TlsHello")) {
      assertTrue(counts.containsKey(kind), counts::toString);
    }
    if (Boolean.getBoolean("tidewaiter.print")) {
      System.out.println(counts);
    }
  }
}
