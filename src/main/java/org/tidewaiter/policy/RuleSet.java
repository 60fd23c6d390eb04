package org.tidewaiter.policy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tidewaiter.policy.ExpectationsReader.Draft;
import org.tidewaiter.rules.Problem;
import org.tidewaiter.rules.Problems;
import org.tidewaiter.rules.RuleDirectory;
import org.tidewaiter.rules.RuleException;
import org.tidewaiter.rules.RuleFile;
import org.tidewaiter.service.RegisteredNames;
import org.tidewaiter.service.ServiceReader;
import org.tidewaiter.service.ServiceTable;

/**
 * The rules of a run: services, networks, expectations and detection settings, of the shipped files
 * and a site's over them. Loaded whole or not at all.
 */
public final class RuleSet {
  /** The rule files, in the order in which they are read. */
  private static final List<String> FILES =
      List.of(
          ServiceReader.FILE,
          NetworksReader.FILE,
          ExpectationsReader.FILE,
          DetectionSettingsReader.FILE,
          RegisteredNames.FILE);

  private final ServiceTable services;
  private final Policy policy;
  private final DetectionSettings detections;
  private final List<RuleFile> files;
  private final List<Problem> warnings;

  private RuleSet(
      ServiceTable services,
      Policy policy,
      DetectionSettings detections,
      List<RuleFile> files,
      List<Problem> warnings) {
    this.services = services;
    this.policy = policy;
    this.detections = detections;
    this.files = files;
    this.warnings = warnings;
  }

  /**
   * Loads the rules of a run.
   *
   * @param site a site's directory to lay over the shipped rules ({@code --rules}), or null
   * @param only a directory to use instead of the shipped rules ({@code --rules-only}), or null
   * @throws RuleException when any file has an error; its message lists all of them
   */
  public static RuleSet load(Path site, Path only) throws RuleException {
    RuleDirectory directory =
        only == null ? RuleDirectory.shippedAnd(site) : RuleDirectory.only(only);
    return read(directory, null);
  }

  /** The rules that ship with the program and nothing else. */
  public static RuleSet shipped() {
    try {
      return read(RuleDirectory.shippedAnd(null), null);
    } catch (RuleException e) {
      throw new IllegalStateException("the shipped rules have errors:\n" + e.getMessage(), e);
    }
  }

  /**
   * Loads the rules of a directory.
   *
   * @param today the day against which the linter (not the verdicts) holds {@code until}; null for
   *     the day of the run
   * @throws RuleException when any file has an error; its message lists all of them
   */
  public static RuleSet read(RuleDirectory directory, LocalDate today) throws RuleException {
    Problems problems = new Problems();
    directory.checkNames(FILES, problems);
    ServiceTable services = ServiceReader.read(directory, problems);
    Map<String, NetworkGroup> groups = NetworksReader.read(directory, problems);
    NetworkBuilder builder = new NetworkBuilder(groups, problems);
    builder.checkCycles();
    List<Draft> drafts = ExpectationsReader.read(directory, services, builder, problems);
    DetectionSettings detections = DetectionSettingsReader.read(directory, problems);
    builder.checkSize();
    problems.throwIfErrors();

    drafts = withUnfilledGroups(drafts, builder);
    Networks networks = builder.build();
    Policy policy = new Policy(services, networks, drafts);
    if (directory.site() != null) {
      new ExpectationLint(services, networks, problems).check(drafts, today);
      if (!builder.isFilled(groups.get("internal"))) {
        problems.warning(
            NetworksReader.FILE,
            0,
            "group 'internal' has no member; every address that is not special is external");
      }
    }
    return new RuleSet(services, policy, detections, directory.filesRead(), problems.sorted());
  }

  private static List<Draft> withUnfilledGroups(List<Draft> drafts, NetworkBuilder builder) {
    List<Draft> marked = new ArrayList<>(drafts.size());
    for (Draft draft : drafts) {
      NetworkGroup unfilled =
          !builder.isFilled(draft.servers())
              ? draft.servers()
              : builder.isFilled(draft.clients()) ? null : draft.clients();
      marked.add(unfilled == null ? draft : draft.without(unfilled));
    }
    return marked;
  }

  /** Which service a port belongs to. */
  public ServiceTable services() {
    return services;
  }

  /** Which expectation decides about a flow. */
  public Policy policy() {
    return policy;
  }

  /** Groups of networks, and the zone of an address. */
  public Networks networks() {
    return policy.networks();
  }

  /** The settings of the detections. */
  public DetectionSettings detections() {
    return detections;
  }

  /** The files that were read, with their checksums; the shipped one of a name comes first. */
  public List<RuleFile> files() {
    return files;
  }

  /** What the linter warns of; errors there are none. */
  public List<Problem> warnings() {
    return warnings;
  }
}
