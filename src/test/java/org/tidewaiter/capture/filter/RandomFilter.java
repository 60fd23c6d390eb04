package org.tidewaiter.capture.filter;

import java.util.Random;

/**
 * Filters made by the grammar of pcap-filter(7): qualified primitives with random operands, and
 * comparisons of arithmetic over bytes of the packet, nested at random.
 */
final class RandomFilter {
  private static final String[] DIRECTIONS = {"", "src ", "dst ", "src or dst ", "src and dst "};
  private static final String[] TRANSPORTS = {"", "tcp ", "udp ", "sctp "};
  private static final String[] LAYERS = {"ip", "ip6", "tcp", "udp", "icmp", "icmp6"};
  private static final String[] RELATIONS = {"=", "!=", ">", "<", ">=", "<="};
  private static final String[] OPERATORS = {"+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>"};
  private static final String[] BARE = {
    "ip", "ip6", "tcp", "udp", "sctp", "icmp", "icmp6", "igmp", "esp", "ah", "pim", "vrrp"
  };
  private static final String[] ETHERNET = {
    "ether broadcast", "ether multicast", "vlan", "mpls", "pppoed", "pppoes", "llc", "arp", "rarp"
  };

  private final Random random;
  private final boolean ethernet;

  RandomFilter(Random random, boolean ethernet) {
    this.random = random;
    this.ethernet = ethernet;
  }

  /** A filter; most are valid, some say what no packet of the link type can be. */
  String make() {
    return expression(1 + random.nextInt(4));
  }

  private String one(String... from) {
    return from[random.nextInt(from.length)];
  }

  private String expression(int depth) {
    if (depth == 0 || random.nextInt(5) == 0) {
      return primitive();
    }
    return switch (random.nextInt(5)) {
      case 0 -> "not (" + expression(depth - 1) + ")";
      case 1 -> "(" + expression(depth - 1) + ")";
      case 2, 3 -> "(" + expression(depth - 1) + ") and (" + expression(depth - 1) + ")";
      default -> "(" + expression(depth - 1) + ") or (" + expression(depth - 1) + ")";
    };
  }

  private String primitive() {
    return switch (random.nextInt(ethernet ? 12 : 10)) {
      case 0 -> one(BARE);
      case 1 -> one(TRANSPORTS) + one(DIRECTIONS) + "port " + port();
      case 2 -> {
        int low = port();
        yield one(TRANSPORTS) + one(DIRECTIONS) + "portrange " + low + "-" + (low + port());
      }
      case 3 -> one(DIRECTIONS) + "host " + ipv4();
      case 4 -> one(DIRECTIONS) + "host " + ipv6();
      case 5 -> one(DIRECTIONS) + network();
      case 6 -> one("less ", "greater ") + random.nextInt(200);
      case 7 -> one("ip proto ", "ip6 proto ", "proto ") + random.nextInt(256);
      case 10 -> one(ETHERNET);
      case 11 -> "ether " + one("src ", "dst ", "host ") + mac();
      default -> sum(2) + " " + one(RELATIONS) + " " + sum(1);
    };
  }

  private int port() {
    return random.nextBoolean() ? random.nextInt(6000) : Integer.parseInt(one("53", "80", "443"));
  }

  private String ipv4() {
    return "10.0.0." + random.nextInt(5);
  }

  private String ipv6() {
    return "fd00::" + random.nextInt(4);
  }

  private String network() {
    int bits = random.nextInt(33);
    long mask = bits == 0 ? 0 : 0xffffffffL << (32 - bits) & 0xffffffffL;
    long address = 0x0a000000L + random.nextInt(5) & mask;
    if (random.nextInt(3) == 0) {
      return "net fd00::/" + (8 + random.nextInt(8));
    }
    return "net "
        + (address >> 24)
        + "."
        + (address >> 16 & 255)
        + "."
        + (address >> 8 & 255)
        + "."
        + (address & 255)
        + "/"
        + bits;
  }

  private String mac() {
    return "02:00:00:00:00:0" + random.nextInt(3);
  }

  private String sum(int depth) {
    if (depth == 0 || random.nextInt(3) == 0) {
      return operand();
    }
    String operator = one(OPERATORS);
    // Nothing is divided by what may be zero when the filter is compiled, nor shifted out.
    boolean constant = "/ % << >>".contains(operator);
    String right = constant ? Integer.toString(1 + random.nextInt(30)) : sum(depth - 1);
    return "(" + sum(depth - 1) + " " + operator + " " + right + ")";
  }

  private String operand() {
    return switch (random.nextInt(4)) {
      case 0 -> Integer.toString(random.nextInt(random.nextBoolean() ? 256 : 1 << 24));
      case 1 -> "len";
      default -> {
        String layer = ethernet && random.nextInt(4) == 0 ? "ether" : one(LAYERS);
        yield layer + "[" + index() + one("", ":1", ":2", ":4") + "]";
      }
    };
  }

  /** An offset that may itself be computed from the packet. */
  private String index() {
    return switch (random.nextInt(5)) {
      case 0 -> "(ip[0] & 0xf) << 2";
      case 1 -> "ip[" + random.nextInt(20) + "] & 31";
      default -> Integer.toString(random.nextInt(60));
    };
  }
}
