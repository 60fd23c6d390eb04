package org.tidewaiter.report.compare;

/**
 * One difference between two reports.
 *
 * @param what what it is about
 * @param kind new in the second report, gone from it, or changed
 * @param server address; empty where a finding stands for several
 * @param port empty where there is none
 * @param protocol of a service; empty for others
 * @param service id; of a server all its services
 * @param severity of a finding, in the report that has it last; empty for others
 * @param detection of a finding; empty for others
 * @param title of a finding; empty for others
 * @param differences {@code severity low -> high; rule a -> b}; empty unless changed
 */
public record Change(
    What what,
    Kind kind,
    String server,
    String port,
    String protocol,
    String service,
    String severity,
    String detection,
    String title,
    String differences) {

  /** What differs. */
  public enum What {
    FINDING("finding"),
    SERVER("server"),
    SERVICE("service");

    private final String label;

    What(String label) {
      this.label = label;
    }

    /** The word that output uses. */
    public String label() {
      return label;
    }
  }

  /** How it differs. */
  public enum Kind {
    NEW("new"),
    GONE("gone"),
    CHANGED("changed"),
    /** Counted, never told. */
    SAME("as before");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** The word that output uses. */
    public String label() {
      return label;
    }
  }
}
