package org.tidewaiter.cli;

import java.util.concurrent.CountDownLatch;
import org.tidewaiter.policy.RuleSet;
import org.tidewaiter.rules.RuleFile;

/**
 * Loads the shipped rules while the command line is still being read, which takes about as long,
 * and then the checksums of their files, which a report tells at its end.
 */
final class RulesAhead extends Thread {
  private final CountDownLatch loaded = new CountDownLatch(1);
  private RuleSet rules;

  private RulesAhead() {
    super("tidewaiter-rules");
    setDaemon(true);
  }

  /** Begins to load. */
  static RulesAhead begin() {
    RulesAhead ahead = new RulesAhead();
    ahead.start();
    return ahead;
  }

  @Override
  public void run() {
    try {
      rules = RuleSet.shipped();
    } finally {
      loaded.countDown();
    }
    for (RuleFile file : rules.files()) {
      file.sha256();
    }
  }

  /** The shipped rules, as soon as they are there. */
  RuleSet rules() {
    try {
      loaded.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return RuleSet.shipped();
    }
    return rules == null ? RuleSet.shipped() : rules;
  }
}
