package org.tidewaiter.service;

/** Where a service row comes from, strongest first. */
public enum Layer {
  /** The site's own rule file. */
  SITE("site"),
  /** Microsoft's article on the ports that Windows services need (KB 832017). */
  WINDOWS("windows"),
  /** In common use without a registration, or against it. */
  DE_FACTO("de-facto"),
  /** The IANA registry of service names and port numbers. */
  IANA("iana");

  private final String label;

  Layer(String label) {
    this.label = label;
  }

  /** The word that reports and rule files use. */
  public String label() {
    return label;
  }
}
