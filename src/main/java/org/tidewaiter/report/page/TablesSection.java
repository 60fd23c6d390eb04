package org.tidewaiter.report.page;

import org.tidewaiter.report.page.PageModel.Host;
import org.tidewaiter.report.page.PageModel.HostRow;
import org.tidewaiter.report.page.PageModel.Service;
import org.tidewaiter.report.page.PageModel.Shown;

/** The services and hosts tables. The page's script adds sorting and filtering. */
final class TablesSection {
  private final PageModel model;
  private final Html html;
  private final Addresses addresses;

  TablesSection(PageModel model, Html html, Addresses addresses) {
    this.model = model;
    this.html = html;
    this.addresses = addresses;
  }

  void writeServices() {
    String subtitle = "Every server and port that was used or tried.";
    if (!open("services", "Services", subtitle, model.services())) {
      return;
    }
    heading("Server", "");
    heading("Port", "n");
    heading("Service", "");
    heading("Verdict", "");
    heading("Findings", "");
    heading("Clients", "n");
    heading("Flows", "n");
    heading("Answered", "n opt");
    heading("Bytes", "n");
    heading("Zones", "opt");
    heading("First seen", "opt");
    heading("Last seen", "opt");
    html.raw("</tr></thead><tbody>\n");
    for (Service service : model.services().rows()) {
      service(service);
    }
    close(model.services(), "service", "services.csv");
  }

  private void service(Service s) {
    html.raw("<tr");
    Marks.span(html, s.firstSeen(), s.lastSeen());
    html.raw("><td>");
    addresses.address(html, s.serverIp());
    html.raw("</td><td class=\"n\">").text(s.serverPort(), 20).raw("<span class=\"dim\">/");
    html.text(s.protocol(), 20).raw("</span></td><td class=\"name\">");
    String name = Words.service(s.service(), s.payloadProtocol());
    html.text(name.isEmpty() ? "–" : name);
    names(s);
    html.raw("</td><td").attribute("title", s.rule()).raw(">");
    Marks.verdict(html, s.verdict());
    html.raw("</td><td>");
    addresses.findingLinks(html, s.findings());
    html.raw("</td>");
    number(s.clients(), "n");
    number(s.flows(), "n");
    number(s.answeredFlows(), "n opt");
    bytes(s.bytes(), "n");
    html.raw("<td class=\"opt zones\">").text(s.clientZones()).raw(" → ").text(s.serverZone());
    html.raw("</td>");
    time(s.firstSeen());
    time(s.lastSeen());
    html.raw("</tr>\n");
  }

  /** What the payload or the registry call it, where that differs. */
  private void names(Service s) {
    boolean speaksOther = !s.payloadProtocol().isEmpty() && !s.service().isEmpty();
    if (speaksOther && !s.payloadProtocol().equals(s.service())) {
      html.raw(" <span class=\"dim\">speaks ").text(s.payloadProtocol()).raw("</span>");
    }
    if (!s.registeredName().isEmpty() && !s.registeredName().equals(s.service())) {
      html.raw(" <span class=\"dim\">IANA: ").text(s.registeredName()).raw("</span>");
    }
  }

  void writeHosts() {
    String subtitle = "What each address serves and uses; its link opens what else it did.";
    if (!open("hosts", "Hosts", subtitle, model.hosts())) {
      return;
    }
    heading("Address", "");
    heading("Zone", "");
    heading("Findings", "");
    heading("Serves", "");
    heading("Uses", "");
    heading("As server", "n opt");
    heading("As client", "n opt");
    heading("Sent", "n");
    heading("Received", "n");
    heading("First seen", "opt");
    heading("Last seen", "opt");
    html.raw("</tr></thead><tbody>\n");
    int index = 0;
    for (Host host : model.hosts().rows()) {
      host(index++, host.row());
    }
    close(model.hosts(), "host", "hosts.csv");
  }

  private void host(int index, HostRow h) {
    html.raw("<tr id=\"h").raw(index).raw("\"");
    Marks.span(html, h.firstSeen(), h.lastSeen());
    html.raw("><td>");
    addresses.address(html, h.ip());
    html.raw("</td><td>").text(h.zone(), 60).raw("</td><td>");
    addresses.findingLinks(html, h.findings());
    html.raw("</td><td class=\"name\">").text(h.serves(), 120);
    html.raw("</td><td class=\"name\">").text(h.uses(), 120).raw("</td>");
    number(h.flowsAsServer(), "n opt");
    number(h.flowsAsClient(), "n opt");
    bytes(h.bytesSent(), "n");
    bytes(h.bytesReceived(), "n");
    time(h.firstSeen());
    time(h.lastSeen());
    html.raw("</tr>\n");
  }

  /** Begins a section with a table; without rows it is only said that there are none. */
  private boolean open(String id, String title, String subtitle, Shown<?> rows) {
    html.raw("<section id=\"").raw(id).raw("\" aria-labelledby=\"").raw(id);
    html.raw("-title\">\n<div class=\"head\"><h2 id=\"").raw(id).raw("-title\">").raw(title);
    html.raw("</h2><p class=\"sub\">").raw(subtitle).raw(" <span data-count=\"").raw(id);
    html.raw("\"></span></p></div>\n");
    if (rows.total() == 0) {
      html.raw("<p class=\"calm\">None.</p></section>\n");
      return false;
    }
    html.raw("<div class=\"scroll\" role=\"region\" aria-labelledby=\"");
    html.raw(id).raw("-title\" tabindex=\"0\"><table class=\"sortable\" data-table=\"").raw(id);
    html.raw("\"><caption class=\"visually-hidden\">").raw(title).raw("</caption><thead><tr>");
    return true;
  }

  private void close(Shown<?> rows, String noun, String file) {
    html.raw("</tbody></table></div>\n<p class=\"none\" hidden>No row matches the filter.</p>\n");
    html.raw("<p class=\"print-only\">In print: the first 40 rows.</p>\n");
    if (rows.left() > 0) {
      html.raw("<p class=\"more\">and ").raw(Words.count(rows.left(), "more " + noun));
      html.raw(": see <code>").raw(file).raw("</code></p>\n");
    }
    html.raw("</section>\n");
  }

  private void heading(String title, String style) {
    html.raw("<th scope=\"col\"");
    if (!style.isEmpty()) {
      html.raw(" class=\"").raw(style).raw("\"");
    }
    html.raw(">").raw(title).raw("</th>");
  }

  private void number(long value, String style) {
    html.raw("<td class=\"").raw(style).raw("\" data-v=\"").raw(value).raw("\">");
    html.raw(Words.count(value)).raw("</td>");
  }

  private void bytes(long value, String style) {
    html.raw("<td class=\"").raw(style).raw("\" data-v=\"").raw(value).raw("\">");
    html.raw(Words.bytes(value)).raw("</td>");
  }

  private void time(String time) {
    html.raw("<td class=\"opt time\">").text(CaptureTime.displaySeconds(time)).raw("</td>");
  }
}
