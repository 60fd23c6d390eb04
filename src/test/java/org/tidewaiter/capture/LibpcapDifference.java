package org.tidewaiter.capture;

import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** In what our reading of a file and libpcap's may differ, and why; anything else is a fault. */
enum LibpcapDifference {
  /** The same packets; damage, if there is any, told by both. */
  NONE,

  /** Neither takes it for a capture. */
  BOTH_REFUSE,

  /** libpcap ends at the first damage, we go on where blocks verify; the same until there. */
  WE_GO_ON_BEHIND_DAMAGE,

  /** libpcap does not read files that are sound but use more of the format than it supports. */
  LIBPCAP_REFUSES_SOUND_FILES,

  /** A wire length below the captured one: libpcap passes it on, we take the captured length. */
  WIRE_LENGTH_BELOW_CAPTURED,

  /** libpcap cuts packets to the snaplen that the file's header names, we take all there is. */
  LIBPCAP_CUTS_TO_SNAPLEN,

  /** A time that 64 bits of nanoseconds do not hold: ours is the nearest that they do. */
  TIME_BEYOND_2262,

  /** Ticks finer than 2^-34 s: libpcap's sum of their fractions overflows 64 bits. */
  FRACTIONS_OF_A_FINE_CLOCK,

  /** libpcap turns around numbers in packets of USB and the like from a host of the other order. */
  LIBPCAP_TURNS_NUMBERS_AROUND,

  /** A simple packet has no time: libpcap says 1970, ours is that of the packet before, counted. */
  PACKET_WITHOUT_TIME,

  /** Reserved bits in the link type: we refuse, as the specification wants; libpcap masks them. */
  RESERVED_BITS_OF_LINK_TYPE,

  /** The second length of the first section header: libpcap does not look at it, we tell. */
  ONLY_WE_SEE_THE_DAMAGE,

  /** None of the above. */
  UNDOCUMENTED;

  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long FRACTIONS = 1L << 32;

  /** Linux cooked, pflog, USB of Linux (two kinds), nflog, pfsync. */
  private static final Set<Integer> TURNED_LINK_TYPES = Set.of(113, 117, 189, 220, 239, 246);

  /** What libpcap says of files whose damage is only that it does not support them. */
  private static final Pattern NOT_SUPPORTED =
      Pattern.compile(
          "unsupported pcap(ng)? savefile version \\d+\\.\\d+"
              + "|an interface has a (type|snapshot length) \\d+ different from .*"
              + "|invalid packet capture length \\d+, bigger than snaplen of \\d+"
              + "|Interface Description Block .*"
              + "|the capture file has no Interface Description Blocks"
              + "|block of type 1 in pcapng dump file is too short");

  /** The difference between both readings of the same file. */
  static LibpcapDifference of(Reading ours, NativeLibpcap.Result theirs) {
    List<Reading.Packet> packets = ours.packets();
    int common = Math.min(packets.size(), theirs.packets().size());
    boolean pcapng = ours.input().format().startsWith("pcapng");
    LibpcapDifference first = NONE;
    for (int i = 0; i < common; i++) {
      LibpcapDifference one = of(ours, packets.get(i), theirs, theirs.packets().get(i), pcapng);
      if (one == UNDOCUMENTED) {
        return UNDOCUMENTED;
      }
      first = first == NONE ? one : first;
    }
    boolean whole = ours.damages().isEmpty();
    if (!whole && packets.isEmpty() && ours.damages().get(0).what().startsWith("reserved bits")) {
      return RESERVED_BITS_OF_LINK_TYPE;
    }
    if (packets.size() < theirs.packets().size()) {
      return UNDOCUMENTED;
    }
    boolean notSupported = NOT_SUPPORTED.matcher(theirs.error()).matches();
    boolean theirsWhole = theirs.opened() && theirs.error().isEmpty();
    if (theirsWhole && isOfFirstBlockAlone(ours) && packets.size() == theirs.packets().size()) {
      return ONLY_WE_SEE_THE_DAMAGE;
    }
    if (whole != theirsWhole && !(whole && notSupported)) {
      return UNDOCUMENTED;
    }
    if (packets.size() > theirs.packets().size()) {
      return theirsWhole
          ? UNDOCUMENTED
          : whole || notSupported
              ? LIBPCAP_REFUSES_SOUND_FILES
              : pcapng ? WE_GO_ON_BEHIND_DAMAGE : UNDOCUMENTED;
    }
    return first != NONE ? first : theirs.opened() ? NONE : BOTH_REFUSE;
  }

