package org.tidewaiter.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, where one is installed. */
class ReportPageIT {
  @TempDir static Path dir;
  private static Browser browser;
  private static Path office;

  @BeforeAll
  static void start() throws IOException {
    assumeTrue(Browser.isInstalled(), "no chromium with chromedriver");
    office = dir.resolve("office.html");
    PageWriter.write(FinishedReport.read(SampleReports.office(dir.resolve("office"))), office);
    browser = new Browser(dir.resolve("profile"));
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  /** Whatever was done on the page: no message, and nothing was asked of anybody. */
  @AfterEach
  void isQuiet() {
    assertEquals(List.of(), browser.console());
    assertEquals(List.of(), browser.requests());
  }

  private static void open(Path page) {
    browser.size(1280, 900, false);
    browser.colours("light");
    browser.open(page);
  }

  private static long count(String selector) {
    return (Long) browser.js("document.querySelectorAll(arguments[0]).length", selector);
  }

  private static String text(String selector) {
    return (String) browser.js("document.querySelector(arguments[0]).textContent", selector);
  }

  private static void run(String script) {
    browser.driver.executeScript(script);
  }

  @Test
  void findingsOpenAndAddressesTellWhatElseTheyDid() {
    open(office);
    assertEquals(1, count("details.finding[open]"));
    run("document.querySelector('#f1 summary').click()");
    assertEquals(2, count("details.finding[open]"));
    run("document.querySelector('#f0 .clients a').click()");
    assertEquals(1, count("dialog[open]"));
    assertTrue(text("#host-title").startsWith("10.20.4.12"), text("#host-title"));
    assertTrue(text("#host").contains("telnet"), text("#host"));
    run("document.querySelector('#host .close').click()");
    assertEquals(0, count("dialog[open]"));
  }

  @Test
  void filtersByTextSeverityAndTime() {
    open(office);
    run("filterBy('10.20.4.99')");
    assertEquals(1, count(".findings > li:not([hidden])"));
    assertEquals("1 of 12 shown.", text("[data-count=services]"));
    run("document.querySelector('#clear').click()");
    run("document.querySelector('[data-severity-toggle=high]').click()");
    assertEquals(2, count(".findings > li:not([hidden])"));
    run("clearFilter()");
    run("selectBuckets(0, 0)");
    assertEquals(0, count(".findings > li:not([hidden])"));
    assertEquals("false", String.valueOf(browser.js("byId('span-label').hidden")));
    assertEquals(
        "0 B", browser.js("document.querySelector('tr[data-series]').cells[1].textContent"));
  }

  @Test
  void sortsTables() {
    open(office);
    run("document.querySelector('[data-table=services] th:nth-child(9) button').click()");
    assertEquals("descending", browser.js("document.querySelector('[aria-sort]').ariaSort"));
    assertTrue(text("[data-table=services] tbody tr").startsWith("10.20.0.12"));
  }

  @Test
  void drawsInBothColours() {
    open(office);
    Object light = browser.js("getComputedStyle(document.body).backgroundColor");
    assertEquals(1, count("#chart canvas"));
    browser.colours("dark");
    assertNotEquals(light, browser.js("getComputedStyle(document.body).backgroundColor"));
    run("byId('theme').click()");
    assertEquals(light, browser.js("getComputedStyle(document.body).backgroundColor"));
  }

  @Test
  void fitsAPhoneAndPaper() {
    open(office);
    browser.size(390, 844, true);
    assertEquals(390L, browser.js("document.documentElement.scrollWidth"));
    String pdf = new String(browser.print(), 0, 5, StandardCharsets.ISO_8859_1);
    assertEquals("%PDF-", pdf);
  }

  @Test
  void hostileStringsDoNoHarm() throws IOException {
    Path page = dir.resolve("hostile.html");
    PageWriter.write(FullModel.of(PageWriterTest.HOSTILE, 100), page);
    open(page);
    assertEquals(0, count("img"));
    run("openHost(0)");
    assertEquals(0, count("img"));
    browser.size(390, 844, true);
    assertEquals(390L, browser.js("document.documentElement.scrollWidth"));
  }

  @Test
  void emptyAndFullPagesOpen() throws IOException {
    Path page = dir.resolve("empty.html");
    PageWriter.write(FinishedReport.read(SampleReports.empty(dir.resolve("empty"))), page);
    open(page);
    assertTrue(text("h1").startsWith("Nothing to judge"));
    Path scan = dir.resolve("scan.html");
    Path reports = SampleReports.scan(dir.resolve("scan"), 24_000, 2_000);
    PageWriter.write(FinishedReport.read(reports), scan);
    open(scan);
    assertTrue(count("li.group") > 5);
    run("filterBy('rdp-exposed')");
    assertEquals(1, count("li.group:not([hidden])"));
  }
}
