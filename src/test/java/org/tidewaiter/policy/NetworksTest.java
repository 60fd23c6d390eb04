package org.tidewaiter.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidewaiter.rules.RuleException;

class NetworksTest {
  @TempDir Path directory;

  private Networks networks(String... rows) throws RuleException {
    return new RuleFixture(directory).networks(rows).overShipped().networks();
  }

  private static Zone zone(Networks networks, String address) {
    long[] parsed = AddressText.parse(address);
    return Zone.ofNumber(networks.zoneOf(parsed[0], parsed[1]));
  }

  private static boolean holds(Networks networks, String group, String address) {
    long[] parsed = AddressText.parse(address);
    return networks.contains(networks.group(group), parsed[0], parsed[1]);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0, INTERNAL",
    "10.255.255.255, INTERNAL",
    "11.0.0.0, EXTERNAL",
    "9.255.255.255, EXTERNAL",
    "172.15.255.255, EXTERNAL",
    "172.16.0.0, INTERNAL",
    "172.31.255.255, INTERNAL",
    "172.32.0.0, EXTERNAL",
    "192.168.1.1, INTERNAL",
    "8.8.8.8, EXTERNAL",
    "100.64.0.1, EXTERNAL",
    "0.0.0.0, SPECIAL",
    "127.0.0.1, SPECIAL",
    "169.254.169.254, SPECIAL",
    "192.0.2.7, SPECIAL",
    "198.18.0.1, SPECIAL",
    "224.0.0.251, SPECIAL",
    "239.255.255.250, SPECIAL",
    "255.255.255.255, SPECIAL",
    "::, SPECIAL",
    "::1, SPECIAL",
    "::2, EXTERNAL",
    "fe80::1, SPECIAL",
    "ff02::fb, SPECIAL",
    "2001:db8::1, SPECIAL",
    "2001:db9::1, EXTERNAL",
    "fc00::1, INTERNAL",
    "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, INTERNAL",
    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, SPECIAL"
  })
  void zonesWithoutASite(String address, Zone zone) {
    assertEquals(zone, zone(RuleSet.shipped().networks(), address));
  }

  @Test
  void theLongerNetworkDecidesBetweenInternalAndSpecial() throws RuleException {
    Networks networks =
        networks("internal,0.0.0.0/0", "internal,192.0.2.0/24", "internal,fe80::/10");
    assertEquals(Zone.INTERNAL, zone(networks, "8.8.8.8"));
    assertEquals(Zone.SPECIAL, zone(networks, "224.0.0.1"));
    assertEquals(Zone.INTERNAL, zone(networks, "192.0.2.1"));
    assertEquals(Zone.INTERNAL, zone(networks, "fe80::1"));
    assertFalse(holds(networks, "internal", "224.0.0.1"));
    assertFalse(holds(networks, "special", "192.0.2.1"));
    assertEquals(Zone.EXTERNAL, zone(networks, "2001:db9::1"));
  }

  @Test
  void exclusionWinsInsideItsGroupOnly() throws RuleException {
    Networks networks =
        networks(
            "lan,10.0.0.0/8",
            "lan,not:10.1.0.0/16",
            "lan,10.1.2.0/24",
            "all,group:lan",
            "all,10.1.0.0/24",
            "servers,group:all",
            "servers,not:10.0.0.0/24");
    assertTrue(holds(networks, "lan", "10.0.0.1"));
    assertFalse(holds(networks, "lan", "10.1.2.3"));
    assertTrue(holds(networks, "all", "10.1.0.3"));
    assertFalse(holds(networks, "all", "10.1.2.3"));
    assertFalse(holds(networks, "servers", "10.0.0.1"));
    assertTrue(holds(networks, "all", "10.0.0.1"));
  }

  @Test
  void builtInGroupsCanBeMembers() throws RuleException {
    Networks networks = networks("world,group:any", "world,not:10.0.0.0/8", "out,group:external");
    assertTrue(holds(networks, "world", "fe80::1"));
    assertFalse(holds(networks, "world", "10.0.0.1"));
    assertTrue(holds(networks, "out", "8.8.8.8"));
    assertFalse(holds(networks, "out", "10.0.0.1"));
  }

  @Test
  void aSiteReplacesAGroupAsAWhole() throws RuleException {
    Networks networks = networks("internal,10.0.0.0/8");
    assertEquals(Zone.EXTERNAL, zone(networks, "192.168.0.1"));
    assertTrue(holds(networks, "cloud-kms", "40.83.235.53"));
  }

  @Test
  void groupsAreDescribedInShort() throws RuleException {
    Networks networks =
        networks(
            "a,10.0.0.1", "b,10.0.0.1", "b,10.0.0.2", "b,10.0.0.3", "b,group:a", "b,::1", "b,::2");
    assertEquals("a (10.0.0.1)", networks.describe(networks.group("a")));
    assertEquals(
        "b (10.0.0.1, 10.0.0.2, 10.0.0.3, group:a, … 2 more)",
        networks.describe(networks.group("b")));
    assertEquals("any", networks.describe(Networks.ANY));
    assertEquals(-1, networks.group("nobody"));
  }

  /** Segments against the plain definition: try every network of a group in turn. */
  @Test
  void membershipAndSpecificityAreThoseOfTheLongestNetwork() throws RuleException {
    Random random = new Random(20260706);
    for (int round = 0; round < 30; round++) {
      List<String> rows = new ArrayList<>();
      List<List<Prefix>> included = new ArrayList<>();
      List<List<Prefix>> excluded = new ArrayList<>();
      for (int group = 0; group < 4; group++) {
        included.add(new ArrayList<>());
        excluded.add(new ArrayList<>());
        for (int i = 0; i < 8; i++) {
          Prefix prefix = randomPrefix(random);
          boolean not = i > 0 && random.nextInt(4) == 0;
          String row = "g" + group + "," + (not ? "not:" : "") + prefix;
          if (!rows.contains(row)) {
            rows.add(row);
            (not ? excluded : included).get(group).add(prefix);
          }
        }
      }
      Networks networks = networks(rows.toArray(new String[0]));
      for (int probe = 0; probe < 500; probe++) {
        Prefix near = randomPrefix(random);
        long high = near.high();
        long low = near.low() + random.nextInt(3) - 1;
        for (int group = 0; group < 4; group++) {
          int expected = naive(included.get(group), excluded.get(group), high, low);
          int number = networks.group("g" + group);
          int actual = networks.specificity(number)[networks.segment(high, low)] & 0xff;
          assertEquals(expected, actual, rows + " " + AddressText.format(high, low));
          assertEquals(expected != 0, networks.contains(number, high, low));
        }
      }
    }
  }

  private static int naive(List<Prefix> included, List<Prefix> excluded, long high, long low) {
    int longest = 0;
    for (Prefix prefix : included) {
      if (prefix.contains(high, low)) {
        longest = Math.max(longest, Networks.BY_PREFIX + prefix.length());
      }
    }
    for (Prefix prefix : excluded) {
      longest = prefix.contains(high, low) ? 0 : longest;
    }
    return longest;
  }

  /** Networks that often touch and contain each other, of both families. */
  private static Prefix randomPrefix(Random random) {
    Prefix prefix;
    if (random.nextBoolean()) {
      long address = 0x0a00_0000L | (random.nextInt(4) << 16) | random.nextInt(8);
      prefix = new Prefix(0, Prefix.IPV4_LOW | address, 96 + random.nextInt(33));
    } else {
      long high = random.nextInt(3) == 0 ? 0 : 0x2001_0000_0000_0000L + random.nextInt(4);
      prefix = new Prefix(high, random.nextInt(4), random.nextInt(129));
    }
    return prefix.withoutHostBits();
  }
}
