package org.tidewaiter.cli;

import java.nio.file.Path;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.rules.RuleException;
import picocli.CommandLine.Model.OptionSpec;

/** The options that say which rules a command uses. */
final class RuleOptions {
  private final Value<Path> site;
  private final Value<Path> only;

  /** Adds them to a command. */
  RuleOptions(Command command) {
    site =
        command.path(
            OptionSpec.builder("--rules")
                .paramLabel("DIR")
                .description("Your rule files, laid over the shipped ones."));
    only =
        command.path(
            OptionSpec.builder("--rules-only")
                .paramLabel("DIR")
                .description("Your rule files alone, without the shipped ones."));
  }

  /** Directory of the site's rules, or null. */
  Path site() {
    return site.get();
  }

  /** Directory that is used instead of the shipped rules, or null. */
  Path only() {
    return only.get();
  }

  /** Loads the rules. */
  RuleSet load() throws RuleException {
    return RuleSet.load(site(), only());
  }

  /**
   * Loads the rules.
   *
   * @param ahead what loads the shipped ones already, or null
   */
  RuleSet load(RulesAhead ahead) throws RuleException {
    return ahead == null || site() != null || only() != null ? load() : ahead.rules();
  }
}
