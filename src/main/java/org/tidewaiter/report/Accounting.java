package org.tidewaiter.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tidewaiter.capture.CaptureInput;
import org.tidewaiter.capture.CaptureInterface;
import org.tidewaiter.capture.Damage;
import org.tidewaiter.capture.filter.PacketFilter;
import org.tidewaiter.decode.DecodeCounters;
import org.tidewaiter.decode.DecodeEvent;
import org.tidewaiter.decode.DecodeOutcome;
import org.tidewaiter.decode.LinkType;
import org.tidewaiter.decode.ProtocolCounts;
import org.tidewaiter.decode.Tunnel;
import org.tidewaiter.detect.DetectCounters;
import org.tidewaiter.flow.FlowCounters;

/**
 * {@code accounting.csv}: where every packet went, and every limit that bit. Within an input the
 * rows of scope {@code outcome} sum to its row {@code read,packets}.
 */
public final class Accounting {
  private static final String HEADER = "scope,input,counter,value,unit,meaning\n";
  private static final String ALL = "";

  /** One row. */
  record Counter(
      String scope, String input, String counter, long value, String unit, String meaning) {}

  private final List<Counter> rows = new ArrayList<>();

  private void add(
      String scope, String input, String counter, long value, String unit, String meaning) {
    rows.add(new Counter(scope, input, counter, value, unit, meaning));
  }

  /** Adds a row unless its value is 0. */
  public void addIfAny(String scope, String counter, long value, String unit, String meaning) {
    addIfAny(scope, ALL, counter, value, unit, meaning);
  }

  private void addIfAny(
      String scope, String input, String counter, long value, String unit, String meaning) {
    if (value != 0) {
      add(scope, input, counter, value, unit, meaning);
    }
  }

  /** Adds what one input held and what became of its packets. */
  public void addInput(CaptureInput input, long filtered, DecodeCounters decoded) {
    String path = input.path();
    add("read", path, "packets", input.packets(), "packets", "Packets read from the input.");
    add("read", path, "captured-bytes", input.capturedBytes(), "bytes", "Bytes captured of them.");
    add("read", path, "wire-bytes", input.wireBytes(), "bytes", "Their length on the wire.");
    if (input.snappedPackets() != 0) {
      add(
          "read",
          path,
          "snapped-packets",
          input.snappedPackets(),
          "packets",
          "Cut by the snap length when they were captured; no damage.");
    }
    addReading(input);
    for (Map.Entry<Integer, Long> entry : input.packetsByLinkType().entrySet()) {
      String name = LinkType.name(entry.getKey()) + " (" + entry.getKey() + ")";
      add("link-type", path, name, entry.getValue(), "packets", "Packets of this link type.");
    }
    if (filtered != 0) {
      add("outcome", path, "filtered", filtered, "packets", "Left out by the filter.");
    }
    addOutcomes(path, decoded);
    addDrops(input);
    addDamage(input);
  }

  private void addReading(CaptureInput input) {
    String path = input.path();
    addIfAny(
        "read",
        path,
        "untimed-packets",
        input.untimedPackets(),
        "packets",
        "Without a time of their own; they have that of the packet before.");
    addIfAny(
        "read",
        path,
        "unknown-blocks",
        input.unknownBlocks(),
        "blocks",
        "Of a kind that holds no packets, or none that is known; skipped.");
    addIfAny(
        "limit",
        path,
        "interfaces-not-listed",
        input.unlistedInterfaces(),
        "interfaces",
        "Too many interfaces: packets of these count as the last one's, or are damage.");
  }

  private void addOutcomes(String path, DecodeCounters decoded) {
    for (DecodeOutcome outcome : DecodeOutcome.values()) {
      long count = decoded.outcome(outcome);
      if (count != 0 || outcome == DecodeOutcome.FLOW) {
        add("outcome", path, outcome.label(), count, "packets", outcome.sentence());
      }
    }
    for (DecodeOutcome outcome : DecodeOutcome.values()) {
      if (decoded.inner(outcome) != 0) {
        add(
            "tunnelled",
            path,
            outcome.label(),
            decoded.inner(outcome),
            "packets",
            "Of the packets found in tunnels: " + outcome.sentence());
      }
    }
    for (Tunnel tunnel : Tunnel.values()) {
      if (tunnel != Tunnel.NONE && decoded.tunnel(tunnel) != 0) {
        long count = decoded.tunnel(tunnel);
        add("tunnel", path, tunnel.label(), count, "packets", "Packets that this tunnel carried.");
      }
    }
    for (DecodeEvent event : DecodeEvent.values()) {
      if (decoded.event(event) != 0) {
        add("decode", path, event.label(), decoded.event(event), "times", event.sentence());
      }
    }
    for (ProtocolCounts.Count count : decoded.protocols().list()) {
      String name = count.space().label() + " " + count.number();
      add("not-decoded", path, name, count.packets(), "packets", "A protocol that is not decoded.");
    }
    addIfAny(
        "limit",
        path,
        "not-decoded-others",
        decoded.protocols().beyondLimit(),
        "packets",
        "Of protocols that are not decoded, and too many to be listed.");
  }

