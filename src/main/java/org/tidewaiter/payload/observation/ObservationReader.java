package org.tidewaiter.payload.observation;

import java.nio.ByteBuffer;
import java.util.List;
import org.tidewaiter.payload.PayloadProtocol;

/**
 * Reads observations from the payloads of flows that are recognised already.
 *
 * <p>Which packets of a flow to offer, {@link PayloadProtocol#reading} says. {@link #wants} is the
 * cheap question to ask of each of them; only a payload that it wants is worth an {@link Envelope}
 * and {@link #read}.
 */
public final class ObservationReader {
  /**
   * Returned by {@link #read}: a message of an observed kind begins here but ends in another
   * segment, or was cut off by the capture. To be counted.
   */
  public static final int INCOMPLETE = -1;

  private static final int TCP = 6;

  private ObservationReader() {}

  /**
   * Whether a payload may hold an observation. Neither allocates nor throws.
   *
   * @param protocol what the flow was recognised as
   * @param bytes big endian
   * @param offset index of the first payload byte
   * @param captured payload bytes in the buffer
   * @param ipProtocol IP protocol number
   */
  public static boolean wants(
      PayloadProtocol protocol, ByteBuffer bytes, int offset, int captured, int ipProtocol) {
    return switch (protocol) {
      case DNS -> DnsReader.wants(bytes, offset, captured, ipProtocol == TCP);
      case DCERPC ->
          ipProtocol == TCP
              ? RpcReader.wants(bytes, offset, captured)
              : RpcDatagramReader.wants(bytes, offset, captured);
      case DHCP -> DhcpReader.wants(bytes, offset, captured);
      case DHCPV6 -> Dhcpv6Reader.wants(bytes, offset, captured);
      case FTP -> FtpReader.wants(bytes, offset, captured);
      case TFTP -> TftpReader.wants(bytes, offset, captured);
      case TLS -> TlsReader.wants(bytes, offset, captured);
      case HTTP, WINRM -> HttpReader.wants(bytes, offset, captured);
      case SSDP -> HttpReader.wantsSsdp(bytes, offset, captured);
      case SMB1, SMB2 -> SmbReader.wants(bytes, offset, captured);
      case LDAP, CLDAP, SNMP -> BerReader.wantsSequence(bytes, offset, captured);
      case KERBEROS -> BerReader.wantsKerberos(bytes, offset, captured, ipProtocol == TCP);
      default -> BannerReader.wants(protocol, bytes, offset, captured);
    };
  }

  /**
   * Reads the observations of one payload. What they keep is copied. Never throws on packet bytes.
   *
   * @param protocol what the flow was recognised as; the payload must be one that {@link #wants}
   *     wants
   * @param bytes big endian
   * @param offset index of the first payload byte
   * @param captured payload bytes in the buffer
   * @param ipProtocol IP protocol number
   * @param envelope when, from whom, to whom
   * @param found receives the observations
   * @return how many were added, or {@link #INCOMPLETE} if the last message was not all there;
   *     observations before it may have been added
   */
  public static int read(
      PayloadProtocol protocol,
      ByteBuffer bytes,
      int offset,
      int captured,
      int ipProtocol,
      Envelope envelope,
      List<Observation> found) {
    int before = found.size();
    Cursor payload = new Cursor(bytes, offset, offset + captured);
    boolean complete =
        switch (protocol) {
          case DNS -> DnsReader.read(payload, ipProtocol == TCP, envelope, found);
          case DCERPC ->
              ipProtocol == TCP
                  ? RpcReader.read(payload, envelope, found)
                  : RpcDatagramReader.read(payload, envelope, found);
          case DHCP -> DhcpReader.read(payload, envelope, found);
          case DHCPV6 -> Dhcpv6Reader.read(payload, envelope, found);
          case FTP -> FtpReader.read(payload, envelope, found);
          case TFTP -> TftpReader.read(payload, envelope, found);
          case TLS -> TlsReader.read(payload, envelope, found);
          case HTTP, WINRM -> HttpReader.read(payload, envelope, found);
          case SSDP -> HttpReader.readSsdp(payload, envelope, found);
          case SMB1, SMB2 -> SmbReader.read(payload, envelope, found);
          case LDAP, CLDAP -> BerReader.readLdap(payload, envelope, found);
          case SNMP -> BerReader.readSnmp(payload, envelope, found);
          case KERBEROS -> BerReader.readKerberos(payload, ipProtocol == TCP, envelope, found);
          case SMTP, POP3, IMAP, SSH -> BannerReader.read(protocol, payload, envelope, found);
          default -> true;
        };
    return complete ? found.size() - before : INCOMPLETE;
  }
}
