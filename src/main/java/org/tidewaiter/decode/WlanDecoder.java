package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/** 802.11 data frames, bare or behind a radio header. */
final class WlanDecoder {
  private final Frame frame;
  private final LinkDecoder link;

  WlanDecoder(Frame frame, LinkDecoder link) {
    this.frame = frame;
    this.link = link;
  }

  DecodeOutcome radiotap(int offset) {
    if (frame.captured(offset) < Radiotap.MIN_HEADER_LENGTH) {
      return DecodeOutcome.TRUNCATED_LINK;
    }
    final ByteBuffer bytes = frame.bytes;
    final int headerLength = Radiotap.headerLength(bytes, offset);
    if (Radiotap.version(bytes, offset) != 0 || headerLength < Radiotap.MIN_HEADER_LENGTH) {
      return DecodeOutcome.MALFORMED_LINK;
    }
    if (frame.captured(offset) < headerLength) {
      return DecodeOutcome.TRUNCATED_LINK;
    }
    return ieee80211(offset + headerLength, Radiotap.hasDataPad(bytes, offset));
  }

  /** Prism and AVS. */
  DecodeOutcome prism(int offset) {
    if (frame.captured(offset) < Prism.MIN_HEADER_LENGTH) {
      return DecodeOutcome.TRUNCATED_LINK;
    }
    final int headerLength = Prism.headerLength(frame.bytes, offset);
    if (headerLength < Prism.MIN_HEADER_LENGTH) {
      return DecodeOutcome.MALFORMED_LINK;
    }
    return headerLength >= frame.captured(offset)
        ? DecodeOutcome.TRUNCATED_LINK
        : ieee80211(offset + headerLength, false);
  }

  /**
   * Decodes an 802.11 frame.
   *
   * @param hasDataPad whether the header is padded to 4 bytes
   */
  DecodeOutcome ieee80211(int offset, boolean hasDataPad) {
    if (frame.captured(offset) < Ieee80211.FRAME_CONTROL_LENGTH) {
      return DecodeOutcome.TRUNCATED_LINK;
    }
    return ieee80211(Ieee80211.frameControl(frame.bytes, offset), offset, hasDataPad);
  }

  /** Decodes an 802.11 frame in CAPWAP. */
  DecodeOutcome capwap(int offset) {
    if (frame.captured(offset) < Ieee80211.FRAME_CONTROL_LENGTH) {
      return DecodeOutcome.TRUNCATED_LINK;
    }
    return ieee80211(Ieee80211.exchangedFrameControl(frame.bytes, offset), offset, false);
  }

  private DecodeOutcome ieee80211(int frameControl, int offset, boolean hasDataPad) {
    if (!Ieee80211.isData(frameControl)) {
      return DecodeOutcome.WLAN_NOT_DATA;
    }
    if (Ieee80211.isProtected(frameControl)) {
      return DecodeOutcome.WLAN_ENCRYPTED;
    }
    final ByteBuffer bytes = frame.bytes;
    final int headerLength = Ieee80211.headerLength(frameControl);
    if (frame.captured(offset) < headerLength) {
      return DecodeOutcome.TRUNCATED_LINK;
    }
    if (Ieee80211.isLaterFragment(frameControl, bytes, offset)) {
      return DecodeOutcome.WLAN_FRAGMENT;
    }
    final int next = offset + (hasDataPad ? headerLength + 3 & ~3 : headerLength);
    if (Ieee80211.isAmsdu(frameControl, bytes, offset)) {
      return amsdu(next);
    }
    if (Ieee80211.hasGroupDestination(frameControl, bytes, offset)) {
      frame.setBroadcast();
    }
    return link.llc(next);
  }

  /** Several frames in one: the packet ends as a flow if one of them does. */
  private DecodeOutcome amsdu(int first) {
    final int captureEnd = frame.captureEnd;
    final int wireEnd = frame.wireEnd;
    final Tunnel tunnel = frame.tunnel;
    final int tunnelId = frame.tunnelId;
    final int parent = frame.parent;
    DecodeOutcome outcome = DecodeOutcome.TRUNCATED_LINK;
    int subframe = first;
    frame.beginSubframes();
    while (captureEnd - subframe >= Amsdu.HEADER_LENGTH) {
      if (frame.rows() >= HeaderColumns.MAX_NESTING || !frame.addTag()) {
        frame.counters.count(DecodeEvent.NESTING_LIMIT);
        break;
      }
      frame.captureEnd = captureEnd;
      frame.wireEnd = wireEnd;
      frame.tunnel = tunnel;
      frame.tunnelId = tunnelId;
      frame.parent = parent;
      frame.vlan = 0;
      frame.fragmentId = 0;
      frame.linkFlags =
          Ethernet.hasGroupDestination(frame.bytes, subframe) ? HeaderColumns.LINK_BROADCAST : 0;
      frame.endAt(subframe + Amsdu.HEADER_LENGTH + Amsdu.length(frame.bytes, subframe));
      final DecodeOutcome last = link.llc(subframe + Amsdu.HEADER_LENGTH);
      outcome = outcome == DecodeOutcome.FLOW ? outcome : last;
      subframe = Amsdu.next(frame.bytes, subframe);
    }
    return frame.endSubframes(outcome);
  }
}
