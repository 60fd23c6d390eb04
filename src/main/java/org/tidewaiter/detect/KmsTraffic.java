package org.tidewaiter.detect;

import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.tidewaiter.flow.DirectionBasis;
import org.tidewaiter.flow.FlowId;
import org.tidewaiter.flow.FlowRow;
import org.tidewaiter.flow.TcpHistory;
import org.tidewaiter.payload.observation.KmsCleartext;
import org.tidewaiter.payload.observation.RpcBind;
import org.tidewaiter.payload.observation.RpcBindAck;
import org.tidewaiter.payload.observation.RpcCall;
import org.tidewaiter.payload.observation.RpcContext;
import org.tidewaiter.payload.observation.RpcInterfaces;
import org.tidewaiter.policy.DetectionSettings;
import org.tidewaiter.policy.Severity;

/**
 * Whether what passes on the KMS port behaves like activation, and whether activation passes
 * elsewhere: one bind, one request, one response, anonymous, small and quick.
 *
 * <p>Sizes come from the layouts of the messages, not from traffic: thresholds leave room.
 */
final class KmsTraffic implements FlowEnd {
  /** Most connections remembered at once. */
  static final int MAX_CONVERSATIONS = 65_536;

  /**
   * The association group that py-kms, an emulator, puts into every bind acknowledgment; a Windows
   * host numbers its groups as they come.
   */
  static final int EMULATOR_GROUP = 0x1063BF3F;

  /** Interfaces named of one bind. */
  private static final int MAX_INTERFACES = 6;

  private static final int RPC_VERSION = 5;
  private static final int BIND = 0x0B;
  private static final int ALTER_CONTEXT = 0x0E;
  private static final int REQUEST = 0;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Sightings sightings;
  private final FlowFacts flow;
  private final int kms;
  private final int kmsHosts;
  private final Memory<Long, KmsConversation> conversations;
  private final int minPayloadBytes;
  private final long maxClientBytes;
  private final long maxServerBytes;
  private final long maxDurationNanos;
  private final long maxResponseNanos;
  private final long maxCloseNanos;

  KmsTraffic(Sightings sightings) {
    this.sightings = sightings;
    this.flow = sightings.flow;
    kms = sightings.service("kms");
    kmsHosts = sightings.filledGroup("kms-hosts");
    conversations = new Memory<>(MAX_CONVERSATIONS, sightings.counters);
    DetectionSettings settings = sightings.rules.detections();
    minPayloadBytes = (int) settings.number(Detection.KMS_NOT_RPC.id(), "min_payload_bytes");
    maxClientBytes = settings.number(Detection.KMS_OVERSIZE.id(), "max_client_bytes");
    maxServerBytes = settings.number(Detection.KMS_OVERSIZE.id(), "max_server_bytes");
    maxDurationNanos = settings.durationNanos(Detection.KMS_LONG_SESSION.id(), "max_duration");
    maxResponseNanos = settings.durationNanos(Detection.KMS_SLOW_RESPONSE.id(), "max_response");
    maxCloseNanos =
        settings.durationNanos(Detection.KMS_EMULATOR_BEHAVIOUR.id(), "max_close_delay");
  }

  private KmsConversation conversation() {
    long id = FlowId.of(flow.words, flow.at);
    KmsConversation known = conversations.get(id);
    if (known == null) {
      known = new KmsConversation();
      conversations.put(id, known);
    }
    return known;
  }

  private boolean isOnKmsPort() {
    return flow.service == kms && kms != 0;
  }

