package org.tidewaiter.detect;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.tidewaiter.flow.DirectionBasis;
import org.tidewaiter.flow.FlowId;
import org.tidewaiter.flow.FlowJudgement;
import org.tidewaiter.flow.FlowRow;

/** Ties flows to findings and counts what they add. */
final class Findings {
  /** First payload bytes kept of each side of a finding's sample flow. */
  static final int BYTES_KEPT = 16;

  private static final int ENDED = 0;
  private static final int OPEN = 8;

  final FindingTable table = new FindingTable(FindingTable.MAX_FINDINGS);
  final FindingSets sets = new FindingSets();
  final DistinctAddresses addresses = new DistinctAddresses(DistinctAddresses.MAX_PAIRS);
  final DetectCounters counters;
  private String[] notes = new String[64];
  private int[] changed = new int[64];
  private int changedCount;

  Findings(DetectCounters counters) {
    this.counters = counters;
  }

  /**
   * The finding with this key ({@link FindingRow#key}), made if need be.
   *
   * @param rule index of the deciding expectation, -1 for none
   * @param baseSeverity ordinal of its severity, used if it is new
   * @return its number, -1 where there is no room
   */
  int find(long key, int rule, int subject, long high, long low, int baseSeverity) {
    int before = table.size();
    int finding = table.find(key, (long) rule << 32 | subject, high, low);
    if (finding < 0) {
      counters.findingsNotKept++;
    } else if (table.size() > before) {
      FindingRow.setBaseSeverity(table.words(finding), FindingTable.at(finding), baseSeverity);
    }
    return finding;
  }

  /** Ties the flow to a finding; once only, however often it is said. */
  void tie(FlowFacts flow, int finding) {
    if (finding < 0) {
      return;
    }
    int set = FlowJudgement.findings(flow.words, flow.at);
    if (sets.contains(set, finding)) {
      return;
    }
    int larger = sets.with(set, finding);
    if (larger == set) {
      counters.setsNotKept++;
      return;
    }
    FlowJudgement.setFindings(flow.words, flow.at, larger);
    long[] words = table.words(finding);
    int at = FindingTable.at(finding);
    if (words[at + FindingRow.OPEN]++ == 0) {
      words[at + FindingRow.STATE] &= ~(0xFFL << OPEN);
    }
    raise(words, at, OPEN, flow);
    offerSample(words, at, finding, flow.words, flow.at);
    markChanged(words, at, finding);
  }

  private static void raise(long[] words, int at, int shift, FlowFacts flow) {
    if (FindingRow.is(words, at, FindingRow.FROM_BYTES)) {
      int basis = Math.max(flow.basis, DirectionBasis.PAYLOAD.ordinal());
      FindingRow.raise(words, at, shift, flow.mostSevereByBytes(), basis);
    } else {
      FindingRow.raise(words, at, shift, flow.mostSevere(), flow.basis);
    }
  }

  /**
   * Takes the flow, which was judged again, out of all findings but what its bytes said and the one
   * that it still belongs to.
   *
   * @param except number of that finding, -1 for none
   */
  void withdraw(long[] flowWords, int flowAt, int except) {
    int before = FlowJudgement.findings(flowWords, flowAt);
    if (before == FindingSets.only(except)) {
      return;
    }
    int kept = 0;
    for (int set = before; set != 0; set = sets.rest(set)) {
      int finding = sets.first(set);
      long[] words = table.words(finding);
      int at = FindingTable.at(finding);
      if (finding == except || FindingRow.is(words, at, FindingRow.FROM_BYTES)) {
        kept = sets.with(kept, finding);
        continue;
      }
      words[at + FindingRow.OPEN]--;
      if (words[at + FindingRow.SAMPLE_ID] == FlowId.of(flowWords, flowAt)) {
        words[at + FindingRow.SAMPLE_ID] = 0;
      }
      markChanged(words, at, finding);
    }
    FlowJudgement.setFindings(flowWords, flowAt, kept);
  }

  /** Adds what the ended flow counts to each of its findings. */
  void end(FlowFacts flow) {
    int set = FlowJudgement.findings(flow.words, flow.at);
    for (; set != 0; set = sets.rest(set)) {
      end(flow, sets.first(set));
    }
  }

  /** Counts the findings of a set among the changed ones. */
  void goesOn(int findingSet) {
    for (int set = findingSet; set != 0; set = sets.rest(set)) {
      int finding = sets.first(set);
      markChanged(table.words(finding), FindingTable.at(finding), finding);
    }
  }

