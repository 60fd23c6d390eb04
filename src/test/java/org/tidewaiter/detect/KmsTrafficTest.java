package org.tidewaiter.detect;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tidewaiter.detect.Scene.CLIENT;
import static org.tidewaiter.detect.Scene.SERVER;

import org.junit.jupiter.api.Test;
import org.tidewaiter.captures.frame.Bytes;
import org.tidewaiter.captures.message.DceRpc;
import org.tidewaiter.captures.message.FileTime;
import org.tidewaiter.captures.message.Kms;
import org.tidewaiter.captures.talk.TcpConversation;

/** Whether what passes on the KMS port behaves like activation. */
class KmsTrafficTest {
  private static final String OTHER_INTERFACE = "367abb81-9844-35f1-ad32-98f038001003";

  private final Scene scene = new Scene();

  @Test
  void aProperActivationOffendsNothing() {
    scene.activate(1, CLIENT, SERVER);
    for (Finding finding : scene.findings()) {
      assertTrue(finding.detection() == Detection.KMS_UNEXPECTED_HOST, finding.title());
    }
  }

  @Test
  void somethingElseThanRpc() {
    scene.talk(1, CLIENT, SERVER, 1688);
    scene.says(Detection.KMS_NOT_RPC, "high 10.1.0.80 established");
    scene.says(Detection.KMS_UNEXPECTED_HOST);
  }

  @Test
  void fewerThanSixteenBytesAreNotJudged() {
    scene.open(1, CLIENT, SERVER, 1688).client(Bytes.ofText("fifteen bytes!!")).clientCloses();
    scene.says(Detection.KMS_NOT_RPC);
  }

  @Test
  void aConnectionThatBeganEarlierIsNotJudgedByItsFirstBytes() {
    scene
        .trace
        .tcp(1, CLIENT, 50_100, SERVER, 1688)
        .alreadyOpen()
        .client(Scene.HELLO)
        .server(Scene.HELLO);
    scene.says(Detection.KMS_NOT_RPC);
    scene.isQuiet();
  }

  @Test
  void anotherInterface() {
    scene
        .open(1, CLIENT, SERVER, 1688)
        .client(DceRpc.bind(1, OTHER_INTERFACE, 2))
        .server(DceRpc.bindAck(1, 0x6d33, "1688", DceRpc.ACCEPT_NDR))
        .clientCloses();
    scene.says(Detection.KMS_WRONG_INTERFACE, "high 10.1.0.80 established");
    scene.says(Detection.KMS_UNEXPECTED_HOST);
  }

  @Test
  void kmsAmongOtherInterfacesIsRight() {
    scene.activation(1, CLIENT, SERVER, 1688).clientCloses();
    scene.says(Detection.KMS_WRONG_INTERFACE);
  }

  @Test
  void anotherPort() {
    scene.activation(1, CLIENT, SERVER, 16_880).clientCloses();
    Finding finding = scene.only(Detection.KMS_ON_OTHER_PORT);
    assertTrue(
        finding.title().equals("10.1.0.80 serves KMS to 10.1.0.11 on 16880/tcp"), finding.title());
    scene.says(Detection.KMS_UNEXPECTED_HOST, "low 10.1.0.80 established");
  }

  @Test
  void aDeclaredHostMayUseAnotherPort() {
    scene.group("kms-hosts", "10.1.0.80");
    scene.activation(1, CLIENT, SERVER, 16_880).clientCloses();
    scene.says(Detection.KMS_ON_OTHER_PORT, "low 10.1.0.80 established");
    scene.says(Detection.KMS_UNEXPECTED_HOST);
  }

  @Test
  void anotherPortIsExposedLikeTheUsualOne() {
    scene.activation(1, Scene.OUTSIDE, SERVER, 16_880).clientCloses();
    scene.says(Detection.KMS_INTERNET_EXPOSED, "critical 10.1.0.80 established");
  }

