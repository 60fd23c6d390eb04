package org.tidewaiter.decode;

import java.util.HashMap;
import java.util.Map;

/** IP protocol numbers (IANA "Protocol Numbers"), as used in IPv4 and as IPv6 next header. */
public final class IpProtocol {
  public static final int HOP_BY_HOP = 0;
  public static final int ICMP = 1;
  public static final int IGMP = 2;
  public static final int IPV4 = 4;
  public static final int TCP = 6;
  public static final int UDP = 17;
  public static final int DCCP = 33;
  public static final int IPV6 = 41;
  public static final int ROUTING = 43;
  public static final int FRAGMENT = 44;
  public static final int GRE = 47;
  public static final int ESP = 50;
  public static final int AH = 51;
  public static final int ICMPV6 = 58;
  public static final int NO_NEXT_HEADER = 59;
  public static final int DESTINATION_OPTIONS = 60;
  public static final int ETHERIP = 97;
  public static final int SCTP = 132;
  public static final int MOBILITY = 135;
  public static final int UDP_LITE = 136;
  public static final int MPLS = 137;
  public static final int HIP = 139;
  public static final int SHIM6 = 140;

  /** IANA's keywords from 0 on, in lower case; a dash where a number has none. */
  private static final String KEYWORDS =
      "hopopt icmp igmp ggp ipv4 st tcp cbt egp igp bbn-rcc-mon nvp-ii pup argus emcon xnet chaos "
          + "udp mux dcn-meas hmp prm xns-idp trunk-1 trunk-2 leaf-1 leaf-2 rdp irtp iso-tp4 netblt "
          + "mfe-nsp merit-inp dccp 3pc idpr xtp ddp idpr-cmtp tp++ il ipv6 sdrp ipv6-route "
          + "ipv6-frag idrp rsvp gre dsr bna esp ah i-nlsp swipe narp min-ipv4 tlsp skip icmp6 "
          + "ipv6-nonxt ipv6-opts - cftp - sat-expak kryptolan rvd ippc - sat-mon visa ipcv cpnx "
          + "cphb wsn pvp br-sat-mon sun-nd wb-mon wb-expak iso-ip vmtp secure-vmtp vines iptm "
          + "nsfnet-igp dgp tcf eigrp ospfigp sprite-rpc larp mtp ax.25 ipip micp scc-sp etherip "
          + "encap - gmtp ifmp pnni pim aris scps qnx a/n ipcomp snp compaq-peer ipx-in-ip vrrp pgm "
          + "- l2tp ddx iatp stp srp uti smp sm ptp isis fire crtp crudp sscopmce iplt sps pipe "
          + "sctp fc rsvp-e2e-ignore mobility udplite mpls-in-ip manet hip shim6 wesp rohc ethernet "
          + "aggfrag nsh homa bit-emu";

  private IpProtocol() {}

  /**
   * Name of the protocol in reports: IANA's keyword in lower case ({@code icmp6} for ICMPv6), the
   * number where there is none.
   */
  public static String keyword(int protocol) {
    return Keywords.TABLE[protocol & 0xff];
  }

  /** The number of the protocol that reports call so, -1 for none. */
  public static int number(String keyword) {
    return Numbers.BY_KEYWORD.getOrDefault(keyword, -1);
  }

  /** Made when a report is read back. */
  private static final class Numbers {
    static final Map<String, Integer> BY_KEYWORD = new HashMap<>();

    static {
      for (int protocol = 0; protocol < Keywords.TABLE.length; protocol++) {
        BY_KEYWORD.put(keyword(protocol), protocol);
      }
    }
  }

  /** Made when the first report asks, not when the first packet is read. */
  private static final class Keywords {
    static final String[] TABLE = table();

    private static String[] table() {
      String[] table = new String[256];
      int start = 0;
      for (int protocol = 0; protocol < table.length; protocol++) {
        String keyword = "-";
        if (start < KEYWORDS.length()) {
          int space = KEYWORDS.indexOf(' ', start);
          int end = space < 0 ? KEYWORDS.length() : space;
          keyword = KEYWORDS.substring(start, end);
          start = end + 1;
        }
        table[protocol] = keyword.equals("-") ? Integer.toString(protocol) : keyword;
      }
      return table;
    }
  }
}