  private void end(FlowFacts flow, int finding) {
    long[] words = table.words(finding);
    int at = FindingTable.at(finding);
    long[] row = flow.words;
    int rowAt = flow.at;
    words[at + FindingRow.OPEN]--;
    words[at + FindingRow.ENDED]++;
    words[at + FindingRow.PACKETS] +=
        FlowRow.clientPackets(row, rowAt) + FlowRow.serverPackets(row, rowAt);
    words[at + FindingRow.BYTES] +=
        FlowRow.clientBytes(row, rowAt) + FlowRow.serverBytes(row, rowAt);
    words[at + FindingRow.FIRST] =
        Math.min(words[at + FindingRow.FIRST], FlowRow.firstNanos(row, rowAt));
    words[at + FindingRow.LAST] =
        Math.max(words[at + FindingRow.LAST], FlowRow.lastNanos(row, rowAt));
    raise(words, at, ENDED, flow);
    addPeer(words, at, finding, row, rowAt);
    if (FindingRow.is(words, at, FindingRow.ATTEMPT | FindingRow.TOGETHER | FindingRow.BY_CLIENT)) {
      addServer(finding, FlowRow.serverHigh(row, rowAt), FlowRow.serverLow(row, rowAt));
    }
    offerSample(words, at, finding, row, rowAt);
    markChanged(words, at, finding);
  }

  // Of a finding about the flow's client, as of a server that broadcasts, the peer is the other
  // end.
  private void addPeer(long[] words, int at, int finding, long[] row, int rowAt) {
    if (FlowRow.isToMany(row, rowAt) && FindingRow.is(words, at, FindingRow.FROM_BYTES)) {
      return;
    }
    boolean aboutClient =
        words[at + FindingRow.LOW] == FlowRow.clientLow(row, rowAt)
            && words[at + FindingRow.HIGH] == FlowRow.clientHigh(row, rowAt)
            && !FindingRow.is(words, at, FindingRow.BY_CLIENT);
    if (!aboutClient) {
      addClient(finding, FlowRow.clientHigh(row, rowAt), FlowRow.clientLow(row, rowAt));
    } else {
      addClient(finding, FlowRow.serverHigh(row, rowAt), FlowRow.serverLow(row, rowAt));
    }
  }

  /** Counts a client of a finding, once. */
  void addClient(int finding, long high, long low) {
    add(finding, finding * 2, 1L << 32, FindingRow.STATE_CLIENTS_AT_LEAST, high, low);
  }

  /** Counts a server of a finding that stands for several, once. */
  void addServer(int finding, long high, long low) {
    add(finding, finding * 2 + 1, 1, FindingRow.STATE_SERVERS_AT_LEAST, high, low);
  }

  private void add(int finding, int owner, long one, long atLeast, long high, long low) {
    long[] words = table.words(finding);
    int at = FindingTable.at(finding);
    int answer = addresses.add(owner, high, low);
    if (answer == DistinctAddresses.NEW) {
      words[at + FindingRow.PEERS] += one;
    } else if (answer == DistinctAddresses.NO_ROOM) {
      words[at + FindingRow.STATE] |= atLeast;
      counters.addressesNotCounted++;
    }
  }

  /** Widens a finding's times where no flow of its own does. */
  void addTime(int finding, long firstNanos, long lastNanos) {
    long[] words = table.words(finding);
    int at = FindingTable.at(finding);
    words[at + FindingRow.FIRST] = Math.min(words[at + FindingRow.FIRST], firstNanos);
    words[at + FindingRow.LAST] = Math.max(words[at + FindingRow.LAST], lastNanos);
    markChanged(words, at, finding);
  }

  // The earliest flow is the sample, and of those that began together the one with the lowest id:
  // so it does not matter which was seen first.
  private void offerSample(long[] words, int at, int finding, long[] row, int rowAt) {
    long[] sample = table.sampleWords(finding);
    int sampleAt = FindingTable.sampleAt(finding);
    long sampleId = words[at + FindingRow.SAMPLE_ID];
    long first = FlowRow.firstNanos(row, rowAt);
    if (sampleId != 0 && first > FlowRow.firstNanos(sample, sampleAt)) {
      return;
    }
    long id = FlowId.of(row, rowAt);
    if (sampleId != 0
        && id != sampleId
        && first == FlowRow.firstNanos(sample, sampleAt)
        && Long.compareUnsigned(id, sampleId) > 0) {
      return;
    }
    if (id != sampleId) {
      words[at + FindingRow.SAMPLE_ID] = id;
      words[at + FindingRow.BYTE_LENGTHS] = 0;
    }
    FlowRow.copy(row, rowAt, sample, sampleAt);
  }

