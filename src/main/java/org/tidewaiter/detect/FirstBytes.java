package org.tidewaiter.detect;

import java.nio.ByteBuffer;
import org.tidewaiter.flow.FlowRow;
import org.tidewaiter.flow.FlowTable;
import org.tidewaiter.service.ServiceTable;

/**
 * The detections that need the very first bytes of a conversation, before they are anything known.
 */
final class FirstBytes {
  // DTLS 1.0 and 1.2 records: content type 20 to 23, version FE FF or FE FD (RFC 6347 section 4.1).
  private static final int FIRST_CONTENT_TYPE = 20;
  private static final int LAST_CONTENT_TYPE = 23;
  private static final int DTLS_MAJOR = 0xFE;
  private static final int DTLS_MINOR_1_0 = 0xFF;
  private static final int DTLS_MINOR_1_2 = 0xFD;
  private static final int RECORD_HEADER_LENGTH = 13;

  private final Sightings sightings;
  private final FlowFacts flow;
  private final KmsTraffic kmsTraffic;
  private final ServiceTable services;
  private final int kms;
  private final int cluster;

  FirstBytes(Sightings sightings, KmsTraffic kmsTraffic) {
    this.sightings = sightings;
    this.flow = sightings.flow;
    this.kmsTraffic = kmsTraffic;
    services = sightings.rules.services();
    kms = sightings.service("kms");
    cluster = sightings.service("cluster");
  }

  /** Whether the first bytes of this flow matter; it may not have been judged yet. */
  boolean concern(long[] words, int at) {
    int protocol = FlowRow.protocol(words, at);
    if (protocol != FlowTable.TCP && protocol != FlowTable.UDP || !FlowRow.hasPorts(words, at)) {
      return false;
    }
    int service = services.serviceAt(protocol, FlowRow.serverPort(words, at));
    return service != 0
        && (service == kms && protocol == FlowTable.TCP
            || service == cluster && protocol == FlowTable.UDP);
  }

  /** Looks at the first payload of one side of such a flow. */
  void judge(ByteBuffer bytes, int offset, int length, boolean fromClient) {
    if (flow.isTcp()) {
      kmsTraffic.firstPayload(bytes, offset, length, fromClient);
    } else if (length >= RECORD_HEADER_LENGTH && !FlowRow.isToMany(flow.words, flow.at)) {
      judgeCluster(bytes, offset);
    }
  }

  private void judgeCluster(ByteBuffer bytes, int offset) {
    int contentType = bytes.get(offset) & 0xFF;
    int major = bytes.get(offset + 1) & 0xFF;
    int minor = bytes.get(offset + 2) & 0xFF;
    boolean isDtls =
        contentType >= FIRST_CONTENT_TYPE
            && contentType <= LAST_CONTENT_TYPE
            && major == DTLS_MAJOR
            && (minor == DTLS_MINOR_1_0 || minor == DTLS_MINOR_1_2);
    if (!isDtls) {
      sightings.ofServer(Detection.CLUSTER_NOT_DTLS, cluster);
    }
  }
}
