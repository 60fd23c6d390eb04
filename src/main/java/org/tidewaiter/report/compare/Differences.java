package org.tidewaiter.report.compare;

/** Collects in words how cells of two rows differ. */
final class Differences {
  private final StringBuilder text = new StringBuilder();

  Differences cell(String name, String before, String after) {
    if (!before.equals(after)) {
      text.append(text.isEmpty() ? "" : "; ").append(name).append(' ');
      text.append(before.isEmpty() ? "(none)" : before).append(" -> ");
      text.append(after.isEmpty() ? "(none)" : after);
    }
    return this;
  }

  /** Empty where nothing differs. */
  @Override
  public String toString() {
    return text.toString();
  }
}
