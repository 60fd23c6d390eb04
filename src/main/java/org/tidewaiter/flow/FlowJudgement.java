package org.tidewaiter.flow;

/**
 * What was made of a flow: its service, the verdict, its findings. The later stages say it, and it
 * stands in the flow's row (see {@link FlowRow}) until it is said anew.
 */
public final class FlowJudgement {
  private FlowJudgement() {}

  /** Number of the service that {@code service} gave, 0 for none. */
  public static int service(long[] words, int at) {
    return (int) (words[at + FlowRow.LABELS] >>> FlowRow.LABEL_SERVICE) & 0xFFFF;
  }

  /** Ordinal of what named the service. */
  public static int serviceSource(long[] words, int at) {
    return (int) (words[at + FlowRow.LABELS] >>> FlowRow.LABEL_SOURCE) & 0xF;
  }

  /** Keeps the service's number, 0 to 65,535, and the ordinal of what named it, 0 to 15. */
  public static void setService(long[] words, int at, int service, int source) {
    words[at + FlowRow.LABELS] =
        (words[at + FlowRow.LABELS]
                & ~(0xFFFFL << FlowRow.LABEL_SERVICE | 0xFL << FlowRow.LABEL_SOURCE))
            | (long) service << FlowRow.LABEL_SERVICE
            | (long) source << FlowRow.LABEL_SOURCE;
  }

  /** Number of the service that an announcement gave the endpoint, 0 for none. */
  public static int announcedService(long[] words, int at) {
    return (int) (words[at + FlowRow.LABELS] >>> FlowRow.LABEL_ANNOUNCED) & 0xFFFF;
  }

  static void setAnnouncedService(long[] words, int at, int service) {
    words[at + FlowRow.LABELS] =
        (words[at + FlowRow.LABELS] & ~(0xFFFFL << FlowRow.LABEL_ANNOUNCED))
            | (long) service << FlowRow.LABEL_ANNOUNCED;
  }

  /** Ordinal of the verdict that {@code policy} gave. */
  public static int verdict(long[] words, int at) {
    return (int) (words[at + FlowRow.LABELS] >>> FlowRow.LABEL_VERDICT) & 0xF;
  }

  /** Keeps the verdict's ordinal (0 to 15) and the number of the rule that decided, -1 for none. */
  public static void setVerdict(long[] words, int at, int verdict, int rule) {
    words[at + FlowRow.LABELS] =
        (words[at + FlowRow.LABELS] & ~(0xFL << FlowRow.LABEL_VERDICT))
            | (long) verdict << FlowRow.LABEL_VERDICT;
    words[at + FlowRow.VERDICT] =
        (words[at + FlowRow.VERDICT] & 0xFFFFFFFFL) | (long) (rule + 1) << 32;
    words[at + FlowRow.STATE] |= FlowRow.STATE_JUDGED;
  }

  /** True once a verdict was given, until the direction turns or the payload gets a name. */
  public static boolean isJudged(long[] words, int at) {
    return (words[at + FlowRow.STATE] & FlowRow.STATE_JUDGED) != 0;
  }

  /** Takes service, verdict and findings away; an announced service gets its new number. */
  static void forget(long[] words, int at, int[] serviceNumbers) {
    int announced = serviceNumbers[announcedService(words, at)];
    int tunnel = FlowRow.tunnel(words, at);
    words[at + FlowRow.LABELS] = 0;
    words[at + FlowRow.VERDICT] = 0;
    words[at + FlowRow.STATE] &= ~FlowRow.STATE_JUDGED;
    setAnnouncedService(words, at, announced);
    FlowRow.setTunnel(words, at, tunnel);
  }

  /** Number of the rule that decided, -1 for none. */
  public static int rule(long[] words, int at) {
    return (int) (words[at + FlowRow.VERDICT] >>> 32) - 1;
  }

  /** Number of the set of findings that {@code detect} tied to this flow, 0 for none. */
  public static int findings(long[] words, int at) {
    return (int) words[at + FlowRow.VERDICT];
  }

  /** Keeps the number of the flow's set of findings. */
  public static void setFindings(long[] words, int at, int findings) {
    words[at + FlowRow.VERDICT] =
        (words[at + FlowRow.VERDICT] & ~0xFFFFFFFFL) | (findings & 0xFFFFFFFFL);
  }
}
