package org.tidewaiter.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

class HtmlTest {
  private static String text(String hostile) {
    return new Html().text(hostile).toString();
  }

  @Test
  void escapesMarkup() {
    assertEquals("&lt;b&gt; &amp; &quot;x&#39;", text("<b> & \"x'"));
    assertEquals(
        " title=\"&quot; onload=&quot;x\"",
        new Html().attribute("title", "\" onload=\"x").toString());
  }

  @Test
  void makesWhatCannotBeSeenVisible() {
    assertEquals("a<span class=\"ctl\">U+202E</span>b", text("a\u202eb"));
    assertEquals("<span class=\"ctl\">U+0000</span>", text("\0"));
    assertEquals("<span class=\"ctl\">U+FEFF</span>", text("\ufeff"));
    assertEquals("<span class=\"ctl\">U+0301</span>", text("\u0301"));
    assertEquals("<span class=\"ctl\">U+D800</span>", text("\ud800"));
    assertEquals("<span class=\"ctl\">U+E0041</span>", text("\udb40\udc41"));
    assertEquals(" x=\"⟨U+000A⟩\"", new Html().attribute("x", "\n").toString());
  }

  @Test
  void leavesOtherScriptsAlone() {
    assertEquals("Zürich 東京 שלום 😀", text("Zürich 東京 שלום 😀"));
  }

  @Test
  void cutsWhatIsLong() {
    String cut = new Html().text("x".repeat(10_000), 10).toString();
    assertEquals("xxxxxxxxxx<span class=\"cut\"> … and 9,990 more</span>", cut);
    assertEquals("xx…", new Html().plain("xxx", 2).toString());
    assertEquals("&lt;&lt;&lt;&lt;&lt;…", new Html().plain("<".repeat(99), 10).toString());
  }

  @Test
  void noCharacterPassesThatEndsTextOrAttribute() {
    for (int c = 0; c < 0x3000; c++) {
      String out = text(Character.toString(c)).replaceAll("</?span[^>]*>", "");
      assertFalse(out.contains("<") || out.contains("\"") || out.contains("'"), "U+" + c);
    }
  }
}
