package org.tidewaiter.captures.office;

import static org.tidewaiter.captures.office.Office.DOMAIN;
import static org.tidewaiter.captures.office.Office.FELIX;
import static org.tidewaiter.captures.office.Office.KMS;

import java.util.Random;
import org.tidewaiter.captures.message.DceRpc;
import org.tidewaiter.captures.message.Kms;
import org.tidewaiter.captures.talk.Host;

/** Volume activation: at the host that DNS advertises, and at a workstation that plays one. */
final class Activation {
  private static final double ASSOCIATION_IDLE_SECONDS = 29.6;

  private final Office office;
  private final NameService names;

  Activation(Office office, NameService names) {
    this.office = office;
    this.names = names;
  }

  /** Asks DNS for the host and activates there; the association stays open until it is idle. */
  void atAdvertisedHost(double at, Host client) {
    String name = "_vlmcs._tcp." + DOMAIN;
    double found = names.lookupService(at, client, name, Kms.PORT, KMS);
    double resolved = names.lookupInside(found + 0.002, client, "kms01." + DOMAIN, KMS.ip());
    Random random = office.random();
    long group = 0x7000L + random.nextInt(0x8000);
    office
        .tcp(resolved + 0.003, client, KMS, Kms.PORT)
        .handshake()
        .client(DceRpc.windowsBind(2, Kms.INTERFACE, 1))
        .server(
            DceRpc.bindAck(
                2, group, "1688", DceRpc.REFUSE, DceRpc.ACCEPT_NDR64, DceRpc.FEATURES_ACK))
        .client(DceRpc.request(2, 1, 0, Kms.request64(6, random)))
        .server(DceRpc.response(2, 1, Kms.response64(6, random)))
        .pause(ASSOCIATION_IDLE_SECONDS)
        .clientCloses();
  }

  /**
   * Activates, without asking DNS, at a colleague's workstation. What answers there is an emulator:
   * it knows no NDR64, has always the same association group and closes at once.
   */
  void atWorkstation(double at, Host client) {
    Random random = office.random();
    double resolved = names.lookupInside(at, client, "ws-0117." + DOMAIN, FELIX.ip());
    office
        .tcp(resolved + 0.002, client, FELIX, Kms.PORT)
        .handshake()
        .client(DceRpc.windowsBind(2, Kms.INTERFACE, 1))
        .server(
            DceRpc.bindAck(
                2,
                Kms.EMULATOR_GROUP,
                "1688",
                DceRpc.ACCEPT_NDR,
                DceRpc.REFUSE,
                DceRpc.FEATURES_ACK))
        .client(DceRpc.request(2, 0, 0, Kms.request(6, random)))
        .pause(0.019)
        .server(DceRpc.response(2, 0, Kms.response(6, random)))
        .serverCloses();
  }
}