  private void addDrops(CaptureInput input) {
    for (CaptureInterface each : input.interfaces()) {
      if (each.dropped() > 0) {
        add(
            "drop",
            input.path(),
            "dropped-at-capture",
            each.dropped(),
            "packets",
            "The capturing machine says that it lost them.");
      }
    }
  }

  private void addDamage(CaptureInput input) {
    for (Damage damage : input.damages()) {
      add(
          "damage",
          input.path(),
          "byte-offset",
          damage.byteOffset(),
          "bytes",
          damage.what() + "; expected " + damage.expected() + "; " + damage.advice());
    }
    long unlisted = input.damageCount() - input.damages().size();
    if (unlisted > 0) {
      add("damage", input.path(), "further", unlisted, "places", "Damaged too, not listed here.");
    }
  }

  /** Adds packets of a live device that never came to be read, none of them included. */
  public void addDrop(String device, String counter, long packets, String meaning) {
    add("drop", device, counter, packets, "packets", meaning);
  }

  /** Adds packets that a filter left out because it means nothing on their link type. */
  public void addUnfilterable(PacketFilter.Unusable unusable) {
    addIfAny(
        "limit",
        "not-filterable-link-type-" + unusable.linkType(),
        unusable.packets(),
        "packets",
        "Left out unseen: " + unusable.reason());
  }

  /** Adds what the detections counted. */
  public void addDetections(DetectCounters counters) {
    addIfAny(
        "detect",
        "observations",
        counters.observations,
        "messages",
        "Messages that detections looked at.");
    addIfAny(
        "limit",
        "findings-not-kept",
        counters.findingsNotKept,
        "findings",
        "Too many findings: these have no row.");
    addIfAny(
        "limit",
        "finding-sets-not-kept",
        counters.setsNotKept,
        "flows",
        "Too many combinations of findings: their column is incomplete.");
    addIfAny(
        "limit",
        "clients-not-counted",
        counters.addressesNotCounted,
        "addresses",
        "Too many addresses: clients of a finding are at least as many as said.");
    addIfAny(
        "limit",
        "memories-dropped",
        counters.memoriesDropped,
        "entries",
        "Things that detections had to forget because they knew too many.");
  }

  /** Adds what became of the flows. */
  public void addFlows(FlowCounters flows) {
    add("flow", ALL, "created", flows.created, "flows", "Flows begun; each has a row.");
    add("flow", ALL, "peak-live", flows.peakLive, "flows", "Most flows alive at once.");
    addIfAny("flow", "reopened", flows.reopened, "flows", "Began where a closed one had been.");
    addIfAny("flow", "ended-idle", flows.idle, "flows", "Ended by silence.");
    addIfAny("flow", "ended-closed", flows.closed, "flows", "Ended by FIN or RST.");
    addIfAny(
        "flow",
        "direction-turned",
        flows.directionTurned,
        "times",
        "Better evidence turned the direction.");
    addIfAny(
        "flow",
        "time-backwards",
        flows.timeBackwards,
        "packets",
        "Older than their flow's latest packet.");
    addIfAny(
        "fragment",
        "attributed",
        flows.fragmentsAttributed,
        "packets",
        "Later fragments counted to the flow of the first.");
    addIfAny(
        "fragment",
        "without-first",
        flows.fragmentsWithoutFirst,
        "packets",
        "Later fragments whose first was not seen: a flow without ports.");
    addIfAny(
        "limit",
        "flows-evicted",
        flows.evicted,
        "flows",
        "Ended early because the flow budget was reached.");
    addIfAny(
        "limit",
        "fragments-forgotten",
        flows.fragmentsForgotten,
        "datagrams",
        "Unfinished datagrams given up because too many were open.");
    addIfAny(
        "limit",
        "announcements-forgotten",
        flows.announcementsForgotten,
        "endpoints",
        "Announced endpoints given up because too many were known.");
  }

  /** All rows. */
  List<Counter> rows() {
    return rows;
  }

  /** Writes {@code accounting.csv}. */
  public void writeTo(ReportDirectory directory) throws IOException {
    try (RowFile file = new RowFile(directory.create("accounting.csv"), HEADER)) {
      for (Counter row : rows) {
        RowBytes out = file.nextRow();
        out.text(row.scope).comma().text(row.input).comma().text(row.counter).comma();
        out.number(row.value).comma().text(row.unit).comma().text(row.meaning).endRow();
      }
    }
  }
}
