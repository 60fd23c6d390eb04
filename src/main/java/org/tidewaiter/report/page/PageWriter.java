package org.tidewaiter.report.page;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a {@link PageModel} as one HTML file that needs nothing else. */
public final class PageWriter {
  private PageWriter() {}

  /** Writes the page aside and renames it, so that nobody reads half of one. */
  public static void write(PageModel model, Path file) throws IOException {
    write(html(model), file);
  }

  /** The same of a page that was made before. */
  static void write(Html page, Path file) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + ".part");
    try (OutputStream out = Files.newOutputStream(aside)) {
      page.writeTo(out);
    }
    Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The whole page. */
  static String page(PageModel model) {
    return html(model).toString();
  }

  static Html html(PageModel model) {
    PageAssets assets = new PageAssets();
    Addresses addresses = new Addresses(model);
    Html html = new Html();
    head(model, assets, html);
    html.raw("<main>\n");
    new OverviewSection(model, html).write();
    filterBar(model, html);
    new FindingsSection(model, html, addresses).write();
    TimelineSection.write(model, html);
    MatrixSection.write(model, html);
    TablesSection tables = new TablesSection(model, html, addresses);
    tables.writeServices();
    tables.writeHosts();
    ReadingSection.write(model, html);
    html.raw("</main>\n<dialog id=\"host\" aria-labelledby=\"host-title\"></dialog>\n");
    html.raw("<div id=\"status\" class=\"visually-hidden\" role=\"status\"></div>\n");
    html.raw("<script type=\"application/json\" id=\"data\">").raw(PageJson.of(model, addresses));
    html.raw("</script>\n<script>").raw(assets.chartScript).raw("</script>\n<script>");
    html.raw(assets.script).raw("</script>\n</body>\n</html>\n");
    return html;
  }

  private static void head(PageModel model, PageAssets assets, Html html) {
    html.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"").raw(assets.policy());
    html.raw("\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.raw("<meta name=\"referrer\" content=\"no-referrer\">\n<link rel=\"icon\" ");
    html.raw("href=\"data:,\">\n<title>").raw(Words.count(model.findings().total(), "finding"));
    html.raw(" · ").plain(model.run().directory(), 80).raw(" · Tidewaiter</title>\n<style>");
    html.raw(assets.style).raw("</style>\n</head>\n<body>\n");
    html.raw(
        """
        <a class="skip" href="#findings">Skip to the findings</a>
        <header class="bar">
        <a class="mark" href="#overview">Tidewaiter</a>
        <nav aria-label="Sections"><a href="#findings">Findings</a><a href="#timeline">Timeline</a>\
        <a href="#matrix">Zones</a><a href="#services">Services</a><a href="#hosts">Hosts</a>\
        <a href="#reading">What was read</a></nav>
        <button type="button" id="theme" hidden>Dark</button>
        </header>
        """);
  }

  private static void filterBar(PageModel model, Html html) {
    if (model.services().total() + model.hosts().total() + model.findings().total() == 0) {
      return;
    }
    html.raw(
        """
        <form id="filter" role="search" aria-label="Filter findings, services and hosts" hidden>
        <input type="search" id="text" placeholder="Filter: address, port, service, verdict …" \
        aria-label="Filter text" autocomplete="off" spellcheck="false">
        <div class="choice" role="group" aria-label="Severities">
        """);
    for (int i = 0; i < Severities.WORST_FIRST.size(); i++) {
      String severity = Severities.WORST_FIRST.get(i).label();
      long count = model.severityCounts()[i];
      if (count > 0) {
        html.raw("<button type=\"button\" class=\"s-").raw(severity);
        html.raw("\" data-severity-toggle=\"").raw(severity).raw("\" aria-pressed=\"true\">");
        html.raw(severity).raw(" ").raw(Words.count(count)).raw("</button>");
      }
    }
    html.raw(
        """
        </div>
        <span id="span-label" hidden></span>
        <button type="button" id="clear" hidden>Clear filter</button>
        </form>
        """);
  }
}
