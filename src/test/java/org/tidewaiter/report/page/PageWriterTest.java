package org.tidewaiter.report.page;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageWriterTest {
  /** What mail can carry and a browser opens at once. */
  private static final int MAX_PAGE_BYTES = 5_000_000;

  static final String HOSTILE =
      "\"'></td></script><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}${x}`\u202e";

  private static String within(String page, String start, String end) {
    int from = page.indexOf(start) + start.length();
    return page.substring(from, page.indexOf(end, from));
  }

  private static JsonObject data(String page) throws Exception {
    return JsonParser.object().from(within(page, "id=\"data\">", "</script>"));
  }

  @Test
  void thePolicyNamesExactlyWhatIsThere() throws Exception {
    String page = PageWriter.page(new PageBuilder("r").build());
    String policy = within(page, "Content-Security-Policy\" content=\"", "\">");
    assertTrue(policy.startsWith("default-src 'none';"), policy);
    assertFalse(policy.contains("unsafe") || policy.contains("http"), policy);
    Matcher elements = Pattern.compile("<(script|style)>(.*?)</\\1>", Pattern.DOTALL).matcher(page);
    int count = 0;
    while (elements.find()) {
      byte[] content = elements.group(2).getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      String hash = "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
      assertTrue(policy.contains(hash), elements.group(1) + " is not in the policy");
      count++;
    }
    assertEquals(3, count);
  }

  @Test
  void nothingInThePageAsksForAnything() {
    String page = PageWriter.page(FullModel.of("x", 50));
    assertFalse(
        Pattern.compile("<(img|iframe|object|embed|link rel=\"style)").matcher(page).find());
    assertFalse(Pattern.compile("(src|href|action)=\"(https?:|//)").matcher(page).find());
    String markup = page.replaceAll("(?s)<(script|style).*?</\\1>", "");
    assertFalse(markup.contains(" style="), "the policy forbids style attributes");
    assertFalse(Pattern.compile(" on[a-z]+=").matcher(markup).find());
  }

  @Test
  void hostileTextStaysText() throws Exception {
    String page = PageWriter.page(FullModel.of(HOSTILE, 300));
    assertFalse(page.contains("<img"), "markup got through");
    assertEquals(3, page.split("<script", -1).length - 1, "two scripts and the data");
    assertFalse(page.replaceAll("(?s)<script>.*?</script>", "").contains("\u202e</"), "raw mark");
    JsonObject data = data(page);
    String title = data.getArray("findings").getObject(0).getString("title");
    assertTrue(title.startsWith("\"'></td></script>"), title);
    assertTrue(data.getArray("hosts").getObject(0).getString("ip").startsWith("\"'></td>"));
  }

  @Test
  void hugeTextIsCut() {
    for (String letter : new String[] {"<", "\u202e", "€", "a "}) {
      PageModel model = FullModel.of(letter.repeat(1_000), 350);
      int size = PageWriter.page(model).getBytes(StandardCharsets.UTF_8).length;
      assertTrue(size < MAX_PAGE_BYTES, letter + " makes a page of " + size);
    }
  }

  @Test
  void aNameOfTenThousandCharactersIsCut() {
    String page = PageWriter.page(FullModel.of("n".repeat(10_000), 20));
    assertTrue(page.contains("n<span class=\"cut\"> … and 9,9"));
    assertFalse(page.contains("n".repeat(1_001)));
  }

  @Test
  void theSameModelGivesTheSamePage() {
    assertEquals(PageWriter.page(FullModel.of("x", 500)), PageWriter.page(FullModel.of("x", 500)));
  }

  @Test
  void anEmptyRunHasAPage() {
    String page = PageWriter.page(new PageBuilder("r").build());
    assertTrue(page.contains("Nothing to judge: no packets were read"));
    assertTrue(page.contains("the accounting has no rows"));
  }

  @Test
  void aRunThatWasNotJudgedIsNotCalledClean() {
    PageBuilder builder = new PageBuilder("r");
    builder.notJudged();
    String page = PageWriter.page(builder.build());
    assertTrue(page.contains("Not judged: the report has no findings.csv"));
    assertFalse(page.contains("No findings"));
  }

  @Test
  void writesAllOrNothing(@TempDir Path dir) throws Exception {
    Path page = dir.resolve("report.html");
    PageWriter.write(new PageBuilder("r").build(), page);
    PageWriter.write(new PageBuilder("r").build(), page);
    try (var files = Files.list(dir)) {
      assertEquals(1, files.count());
    }
    assertDoesNotThrow(() -> data(Files.readString(page)));
  }
}
