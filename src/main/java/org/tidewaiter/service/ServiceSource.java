package org.tidewaiter.service;

/** What named a flow's service. */
public enum ServiceSource {
  /** Nothing did. */
  NONE("none"),
  SITE(Layer.SITE.label()),
  WINDOWS(Layer.WINDOWS.label()),
  DE_FACTO(Layer.DE_FACTO.label()),
  /** Only the registry knows the port: the name is the registry's, and no rule speaks of it. */
  IANA(Layer.IANA.label()),
  /** The port says nothing, the bytes do. */
  PAYLOAD("payload"),
  /** An earlier conversation named the endpoint. */
  ANNOUNCED("announced");

  private static final ServiceSource[] ALL = values();

  private final String label;

  ServiceSource(String label) {
    this.label = label;
  }

  /** The word that reports use. */
  public String label() {
    return label;
  }

  /** The constant with an ordinal. */
  public static ServiceSource ofOrdinal(int ordinal) {
    return ALL[ordinal];
  }

  /** The source that a layer is. */
  public static ServiceSource of(Layer layer) {
    return switch (layer) {
      case SITE -> SITE;
      case WINDOWS -> WINDOWS;
      case DE_FACTO -> DE_FACTO;
      case IANA -> IANA;
    };
  }
}