  /** Keeps the first bytes of one side for the findings whose sample the flow is. */
  void offerBytes(
      long[] row, int rowAt, boolean fromClient, ByteBuffer bytes, int offset, int length) {
    int set = FlowJudgement.findings(row, rowAt);
    for (; set != 0; set = sets.rest(set)) {
      int finding = sets.first(set);
      long[] words = table.words(finding);
      int at = FindingTable.at(finding);
      int shift = fromClient ? 0 : 32;
      if (words[at + FindingRow.SAMPLE_ID] == FlowId.of(row, rowAt)
          && (int) (words[at + FindingRow.BYTE_LENGTHS] >>> shift) == 0) {
        int kept = Math.min(length, BYTES_KEPT);
        int target = at + (fromClient ? FindingRow.CLIENT_BYTES : FindingRow.SERVER_BYTES);
        words[target] = packed(bytes, offset, Math.min(8, kept));
        words[target + 1] = packed(bytes, offset + 8, kept - 8);
        words[at + FindingRow.BYTE_LENGTHS] |= (long) kept << shift;
      }
    }
  }

  private static long packed(ByteBuffer bytes, int offset, int length) {
    long packed = 0;
    for (int i = 0; i < length; i++) {
      packed |= (bytes.get(offset + i) & 0xFFL) << (56 - 8 * i);
    }
    return packed;
  }

  /**
   * Takes back what was concluded, before conclusions are drawn again from all that is known by
   * then: live, what held at the end of a period may not hold at the end of the next.
   */
  void takeBackConclusions() {
    for (int finding = 0; finding < table.size(); finding++) {
      long[] words = table.words(finding);
      int at = FindingTable.at(finding);
      if (FindingRow.is(words, at, FindingRow.CONCLUSION)) {
        words[at + FindingRow.STATE] |= FindingRow.STATE_TAKEN_BACK;
        markChanged(words, at, finding);
        if (hasNote(finding)) {
          notes[finding] = null;
        }
      }
    }
  }

  /** Takes note that a conclusion holds. */
  void concluded(int finding) {
    if (finding >= 0) {
      table.words(finding)[FindingTable.at(finding) + FindingRow.STATE] &=
          ~FindingRow.STATE_TAKEN_BACK;
    }
  }

  /** Keeps what a message said as the finding's note, if it is the first. */
  void note(int finding, String note) {
    if (finding < 0) {
      return;
    }
    if (finding >= notes.length) {
      notes = Arrays.copyOf(notes, Math.max(finding + 1, notes.length * 2));
    }
    if (notes[finding] == null) {
      notes[finding] = note;
      markChanged(table.words(finding), FindingTable.at(finding), finding);
    }
  }

  boolean hasNote(int finding) {
    return finding < notes.length && notes[finding] != null;
  }

  /** What a message said, or the empty string. */
  String noteOf(int finding) {
    return hasNote(finding) ? notes[finding] : "";
  }

  void setBaseSeverity(int finding, int severity) {
    long[] words = table.words(finding);
    int at = FindingTable.at(finding);
    if (FindingRow.baseSeverity(words, at) != severity) {
      FindingRow.setBaseSeverity(words, at, severity);
      markChanged(words, at, finding);
    }
  }

  private void markChanged(long[] words, int at, int finding) {
    if ((words[at + FindingRow.STATE] & FindingRow.STATE_CHANGED) == 0) {
      words[at + FindingRow.STATE] |= FindingRow.STATE_CHANGED;
      if (changedCount == changed.length) {
        changed = Arrays.copyOf(changed, changedCount * 2);
      }
      changed[changedCount++] = finding;
    }
  }

  /** The findings that are new or changed since the last call, by number. */
  int[] takeChanged() {
    int[] taken = Arrays.copyOf(changed, changedCount);
    for (int finding : taken) {
      table.words(finding)[FindingTable.at(finding) + FindingRow.STATE] &=
          ~FindingRow.STATE_CHANGED;
    }
    changedCount = 0;
    return taken;
  }
}
