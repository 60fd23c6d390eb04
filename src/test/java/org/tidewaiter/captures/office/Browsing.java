package org.tidewaiter.captures.office;

import static org.tidewaiter.captures.office.Office.DOMAIN;
import static org.tidewaiter.captures.office.Office.INTRANET;

import java.util.List;
import java.util.Random;
import org.tidewaiter.captures.frame.Bytes;
import org.tidewaiter.captures.message.Dns;
import org.tidewaiter.captures.message.Http;
import org.tidewaiter.captures.message.Ssh;
import org.tidewaiter.captures.message.Tls;
import org.tidewaiter.captures.talk.Host;
import org.tidewaiter.captures.talk.TcpConversation;

/** The web, inside and outside, encrypted mail and a shell. */
final class Browsing {
  private static final List<Host> SITES =
      List.of(
          Office.outside("www.example.com", "93.184.216.34", 9, 18_300),
          Office.outside("news.example.com", "93.184.216.41", 10, 24_100),
          Office.outside("static.example.com", "93.184.216.52", 9, 17_600),
          Office.outside("maps.example.com", "93.184.216.77", 11, 31_200),
          Office.outside("login.example.com", "93.184.216.90", 9, 19_900));
  private static final Host MAIL = Office.outside("imap.example.com", "93.184.216.120", 12, 27_500);

  private final Office office;
  private final NameService names;

  Browsing(Office office, NameService names) {
    this.office = office;
    this.names = names;
  }

  /** Opens a page on one of the sites and fetches some of what belongs to it. */
  void page(double at, Host client, int site, int requests) {
    Host server = SITES.get(site % SITES.size());
    Random random = office.random();
    double resolved = names.lookupOutside(at, client, server, Dns.HTTPS);
    TcpConversation talk = office.tcp(resolved + 0.002, client, server, 443);
    secure(talk, server.name(), "h2", "http/1.1");
    for (int i = 0; i < requests; i++) {
      talk.client(Tls.applicationData(90 + random.nextInt(500), random));
      talk.server(Tls.applicationData(300 + random.nextInt(2700), random));
      talk.pause(0.02 + random.nextDouble() * 1.5);
    }
    talk.pause(4 + random.nextInt(20));
    talk.client(Tls.applicationData(19, random)).clientCloses();
  }

  /** A connection that was opened before the capture and is used now and then. */
  void openBefore(double at, Host client, int uses) {
    Random random = office.random();
    Host server = SITES.get(0);
    TcpConversation talk = office.tcp(at, client, server, 443).alreadyOpen();
    for (int i = 0; i < uses; i++) {
      talk.client(Tls.applicationData(64 + random.nextInt(80), random));
      talk.server(Tls.applicationData(120 + random.nextInt(400), random));
      talk.pause(45).keepAlive().pause(45);
    }
  }

  /** Looks for new mail over TLS and keeps the connection open. */
  void mail(double at, Host client, int polls) {
    Random random = office.random();
    double resolved = names.lookupOutside(at, client, MAIL, Dns.AAAA);
    TcpConversation talk = office.tcp(resolved + 0.004, client, MAIL, 993);
    secure(talk, MAIL.name(), "imap");
    talk.server(Tls.applicationData(112, random));
    for (int i = 0; i < polls; i++) {
      talk.client(Tls.applicationData(36 + random.nextInt(30), random));
      talk.server(Tls.applicationData(70 + random.nextInt(900), random));
      talk.pause(58 + random.nextDouble() * 4);
    }
    talk.clientCloses();
  }

  /** A page of the intranet in clear text. */
  void intranet(double at, Host client, String path, int bodyBytes) {
    String host = "intranet." + DOMAIN;
    double resolved = names.lookupInside(at, client, host, INTRANET.ip());
    byte[] body = Bytes.ofText("<p>Berth plan</p>\n".repeat(bodyBytes / 18));
    office
        .tcp(resolved + 0.003, client, INTRANET, 80)
        .handshake()
        .client(Http.get(host, path))
        .server(Http.ok("nginx/1.26.2", "text/html", body))
        .pause(0.08)
        .client(Http.get(host, "/style.css"))
        .server(Http.status("nginx/1.26.2", "304 Not Modified"))
        .pause(5.1)
        .clientCloses();
  }

  /** Windows' test whether it is on the Internet. */
  void connectivityTest(double at, Host client) {
    Host test = Office.outside("www.msftconnecttest.com", "13.107.4.52", 10, 12_700);
    double resolved = names.lookupOutside(at, client, test, Dns.AAAA);
    office
        .tcp(resolved + 0.001, client, test, 80)
        .handshake()
        .client(Http.get(test.name(), "/connecttest.txt", "Microsoft NCSI"))
        .server(Http.ok("Microsoft-IIS/10.0", "text/plain", Bytes.ofText("Microsoft Connect Test")))
        .clientCloses();
  }

  /** An administrator's shell on the intranet server. */
  void shell(double at, Host client, int lines) {
    Random random = office.random();
    TcpConversation talk = office.tcp(at, client, INTRANET, 22);
    talk.handshake()
        .server(Ssh.banner("OpenSSH_9.6"))
        .client(Ssh.banner("OpenSSH_for_Windows_9.5"));
    talk.server(Ssh.keyExchangeInit(random)).client(Ssh.keyExchangeInit(random));
    talk.client(Ssh.exchangeKey(random)).server(Ssh.exchangeReply(random));
    talk.client(Bytes.concat(Ssh.newKeys(), Ssh.encrypted(44, random)));
    for (int i = 0; i < lines; i++) {
      talk.client(Ssh.encrypted(36, random))
          .server(Ssh.encrypted(36 + 8 * random.nextInt(60), random));
      talk.pause(0.15 + random.nextDouble() * 3);
    }
    talk.clientCloses();
  }

  private void secure(TcpConversation talk, String serverName, String... protocols) {
    Random random = office.random();
    talk.handshake().client(Tls.clientHello(serverName, random, protocols));
    talk.server(Tls.serverHello(random, 2300 + random.nextInt(900)));
    talk.client(Tls.clientFinished(random));
  }
}
