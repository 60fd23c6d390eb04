package org.tidewaiter.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String built = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "tidewaiter " + (built == null ? "(unpackaged)" : built),
      "Java " + System.getProperty("java.version")
    };
  }
}
