package org.tidewaiter.decode;

/** Names of protocols that are counted but not decoded, for reports. */
final class ProtocolNames {
  private static final String ETHERTYPES =
      " 6000 decnet 6003 decnet 6004 lat 8035 rarp 809b appletalk 80f3 aarp 8137 ipx 814c snmp "
          + "8808 pause 8809 slow-protocols 880b ppp 8819 cobranet 8863 pppoe-discovery "
          + "886d intel-ans 8870 jumbo-llc 887b homeplug 888e eapol 8892 profinet 889a hyperscsi "
          + "88a2 aoe 88a4 ethercat 88ab powerlink 88b5 experimental 88b6 experimental 88b8 goose "
          + "88b9 gse 88ba sampled-values 88bf mikrotik-romon 88c7 802.11r 88ca tipc 88cc lldp "
          + "88cd sercos 88dc wsmp 88e1 homeplug-av 88e3 mrp 88e5 macsec 88f5 mvrp 88f6 mmrp "
          + "88f7 ptp 88f8 ncsi 88fb prp 8902 cfm 8906 fcoe 890d tdls 8914 fcoe-init 8915 roce "
          + "891d tte 892f hsr 893a 1905.1 9000 loopback 99fe iec62439 cafe veritas-llt "
          + "22f0 avtp 22f3 trill 22ea srp 4305 batman 0 none c can d canfd ";

  private static final String LLC_SAPS =
      " 0 null 4 sna 42 stp 82 bacnet 98 arp e0 ipx f0 netbios fe osi ff ipx-raw ";

  private static final String SNAP_OUIS = " c cisco 80c2 802.1 80007 appletalk ";

  private static final String PPP =
      " 1 padding 29 appletalk 2b ipx 2d vj-compressed 2f vj-uncompressed 31 bridge 3d multilink "
          + "fb link-compressed fd compressed 8021 ipcp 802b ipxcp 8031 bcp 8053 ecp 8057 ipv6cp "
          + "80fb link-ccp 80fd ccp 8281 mplscp c021 lcp c023 pap c025 lqr c02b bacp c02d bap "
          + "c223 chap c227 eap ";

  private static final String NLPIDS =
      " 8 q933 80 snap 81 clnp 82 esis 83 isis b0 frf12 b1 frf15 cf ppp ";

  private ProtocolNames() {}

  /** The name, or empty if it has none here. */
  static String name(NumberSpace space, int number) {
    switch (space) {
      case LINK_TYPE:
        String name = LinkType.name(number);
        return name.equals(Integer.toString(number)) ? "" : name;
      case ETHERTYPE:
        return find(ETHERTYPES, number);
      case LLC_SAP:
        return find(LLC_SAPS, number);
      case SNAP_OUI:
        return find(SNAP_OUIS, number);
      case PPP:
        return find(PPP, number);
      case NLPID:
        return find(NLPIDS, number);
      default:
        return "";
    }
  }

  /** A list alternates numbers (hexadecimal) and names, each with a blank before and after. */
  private static String find(String list, int number) {
    final String key = ' ' + Integer.toHexString(number) + ' ';
    final int found = list.indexOf(key);
    if (found < 0) {
      return "";
    }
    final int start = found + key.length();
    return list.substring(start, list.indexOf(' ', start));
  }
}