  private static boolean isOfFirstBlockAlone(Reading reading) {
    return reading.damages().size() == 1
        && reading.damages().get(0).byteOffset() == 0
        && reading.damages().get(0).what().startsWith("a block whose two lengths differ");
  }

  private static LibpcapDifference of(
      Reading reading,
      Reading.Packet ours,
      NativeLibpcap.Result result,
      NativeLibpcap.Packet theirs,
      boolean pcapng) {
    if (Dlt.ofLinkType(ours.linkType()) != result.dlt()) {
      return UNDOCUMENTED;
    }
    LibpcapDifference difference = NONE;
    int captured = ours.bytes().length() / 2;
    int kept = theirs.bytes().length() / 2;
    if (kept < captured && kept == result.snaplen()) {
      difference = LIBPCAP_CUTS_TO_SNAPLEN;
    } else if (kept != captured) {
      return UNDOCUMENTED;
    }
    if (!ours.bytes().startsWith(theirs.bytes())) {
      if (!TURNED_LINK_TYPES.contains(ours.linkType())) {
        return UNDOCUMENTED;
      }
      difference = LIBPCAP_TURNS_NUMBERS_AROUND;
    }
    int wire = theirs.wireLength() < 0 ? Integer.MAX_VALUE : theirs.wireLength();
    if (ours.wireLength() != Math.max(wire, captured)) {
      return UNDOCUMENTED;
    }
    difference = wire < captured ? WIRE_LENGTH_BELOW_CAPTURED : difference;
    BigInteger time = nanos(theirs, pcapng);
    if (!time.equals(BigInteger.valueOf(ours.timestampNanos()))) {
      boolean beyond = time.bitLength() > 63 && ours.timestampNanos() == Long.MAX_VALUE;
      boolean untimed = reading.input().untimedPackets() > 0 && time.signum() == 0;
      return beyond
          ? TIME_BEYOND_2262
          : untimed
              ? PACKET_WITHOUT_TIME
              : isFineClock(reading, ours, theirs) ? FRACTIONS_OF_A_FINE_CLOCK : UNDOCUMENTED;
    }
    return difference;
  }

  private static boolean isFineClock(
      Reading reading, Reading.Packet ours, NativeLibpcap.Packet theirs) {
    String resolution = reading.input().interfaces().get(ours.interfaceId()).resolution();
    return resolution.startsWith("2^-")
        && Integer.parseInt(resolution.substring(3)) > 34
        && ours.timestampNanos() / NANOS_PER_SECOND == theirs.seconds();
  }

  /** libpcap takes the 32 bits of a pcap file's times for signed numbers. */
  private static BigInteger nanos(NativeLibpcap.Packet packet, boolean pcapng) {
    long seconds = packet.seconds();
    long fraction = packet.nanos();
    if (!pcapng) {
      seconds &= FRACTIONS - 1;
      boolean micros = fraction < -FRACTIONS / 2 || fraction % 1000 == 0;
      fraction += fraction < 0 ? FRACTIONS * (micros ? 1000 : 1) : 0;
    }
    return BigInteger.valueOf(seconds)
        .multiply(BigInteger.valueOf(NANOS_PER_SECOND))
        .add(BigInteger.valueOf(fraction));
  }
}