  /** The first bytes of one side of a flow of service kms. */
  void firstPayload(ByteBuffer bytes, int offset, int length, boolean fromClient) {
    // Where the capture did not see the connection begin, these need not be its first bytes.
    boolean fromStart = flow.basis == DirectionBasis.SYN.ordinal();
    if (!fromClient || !fromStart || !flow.answered || length < minPayloadBytes) {
      return;
    }
    int type = bytes.get(offset + 2) & 0xFF;
    boolean opensRpc = type == BIND || type == ALTER_CONTEXT || type == REQUEST;
    if (bytes.get(offset) == RPC_VERSION && bytes.get(offset + 1) == 0 && opensRpc) {
      return;
    }
    conversation().isSomethingElse = true;
    sightings.ofServer(Detection.KMS_NOT_RPC, kms);
  }

  /** A bind; true where it asks for KMS on a port that is not that of KMS. */
  boolean bound(RpcBind bind) {
    boolean asksForKms = asksForKms(bind);
    if (!asksForKms && !isOnKmsPort()) {
      return false;
    }
    KmsConversation conversation = conversation();
    conversation.isKms |= asksForKms;
    if (bind.authLength() > 0) {
      int finding = sightings.ofServer(Detection.KMS_AUTHENTICATED, kms);
      sightings.findings.note(
          finding,
          "The bind carries "
              + bind.authLength()
              + " bytes of authentication of type "
              + bind.authType());
    }
    if (asksForKms) {
      if (!isOnKmsPort()) {
        onOtherPort(bind);
      }
      return !isOnKmsPort();
    }
    if (!bind.contexts().isEmpty()) {
      conversation.isSomethingElse = true;
      int finding = sightings.ofServer(Detection.KMS_WRONG_INTERFACE, kms);
      sightings.findings.note(finding, "The bind asks for " + interfaces(bind));
    }
    return false;
  }

  private static boolean asksForKms(RpcBind bind) {
    for (RpcContext context : bind.contexts()) {
      if (context.interfaceId().equals(RpcInterfaces.KMS)) {
        return true;
      }
    }
    return false;
  }

  private void onOtherPort(RpcBind bind) {
    // A declared host whose port was moved is no stranger.
    boolean declared = sightings.isIn(kmsHosts, sightings.server());
    int severity =
        declared ? Severity.LOW.ordinal() : sightings.levels.severity(Detection.KMS_ON_OTHER_PORT);
    int finding = sightings.ofServer(Detection.KMS_ON_OTHER_PORT, 0, kms, "", severity);
    sightings.findings.note(finding, "The bind asks for " + interfaces(bind));
  }

  /** The interfaces that a bind asks for, each once. */
  static String interfaces(RpcBind bind) {
    Set<String> interfaces = new LinkedHashSet<>();
    for (RpcContext context : bind.contexts()) {
      String version = " version " + context.majorVersion() + "." + context.minorVersion();
      interfaces.add(named(context.interfaceId()) + version);
      if (interfaces.size() == MAX_INTERFACES) {
        break;
      }
    }
    return String.join(", ", interfaces);
  }

  /** {@code 51c82175-… (kms)}; the UUID alone where it has no name. */
  static String named(UUID interfaceId) {
    return RpcInterfaces.isKnown(interfaceId)
        ? interfaceId + " (" + RpcInterfaces.name(interfaceId) + ")"
        : interfaceId.toString();
  }

  /** The answer to a bind, in a connection that is activation as far as known. */
  void acknowledged(RpcBindAck answer) {
    KmsConversation conversation = known();
    if (conversation == null && !isOnKmsPort()) {
      return;
    }
    if (answer.associationGroup() == EMULATOR_GROUP) {
      int finding = sightings.ofServer(Detection.KMS_EMULATOR_FINGERPRINT, kms);
      sightings.findings.note(
          finding,
          "The bind acknowledgment has association group 0x1063bf3f (bytes 3f bf 63 10 at offset"
              + " 20), secondary address '"
              + answer.secondaryAddress()
              + "'");
    }
  }

  private KmsConversation known() {
    return conversations.isEmpty() ? null : conversations.get(FlowId.of(flow.words, flow.at));
  }

  /** Whether the bytes of the flow at hand were found to be anything but activation. */
  boolean isSomethingElse() {
    KmsConversation conversation = known();
    return conversation != null && conversation.isSomethingElse;
  }