  private TcpConversation emulated(long group) {
    return scene
        .open(1, CLIENT, SERVER, 1688)
        .client(DceRpc.windowsBind(2, Kms.INTERFACE, 1))
        .server(
            DceRpc.bindAck(2, group, "1688", DceRpc.ACCEPT_NDR, DceRpc.REFUSE, DceRpc.FEATURES_ACK))
        .client(DceRpc.request(2, 0, 0, Kms.request(6, scene.random)))
        .server(DceRpc.response(2, 0, Kms.response(6, scene.random)));
  }

  @Test
  void anEmulatorsAssociationGroup() {
    emulated(Kms.EMULATOR_GROUP).clientCloses();
    scene.says(Detection.KMS_EMULATOR_FINGERPRINT, "high 10.1.0.80 established");
    scene.says(Detection.KMS_EMULATOR_BEHAVIOUR);
  }

  @Test
  void anEmulatorClosesAtOnce() {
    emulated(0x6d31).serverCloses();
    scene.says(Detection.KMS_EMULATOR_FINGERPRINT);
    scene.says(Detection.KMS_EMULATOR_BEHAVIOUR, "low 10.1.0.80 established");
  }

  @Test
  void aServerThatClosesLaterIsNone() {
    emulated(0x6d31).pause(5).serverCloses();
    scene.says(Detection.KMS_EMULATOR_BEHAVIOUR);
  }

  @Test
  void credentials() {
    byte[] bind = DceRpc.bind(1, Kms.INTERFACE, 1);
    byte[] withAuth =
        new Bytes().add(bind).u8(10).u8(2).zeros(6).add(Bytes.ofText("NTLMSSP\0aaaa")).toArray();
    withAuth[8] = (byte) withAuth.length;
    withAuth[10] = 12;
    scene.open(1, CLIENT, SERVER, 1688).client(withAuth).clientCloses();
    scene.says(Detection.KMS_AUTHENTICATED, "low 10.1.0.80 established");
  }

  @Test
  void moreThanActivationNeeds() {
    TcpConversation talk = scene.activation(1, CLIENT, SERVER, 1688);
    for (int i = 3; i < 25; i++) {
      talk.client(DceRpc.request(i, 1, 0, Kms.request64(6, scene.random)));
    }
    talk.clientCloses();
    scene.says(Detection.KMS_OVERSIZE, "medium 10.1.0.80 established");
  }

  @Test
  void longerThanActivationTakes() {
    scene.activation(1, CLIENT, SERVER, 1688).pause(300).clientCloses();
    scene.says(Detection.KMS_LONG_SESSION, "low 10.1.0.80 established");
  }

  @Test
  void slowerThanActivationIs() {
    scene
        .open(1, CLIENT, SERVER, 1688)
        .client(DceRpc.windowsBind(2, Kms.INTERFACE, 1))
        .server(DceRpc.bindAck(2, 0x6d31, "1688", DceRpc.ACCEPT_NDR))
        .client(DceRpc.request(2, 0, 0, Kms.request(6, scene.random)))
        .pause(3)
        .server(DceRpc.response(2, 0, Kms.response(6, scene.random)))
        .clientCloses();
    scene.says(Detection.KMS_SLOW_RESPONSE, "info 10.1.0.80 established");
  }

  @Test
  void readableRequests() {
    byte[] request = Kms.requestV4("DESK,TOP=1", FileTime.of(0), scene.random);
    scene
        .open(1, CLIENT, SERVER, 1688)
        .client(DceRpc.bind(1, Kms.INTERFACE, 1))
        .server(DceRpc.bindAck(1, 0x6d32, "1688", DceRpc.ACCEPT_NDR))
        .client(DceRpc.request(1, 0, 0, request))
        .clientCloses();
    Finding finding = scene.only(Detection.KMS_CLEARTEXT_FIELDS);
    assertTrue(finding.evidence().contains("DESK,TOP=1"), finding.evidence());
    scene.says(Detection.KMS_SLOW_RESPONSE);
  }

  @Test
  void udp() {
    scene.datagrams(1, CLIENT, SERVER, 1688);
    scene.says(Detection.KMS_UDP, "info 10.1.0.80 established");
    scene.says(Detection.KMS_UNEXPECTED_HOST);
  }
}
