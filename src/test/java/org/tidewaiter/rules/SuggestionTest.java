package org.tidewaiter.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {
  @Test
  void slipsOfThePenAreRecognised() {
    List<String> transports = List.of("tcp", "udp", "sctp");
    assertEquals("; did you mean 'udp'?", Suggestion.didYouMean("UPD", transports));
    assertEquals("tcp", Suggestion.nearest("TP", transports));
    assertEquals("kms", Suggestion.nearest("kmss", List.of("smb", "kms", "dns")));
    assertEquals("forbid", Suggestion.nearest("forbidd", List.of("allow", "forbid")));
  }

  @Test
  void whatIsFarFromEverythingGetsNoSuggestion() {
    assertNull(Suggestion.nearest("elephant", List.of("tcp", "udp", "smb")));
    assertEquals("", Suggestion.didYouMean("elephant", List.of("tcp")));
  }

  @Test
  void ofEquallyNearOnesTheAlphabeticallyFirstIsTold() {
    assertEquals("imap", Suggestion.nearest("imapx", List.of("imaps", "imap")));
    assertEquals("imap", Suggestion.nearest("imapx", List.of("imap", "imaps")));
  }

  @Test
  void aSwapIsOneEdit() {
    assertEquals(1, Suggestion.distance("netlgoon", "netlogon", 3));
    assertEquals(0, Suggestion.distance("same", "same", 1));
    assertEquals(-1, Suggestion.distance("abcd", "wxyz", 2));
  }
}
