package org.tidewaiter.detect;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.policy.Expectation;
import org.tidewaiter.policy.RuleSet;

/**
 * What many findings say in the same words: rules, guidance, seconds. Thousands of findings may
 * rest on one rule, so each is put into words once. Not for several threads.
 */
final class SharedWords {
  private static final byte[] NOTHING = {};

  /** Seconds whose text is kept, a power of two. */
  private static final int TIMES_KEPT = 64;

  private static final int MOST_VARIANTS = 256;

  /**
   * What {@code guide.csv} says of a detection or one of its variants.
   *
   * @param entry all its texts
   * @param title the title in UTF-8, cut where its places are
   * @param places names of the places between the parts of the title
   * @param basis {@link DetectionGuide.Entry#basis} in UTF-8
   * @param check {@link DetectionGuide.Entry#check} in UTF-8
   */
  record Guidance(
      DetectionGuide.Entry entry,
      List<byte[]> title,
      List<String> places,
      byte[] basis,
      byte[] check) {}

  private final RuleSet rules;
  private final byte[][] decidingRules;
  private final byte[][] nobodies;
  private final byte[][] expectedServers;
  private final Guidance[][] guidances = new Guidance[Detection.count()][];
  private DetectionGuide guide;
  private final long[] seconds = new long[TIMES_KEPT];
  private final String[] times = new String[TIMES_KEPT];

  SharedWords(RuleSet rules) {
    this.rules = rules;
    decidingRules = new byte[rules.policy().expectations()][];
    nobodies = new byte[rules.policy().expectations()][];
    expectedServers = new byte[rules.services().count() + 1][];
  }

  /** UTF-8 of a text. */
  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** What the guide says of a detection's variant, where it has something of its own to say. */
  Guidance guidance(Detection detection, int variant) {
    Guidance[] variants = guidances[detection.ordinal()];
    if (variants == null) {
      variants = new Guidance[MOST_VARIANTS];
      guidances[detection.ordinal()] = variants;
    }
    if (variants[variant] == null) {
      if (guide == null) {
        guide = new DetectionGuide();
      }
      variants[variant] = guidance(guide.of(detection, variant));
    }
    return variants[variant];
  }

  private static Guidance guidance(DetectionGuide.Entry entry) {
    List<byte[]> parts = new ArrayList<>();
    List<String> places = new ArrayList<>();
    String title = entry.title();
    int from = 0;
    for (int open = title.indexOf('{'); open >= 0; open = title.indexOf('{', from)) {
      int close = title.indexOf('}', open);
      parts.add(utf8(title.substring(from, open)));
      places.add(title.substring(open + 1, close));
      from = close + 1;
    }
    parts.add(utf8(title.substring(from)));
    return new Guidance(entry, parts, places, utf8(entry.basis()), utf8(entry.check()));
  }

  /** A time to the second, ISO 8601, in ASCII. */
  String time(long second) {
    int kept = (int) second & TIMES_KEPT - 1;
    if (times[kept] == null || seconds[kept] != second) {
      seconds[kept] = second;
      times[kept] = inWords(second);
    }
    return times[kept];
  }

  // What Instant says, without its machinery, which takes milliseconds to begin with.
  private static String inWords(long second) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    return time.toString().concat(time.getSecond() == 0 ? ":00Z" : "Z");
  }

  /** The servers that rules expect of a service; empty for none, and for no service, which is 0. */
  byte[] expectedServers(int service) {
    if (service == 0) {
      return NOTHING;
    }
    if (expectedServers[service] == null) {
      expectedServers[service] = utf8(rules.policy().expectedServers(service));
    }
    return expectedServers[service];
  }

  /** A deciding rule in words; empty for none, which is -1. */
  byte[] decidingRule(int rule) {
    if (rule < 0) {
      return NOTHING;
    }
    if (decidingRules[rule] == null) {
      decidingRules[rule] = utf8(decidingRule(rules.policy().expectation(rule)));
    }
    return decidingRules[rule];
  }

  private static String decidingRule(Expectation expectation) {
    return expectation.id()
        + " ("
        + expectation.location()
        + ", "
        + expectation.ruling().label()
        + ")"
        + (expectation.reason().isEmpty() ? "" : ": " + expectation.reason());
  }

  /**
   * What a rule against somebody expects instead: {@code nobody in internal serves external}; empty
   * for no rule, which is -1.
   */
  byte[] nobody(int rule) {
    if (rule < 0) {
      return NOTHING;
    }
    if (nobodies[rule] == null) {
      nobodies[rule] = utf8(nobody(rules.policy().expectation(rule)));
    }
    return nobodies[rule];
  }

  private static String nobody(Expectation expectation) {
    return "nobody"
        + (expectation.servers().equals("any") ? "" : " in " + expectation.servers())
        + " serves "
        + (expectation.clients().equals("any") ? "it" : expectation.clients());
  }
}
