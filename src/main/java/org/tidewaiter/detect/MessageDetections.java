package org.tidewaiter.detect;

import org.tidewaiter.flow.FlowJudgement;
import org.tidewaiter.flow.FlowRow;
import org.tidewaiter.payload.PayloadProtocol;
import org.tidewaiter.payload.observation.DhcpReply;
import org.tidewaiter.payload.observation.DnsAnswer;
import org.tidewaiter.payload.observation.DnsUpdate;
import org.tidewaiter.payload.observation.EndpointMapping;
import org.tidewaiter.payload.observation.FtpEndpoint;
import org.tidewaiter.payload.observation.FtpLogin;
import org.tidewaiter.payload.observation.HttpRequest;
import org.tidewaiter.payload.observation.KmsCleartext;
import org.tidewaiter.payload.observation.Observation;
import org.tidewaiter.payload.observation.RpcBind;
import org.tidewaiter.payload.observation.RpcBindAck;
import org.tidewaiter.payload.observation.RpcCall;

/** Hands each observation to the detections that care, and what it said to the flow's findings. */
final class MessageDetections {
  private static final String WINRM_PATH = "/wsman";
  private static final int OLD_UPNP_PORT = 5000;

  private final Sightings sightings;
  private final FlowFacts flow;
  private final FlowDetections flows;
  private final DnsNames names;
  private final KmsDirectory directory;
  private final KmsTraffic kmsTraffic;
  private final KmsHosts kmsHosts;
  private final RpcPorts rpcPorts;
  private final DhcpServers dhcpServers;
  private final FileTransfers fileTransfers;
  private final int kms;
  private final int winrm;
  private final int winrmHttps;
  private final int oldUpnp;

  MessageDetections(
      Sightings sightings,
      FlowDetections flows,
      DnsNames names,
      KmsDirectory directory,
      KmsTraffic kmsTraffic,
      KmsHosts kmsHosts) {
    this.sightings = sightings;
    this.flow = sightings.flow;
    this.flows = flows;
    this.names = names;
    this.directory = directory;
    this.kmsTraffic = kmsTraffic;
    this.kmsHosts = kmsHosts;
    rpcPorts = new RpcPorts(sightings);
    dhcpServers = new DhcpServers(sightings);
    fileTransfers = new FileTransfers(sightings);
    kms = sightings.service("kms");
    winrm = sightings.service("winrm");
    winrmHttps = sightings.service("winrm-https");
    oldUpnp = sightings.service("ssdp-legacy");
  }

  /**
   * Whether observations of this protocol matter whatever the flow; those of others only give
   * evidence to findings that there are.
   */
  static boolean areDecisive(PayloadProtocol protocol) {
    return switch (protocol) {
      case DNS, DCERPC, DHCP, FTP, HTTP, WINRM -> true;
      default -> false;
    };
  }

  /** Takes in an observation of the flow at hand. */
  void observed(Observation observation) {
    decide(observation);
    int set = FlowJudgement.findings(flow.words, flow.at);
    String note = null;
    for (; set != 0; set = sightings.findings.sets.rest(set)) {
      int finding = sightings.findings.sets.first(set);
      if (!sightings.findings.hasNote(finding)) {
        note = note == null ? ObservationNote.of(observation) : note;
        if (!note.isEmpty()) {
          sightings.findings.note(finding, note);
        }
      }
    }
  }

  /** Whether an observation decides anything; the requests of the web are many and seldom do. */
  boolean matter(Observation observation, long[] words, int at) {
    if (observation instanceof HttpRequest request) {
      return request.target().startsWith(WINRM_PATH)
          || FlowRow.hasPorts(words, at) && FlowRow.serverPort(words, at) == OLD_UPNP_PORT
          || FlowRow.hasPorts(words, at) && FlowRow.clientPort(words, at) == OLD_UPNP_PORT;
    }
    return true;
  }

  private void decide(Observation observation) {
    if (observation instanceof DnsAnswer answer) {
      names.learn(answer);
      directory.answered(answer);
      dhcpServers.named(answer);
    } else if (observation instanceof RpcCall call) {
      kmsTraffic.called(call);
    } else if (observation instanceof RpcBind bind) {
      if (kmsTraffic.bound(bind)) {
        kmsHosts.served(flows.judgeAs(kms));
      } else if (flow.service != kms) {
        rpcPorts.bound(bind);
      }
    } else if (observation instanceof RpcBindAck answer) {
      kmsTraffic.acknowledged(answer);
      rpcPorts.acknowledged(answer);
    } else if (observation instanceof EndpointMapping mapping) {
      rpcPorts.mapped(mapping);
    } else if (observation instanceof HttpRequest request) {
      requested(request);
    } else {
      decideRarer(observation);
    }
  }

  private void decideRarer(Observation observation) {
    if (observation instanceof DhcpReply reply) {
      dhcpServers.replied(reply);
    } else if (observation instanceof FtpLogin login) {
      fileTransfers.loggedIn(login);
    } else if (observation instanceof FtpEndpoint endpoint) {
      fileTransfers.announced(endpoint);
    } else if (observation instanceof KmsCleartext request) {
      kmsTraffic.readClear(request);
    } else if (observation instanceof DnsUpdate update) {
      directory.updated(update);
    }
  }

  private void requested(HttpRequest request) {
    // WinRM before 2.0 shares ports 80 and 443 with the web: the path alone tells it.
    if (request.target().startsWith(WINRM_PATH) && flow.service != winrmHttps) {
      flows.judgeAs(winrm);
    } else if (flow.serverPort == OLD_UPNP_PORT && request.method().equals("NOTIFY")) {
      sightings.ofServer(Detection.SSDP_LEGACY_EVENT, oldUpnp);
    }
  }
}