  /** A call, in a connection that is activation as far as known. */
  void called(RpcCall call) {
    boolean laidOutAsKms = call.kmsMajor() >= 0;
    if (!isOnKmsPort() && known() == null) {
      return;
    }
    KmsConversation conversation = conversation();
    if (call.kind() == RpcCall.Kind.REQUEST) {
      conversation.isKms |= laidOutAsKms;
      conversation.pendingCallId = call.callId();
      conversation.pendingNanos = call.envelope().timeNanos();
    } else if (conversation.pendingNanos != 0 && conversation.pendingCallId == call.callId()) {
      answered(conversation, call.envelope().timeNanos());
    }
  }

  private void answered(KmsConversation conversation, long nanos) {
    long tookNanos = nanos - conversation.pendingNanos;
    conversation.pendingNanos = 0;
    if (conversation.firstResponseNanos == 0) {
      conversation.firstResponseNanos = nanos;
    }
    if (tookNanos > maxResponseNanos) {
      int finding = sightings.ofServer(Detection.KMS_SLOW_RESPONSE, kms);
      sightings.findings.note(finding, "One answer took " + tookNanos / NANOS_PER_MILLI + " ms");
    }
  }

  /** A version 4 request: it shows who asks. */
  void readClear(KmsCleartext request) {
    int finding = sightings.ofServer(Detection.KMS_CLEARTEXT_FIELDS, kms);
    sightings.findings.note(
        finding,
        "A version 4 request names the workstation '"
            + request.workstation()
            + "', licence state "
            + request.licenseStatus()
            + ", needing "
            + request.requiredClients()
            + " clients");
  }

  // Of a connection of service kms, or of any that may have turned out to be activation.
  @Override
  public void ended() {
    boolean onKmsPort = flow.isOf(kms);
    KmsConversation conversation =
        conversations.isEmpty() ? null : conversations.remove(FlowId.of(flow.words, flow.at));
    boolean other = conversation == null ? !onKmsPort : conversation.isSomethingElse;
    if (other || flow.basis < DirectionBasis.ANNOUNCED.ordinal() || !flow.answered) {
      return;
    }
    if (FlowRow.clientPayloadBytes(flow.words, flow.at) > maxClientBytes
        || FlowRow.serverPayloadBytes(flow.words, flow.at) > maxServerBytes) {
      sightings.ofServer(Detection.KMS_OVERSIZE, kms);
    }
    long lastedNanos =
        FlowRow.lastNanos(flow.words, flow.at) - FlowRow.firstNanos(flow.words, flow.at);
    if (lastedNanos > maxDurationNanos) {
      int finding = sightings.ofServer(Detection.KMS_LONG_SESSION, kms);
      sightings.findings.note(
          finding, "One session lasted " + lastedNanos / 1000 / NANOS_PER_MILLI + " s");
    }
    if (conversation != null && conversation.firstResponseNanos != 0 && serverClosedFirst()) {
      long delayNanos = FlowRow.lastNanos(flow.words, flow.at) - conversation.firstResponseNanos;
      if (delayNanos <= maxCloseNanos) {
        int finding = sightings.ofServer(Detection.KMS_EMULATOR_BEHAVIOUR, kms);
        sightings.findings.note(
            finding,
            "The server closed first, and all was over "
                + delayNanos / NANOS_PER_MILLI
                + " ms after its response");
      }
    }
  }

  private boolean serverClosedFirst() {
    byte[] letters = new byte[16];
    int length =
        TcpHistory.write(
            FlowRow.history(flow.words, flow.at),
            FlowRow.clientIsB(flow.words, flow.at),
            letters,
            0);
    for (int i = 0; i < length; i++) {
      if (letters[i] == 'f') {
        return true;
      }
      if (letters[i] == 'F' || letters[i] == 'R') {
        return false;
      }
    }
    return false;
  }
}
