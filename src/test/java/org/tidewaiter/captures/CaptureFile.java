package org.tidewaiter.captures;

import java.util.List;
import java.util.function.Supplier;
import org.tidewaiter.captures.office.OfficeMorning;
import org.tidewaiter.captures.theme.Clocks;
import org.tidewaiter.captures.theme.DamagedFiles;
import org.tidewaiter.captures.theme.Directions;
import org.tidewaiter.captures.theme.DnsOverTcp;
import org.tidewaiter.captures.theme.Exposed;
import org.tidewaiter.captures.theme.FragmentedDatagrams;
import org.tidewaiter.captures.theme.FtpTransfers;
import org.tidewaiter.captures.theme.IcmpMessages;
import org.tidewaiter.captures.theme.IpProtocols;
import org.tidewaiter.captures.theme.Ipv6Extensions;
import org.tidewaiter.captures.theme.KmsDiscovery;
import org.tidewaiter.captures.theme.KmsExposed;
import org.tidewaiter.captures.theme.LinkTypes;
import org.tidewaiter.captures.theme.MplsPppoe;
import org.tidewaiter.captures.theme.OddPorts;
import org.tidewaiter.captures.theme.PortScan;
import org.tidewaiter.captures.theme.QuietHome;
import org.tidewaiter.captures.theme.RogueDhcp;
import org.tidewaiter.captures.theme.RpcEndpointMapper;
import org.tidewaiter.captures.theme.SctpAssociation;
import org.tidewaiter.captures.theme.TcpStates;
import org.tidewaiter.captures.theme.TftpTransfers;
import org.tidewaiter.captures.theme.Tunnels;
import org.tidewaiter.captures.theme.VlanTags;

/**
 * A file of {@code captures/} and the code that makes it.
 *
 * @param name the file's name
 * @param content makes the whole file, always the same
 */
public record CaptureFile(String name, Supplier<byte[]> content) {
  /** All files that are made by code, in the order of {@code captures/README.md}. */
  public static List<CaptureFile> all() {
    return List.of(
        new CaptureFile("office-kms.pcapng", OfficeMorning::toByteArray),
        new CaptureFile("kms-discovery.pcap", KmsDiscovery::toByteArray),
        new CaptureFile("kms-exposed.pcap", KmsExposed::toByteArray),
        new CaptureFile("exposed.pcap", Exposed::toByteArray),
        new CaptureFile("odd-ports.pcap", OddPorts::toByteArray),
        new CaptureFile("quiet-home.pcap", QuietHome::toByteArray),
        new CaptureFile("rogue-dhcp.pcap", RogueDhcp::toByteArray),
        new CaptureFile("rpc-endpoint-mapper.pcap", RpcEndpointMapper::toByteArray),
        new CaptureFile("ftp-active-passive.pcap", FtpTransfers::toByteArray),
        new CaptureFile("tftp.pcap", TftpTransfers::toByteArray),
        new CaptureFile("dns-tcp.pcap", DnsOverTcp::toByteArray),
        new CaptureFile("scan.pcap", PortScan::toByteArray),
        new CaptureFile("tcp-states.pcap", TcpStates::toByteArray),
        new CaptureFile("directions.pcap", Directions::toByteArray),
        new CaptureFile("reused-ports.pcap", Clocks::reusedPorts),
        new CaptureFile("icmp.pcap", IcmpMessages::toByteArray),
        new CaptureFile("sctp.pcap", SctpAssociation::toByteArray),
        new CaptureFile("ip-protocols.pcap", IpProtocols::toByteArray),
        new CaptureFile("fragments.pcap", FragmentedDatagrams::toByteArray),
        new CaptureFile("ipv6-extensions.pcap", Ipv6Extensions::toByteArray),
        new CaptureFile("vlan-qinq.pcap", VlanTags::toByteArray),
        new CaptureFile("mpls-pppoe.pcap", MplsPppoe::toByteArray),
        new CaptureFile("tunnels.pcap", Tunnels::toByteArray),
        new CaptureFile("link-types.pcapng", LinkTypes::toByteArray),
        new CaptureFile("nanosecond.pcap", Clocks::nanosecond),
        new CaptureFile("big-endian.pcap", Clocks::bigEndian),
        new CaptureFile("snaplen-68.pcap", Clocks::snaplen),
        new CaptureFile("cut-in-record.pcap", DamagedFiles::cutInRecord),
        new CaptureFile("impossible-length.pcap", DamagedFiles::impossibleLength),
        new CaptureFile("broken-block.pcapng", DamagedFiles::brokenBlock));
  }

  @Override
  public String toString() {
    return name;
  }
}
