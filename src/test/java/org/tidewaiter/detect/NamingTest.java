package org.tidewaiter.detect;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tidewaiter.detect.Scene.CLIENT;
import static org.tidewaiter.detect.Scene.OTHER_SERVER;
import static org.tidewaiter.detect.Scene.SERVER;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tidewaiter.captures.frame.Bytes;
import org.tidewaiter.captures.message.DceRpc;
import org.tidewaiter.captures.message.EndpointMapper;
import org.tidewaiter.captures.talk.Host;

/** What makes no finding but names flows: each names its own and leaves others alone. */
class NamingTest {
  private static final String SERVICE_CONTROL = "367abb81-9844-35f1-ad32-98f038001003";
  private static final double HOUR = 3600;

  private final Scene scene = new Scene();

  private void names(String expected) {
    List<String> names = scene.names();
    assertTrue(names.contains(expected), names.toString());
  }

  private void namesNot(String start) {
    List<String> names = scene.names();
    assertFalse(names.stream().anyMatch(name -> name.startsWith(start)), names.toString());
  }

  @Test
  void rpcPortsThatTheEndpointMapperAnnounced() {
    scene
        .open(1, CLIENT, SERVER, 135)
        .client(DceRpc.bind(1, EndpointMapper.INTERFACE, 3))
        .server(DceRpc.bindAck(1, 0x33, "135", DceRpc.ACCEPT_NDR))
        .client(
            DceRpc.request(2, 0, EndpointMapper.MAP, EndpointMapper.mapRequest(SERVICE_CONTROL, 2)))
        .server(
            DceRpc.response(
                2, 0, EndpointMapper.mapResponse(SERVICE_CONTROL, 2, 49_700, SERVER.ip())))
        .clientCloses();
    scene.talk(2, CLIENT, SERVER, 49_700).talk(3, CLIENT, OTHER_SERVER, 49_700);
    scene.talk(4, CLIENT, SERVER, 49_701).talk(HOUR + 60, CLIENT, SERVER, 49_700);
    names("10.1.0.80 49700 rpc-dynamic announced child");
    namesNot("10.1.0.81 49700 rpc-dynamic");
    namesNot("10.1.0.80 49701 rpc-dynamic");
    // An hour later nobody remembers.
    names("10.1.0.80 49700  none");
  }

  private void ftp(String line) {
    scene
        .open(1, CLIENT, SERVER, 21)
        .server(Bytes.ofText("220 ready for FTP\r\n"))
        .client(Bytes.ofText("USER tide\r\n"))
        .server(Bytes.ofText("331 password please\r\n"))
        .client(Bytes.ofText("PASV\r\n"))
        .server(Bytes.ofText(line))
        .clientCloses();
  }

  @Test
  void ftpDataThatTheControlConnectionAnnounced() {
    ftp("227 Entering Passive Mode (10,1,0,80,200,1)\r\n");
    scene.talk(2, CLIENT, SERVER, 51_201).talk(3, CLIENT, SERVER, 51_202);
    scene.talk(600, CLIENT, SERVER, 51_201);
    names("10.1.0.80 51201 ftp-data announced child");
    namesNot("10.1.0.80 51202 ftp-data");
    names("10.1.0.80 51201  none");
  }

  @Test
  void ftpDataOfActiveTransfers() {
    scene
        .open(1, CLIENT, SERVER, 21)
        .server(Bytes.ofText("220 ready for FTP\r\n"))
        .client(Bytes.ofText("EPRT |1|10.1.0.11|51300|\r\n"))
        .server(Bytes.ofText("200 EPRT command successful\r\n"))
        .clientCloses();
    Host opens = SERVER;
    scene.trace.tcp(2, opens, 20, CLIENT, 51_300).handshake().client(Scene.HELLO).clientCloses();
    names("10.1.0.11 51300 ftp-data announced child");
  }

  @Test
  void ftpDataOfExtendedPassiveTransfers() {
    ftp("229 Entering Extended Passive Mode (|||51400|)\r\n");
    scene.talk(2, CLIENT, SERVER, 51_400).talk(3, CLIENT, OTHER_SERVER, 51_400);
    names("10.1.0.80 51400 ftp-data announced child");
    namesNot("10.1.0.81 51400 ftp-data");
  }

  @Test
  void whatServiceRecordsInDnsName() {
    scene.advertise(1, "kms.quay.example", SERVER.ip(), 16_900);
    scene.talk(2, CLIENT, SERVER, 16_900).talk(3, CLIENT, OTHER_SERVER, 16_900);
    names("10.1.0.80 16900 kms announced child");
    namesNot("10.1.0.81 16900 kms");
  }

  @Test
  void tftpTransfersAfterTheirRequest() {
    byte[] request = new Bytes().u16(1).add(Bytes.ofText("boot.cfg\0octet\0")).toArray();
    byte[] data = new Bytes().u16(3).u16(1).add(Bytes.ofText("timeout 3")).toArray();
    scene.trace.udp(1, CLIENT, 50_100, SERVER, 69).client(request);
    scene.trace.udp(1.1, CLIENT, 50_100, SERVER, 40_123).server(data);
    names("10.1.0.80 40123 tftp announced child");
    // From another host, or much later, it is none.
    scene.trace.udp(1.2, CLIENT, 50_101, OTHER_SERVER, 40_124).server(Scene.HELLO);
    scene.trace.udp(400, CLIENT, 50_100, SERVER, 40_125).server(Scene.HELLO);
    namesNot("10.1.0.81 40124 tftp");
    namesNot("10.1.0.80 40125 tftp");
  }

  @Test
  void aFixedPortAmongTemporaryOnes() {
    scene.trace.tcp(1, CLIENT, 1030, SERVER, 51_515).handshake().client(Scene.HELLO).clientCloses();
    names("10.1.0.80 51515 mom-clear windows");
    scene.talk(2, CLIENT, OTHER_SERVER, 51_515);
    namesNot("10.1.0.81 51515 mom-clear");
  }
}
