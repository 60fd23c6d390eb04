package org.tidewaiter.captures.theme;

import java.util.Random;
import org.tidewaiter.captures.file.Pcap;
import org.tidewaiter.captures.message.Dns;
import org.tidewaiter.captures.message.FileTime;
import org.tidewaiter.captures.message.Kerberos;
import org.tidewaiter.captures.message.Ldap;
import org.tidewaiter.captures.message.Rdp;
import org.tidewaiter.captures.message.Smb2;
import org.tidewaiter.captures.message.Ssh;
import org.tidewaiter.captures.message.Tls;
import org.tidewaiter.captures.talk.TcpConversation;
import org.tidewaiter.captures.talk.Trace;

/**
 * Services where nobody looks for them: SSH on 443, HTTP on 53 and 2222, TLS on 80 and 22000,
 * Remote Desktop on 3390, SMB on 4450, LDAP on 8389, Kerberos on 8088, DNS on udp/5300. The port
 * alone would name half of them wrongly and the others not at all.
 */
public final class OddPorts {
  private final Trace trace = Lan.trace("odd-ports");
  private final Random random = trace.random();

  private OddPorts() {}

  /** The capture. */
  public static byte[] toByteArray() {
    OddPorts capture = new OddPorts();
    capture.web();
    capture.remote();
    capture.directory();
    capture.names();
    return Pcap.of(capture.trace).toByteArray();
  }

  private void web() {
    Lan.page(open(10, 53)).clientCloses();
    Lan.page(open(20, 2222)).clientCloses();
    for (int port : new int[] {80, 22_000}) {
      open(port == 80 ? 30 : 40, port)
          .client(Tls.clientHello("server." + Lan.DOMAIN, random, "h2", "http/1.1"))
          .server(Tls.serverHello(random, 2300))
          .client(Tls.clientFinished(random))
          .client(Tls.applicationData(200, random))
          .server(Tls.applicationData(900, random))
          .clientCloses();
    }
  }

  private void remote() {
    open(50, 443)
        .server(Ssh.banner("OpenSSH_9.6"))
        .client(Ssh.banner("PuTTY_Release_0.81"))
        .server(Ssh.keyExchangeInit(random))
        .client(Ssh.keyExchangeInit(random))
        .clientCloses();
    open(60, 3390)
        .client(Rdp.connectionRequest("anna"))
        .server(Rdp.connectionConfirm())
        .client(Tls.clientHello("server." + Lan.DOMAIN, random, "rdp"))
        .serverResets();
    Smb2 smb = new Smb2(FileTime.of(1_772_614_800_000_000_000L), random);
    open(70, 4450)
        .client(Smb2.oldNegotiate())
        .server(smb.oldNegotiateResponse())
        .client(smb.negotiate())
        .server(smb.negotiateResponse())
        .clientCloses();
  }

  private void directory() {
    open(80, 8389)
        .client(Ldap.simpleBind(1, "CN=svc,DC=quay,DC=example", "not-a-real-password"))
        .server(Ldap.bindResponse(1, new byte[0]))
        .client(Ldap.unbind(2))
        .clientCloses();
    Kerberos kerberos = new Kerberos("QUAY.EXAMPLE", "20260304090000Z", random);
    open(90, 8088)
        .client(kerberos.asRequest("anna", false))
        .server(kerberos.preAuthenticationRequired())
        .clientCloses();
  }

  private void names() {
    String name = "berths." + Lan.DOMAIN;
    byte[] answer =
        new Dns(7, Dns.ANSWER)
            .question(name, Dns.A, 1)
            .address(name, 300, Lan.SERVER.ip())
            .toByteArray();
    trace
        .udp(100, Lan.CLIENT, 52_301, Lan.SERVER, 5300)
        .client(Dns.query(7, name, Dns.A))
        .server(answer);
  }

  private TcpConversation open(double at, int port) {
    int clientPort = 50_700 + (int) (at / 10);
    return trace.tcp(at, Lan.CLIENT, clientPort, Lan.SERVER, port).handshake();
  }
}
