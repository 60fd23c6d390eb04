package org.tidewaiter.cli;

import java.nio.file.Path;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.rules.RuleException;
import picocli.CommandLine.Option;

/** The options that say which rules a command uses. */
final class RuleOptions {
  @Option(
      names = "--rules",
      paramLabel = "DIR",
      description = "Your rule files, laid over the shipped ones.")
  private Path site;

  @Option(
      names = "--rules-only",
      paramLabel = "DIR",
      description = "Your rule files alone, without the shipped ones.")
  private Path only;

  private final RulesAhead ahead;

  RuleOptions() {
    this(null);
  }

  /**
   * @param ahead what loads the shipped rules already, or null
   */
  RuleOptions(RulesAhead ahead) {
    this.ahead = ahead;
  }

  /** Directory of the site's rules, or null. */
  Path site() {
    return site;
  }

  /** Directory that is used instead of the shipped rules, or null. */
  Path only() {
    return only;
  }

  /** Loads the rules. */
  RuleSet load() throws RuleException {
    return ahead == null || site != null || only != null ? RuleSet.load(site, only) : ahead.rules();
  }
}
