package org.tidewaiter.detect;

import org.tidewaiter.payload.observation.FtpEndpoint;
import org.tidewaiter.payload.observation.FtpLogin;
import org.tidewaiter.policy.Severity;

/** FTP: passwords in clear, and data connections that lead elsewhere. */
final class FileTransfers {
  private final Sightings sightings;
  private final int ftp;

  FileTransfers(Sightings sightings) {
    this.sightings = sightings;
    ftp = sightings.service("ftp");
  }

  void loggedIn(FtpLogin login) {
    if (login.password()) {
      sightings.ofServer(Detection.FTP_CLEARTEXT, ftp);
    }
  }

  void announced(FtpEndpoint endpoint) {
    Address sender = new Address(endpoint.envelope().senderHigh(), endpoint.envelope().senderLow());
    Address announced = new Address(endpoint.addressHigh(), endpoint.addressLow());
    if (announced.equals(sender)) {
      return;
    }
    // An inner address told to the outside is what address translation forgets to mend.
    boolean likeNat = sightings.isExternal(sender) && !sightings.isExternal(announced);
    int finding =
        sightings.ofServer(
            Detection.FTP_BOUNCE,
            likeNat ? 1 : 0,
            ftp,
            announced.toString(),
            likeNat ? Severity.LOW.ordinal() : sightings.levels.severity(Detection.FTP_BOUNCE));
    sightings.findings.note(
        finding,
        sender
            + " announced "
            + announced
            + " port "
            + endpoint.port()
            + (endpoint.kind().clientListens() ? " for the server to call" : " to call"));
  }
}
