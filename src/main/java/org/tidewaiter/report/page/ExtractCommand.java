package org.tidewaiter.report.page;

import java.util.List;
import org.tidewaiter.report.page.PageModel.Input;
import org.tidewaiter.report.page.PageModel.Run;

/** The command that copies a finding's packets out of the captures, to be typed into a shell. */
final class ExtractCommand {
  /** More captures than this are not listed in the command. */
  static final int MAX_CAPTURES = 3;

  private static final int MAX_WORD = 200;

  private ExtractCommand() {}

  static String of(String findingId, Run run) {
    StringBuilder command = new StringBuilder("tidewaiter evidence ");
    command.append(quoted(run.directory(), "REPORT")).append(' ');
    command.append(quoted(findingId, "FINDING"));
    List<Input> inputs = run.inputs().rows();
    if (inputs.isEmpty() || run.inputs().total() > MAX_CAPTURES) {
      command.append(" CAPTURE...");
    } else {
      for (Input input : inputs) {
        String path = input.path().equals("-") ? "" : input.path();
        command.append(' ').append(quoted(path, "CAPTURE"));
      }
    }
    return command.append(" -w ").append(quoted(findingId + ".pcapng", "OUT.pcapng")).toString();
  }

  /**
   * A word for a POSIX shell or PowerShell. What cannot be pasted safely, such as a name with line
   * breaks, becomes the placeholder.
   */
  private static String quoted(String word, String placeholder) {
    if (word.isEmpty() || word.length() > MAX_WORD) {
      return placeholder;
    }
    boolean plain = word.charAt(0) != '-';
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c < ' ' || c == '\'' || (c >= 0x7f && !Character.isLetterOrDigit(c))) {
        return placeholder;
      }
      plain &= Character.isLetterOrDigit(c) || "._-/:\\+,@".indexOf(c) >= 0;
    }
    String safe = word.charAt(0) == '-' ? "./" + word : word;
    return plain && word.indexOf('\\') < 0 ? safe : "'" + safe + "'";
  }
}
