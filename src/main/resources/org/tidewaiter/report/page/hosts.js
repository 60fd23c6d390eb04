/* Shows what an address did, wherever on the page it is clicked. */

const hostIndex = new Map(page.data.hosts.map((host, index) => [host.ip, index]));

function addressLink(ip) {
  return hostIndex.has(ip)
    ? make("a", { className: "addr", href: `#h${hostIndex.get(ip)}`, textContent: ip })
    : make("span", { className: "addr", textContent: ip });
}

function peerList(activity) {
  const list = make("span", { className: "peers" });
  activity.peers.forEach((ip, i) => list.append(i === 0 ? "" : " ", addressLink(ip)));
  if (activity.more) list.append(" …");
  return list;
}

function activityTable(title, { rows, left }, peersTitle) {
  const section = make("section", {}, make("h3", { textContent: title }));
  if (rows.length === 0) {
    section.append(make("p", { className: "dim", textContent: "Nothing seen." }));
    return section;
  }
  const headings = ["Service", "Port", "Flows", "Answered", "Bytes", "Verdict", peersTitle];
  const head = make("tr", {}, ...headings.map((text) => make("th", { scope: "col", textContent: text })));
  const body = rows.map((row) =>
    make("tr", {},
      make("td", { textContent: row.service || "–" }),
      make("td", { textContent: row.port ? `${row.port}/${row.protocol}` : row.protocol }),
      make("td", { className: "n", textContent: formatCount(row.flows) }),
      make("td", { className: "n", textContent: formatCount(row.answered) }),
      make("td", { className: "n", textContent: formatBytes(row.bytes) }),
      make("td", {}, make("span", { className: `verdict ${verdictStyle(row.verdict)}`, textContent: row.verdict })),
      make("td", {}, peerList(row))),
  );
  const table = make("table", {}, make("thead", {}, head), make("tbody", {}, ...body));
  section.append(make("div", { className: "scroll" }, table));
  if (left > 0) {
    section.append(make("p", { className: "more", textContent: "and more: see flows.csv" }));
  }
  return section;
}

/** A style class from our own words only. */
function verdictStyle(verdict) {
  return /^[a-z-]{1,16}$/.test(verdict) ? `v-${verdict}` : "v-other";
}

function hostFindings(host) {
  if (host.findings.length === 0) return null;
  const list = make("ul", {});
  for (const index of host.findings.slice(0, 20)) {
    const { severity, title } = page.data.findings[index];
    const badge = make("span", { className: `badge s-${severity}`, textContent: severity });
    list.append(make("li", {}, badge, " ", make("a", { href: `#f${index}`, textContent: `#${index + 1} ${title}` })));
  }
  return make("section", {}, make("h3", { textContent: "Findings" }), list);
}

function openHost(index) {
  const host = page.data.hosts[index];
  const dialog = byId("host");
  const close = make("button", { type: "button", className: "close", textContent: "Close" });
  const only = make("button", { type: "button", textContent: "Filter the page by this address" });
  close.addEventListener("click", () => dialog.close());
  only.addEventListener("click", () => {
    dialog.close();
    filterBy(host.ip);
  });
  const title = make("h2", { id: "host-title", tabIndex: -1, autofocus: true }, make("span", { className: "addr", textContent: host.ip }));
  title.append(" ", make("span", { className: "dim", textContent: host.zone }));
  dialog.replaceChildren(
    make("div", { className: "head" }, title, only, close),
    ...[hostFindings(host)].filter(Boolean),
    activityTable("Serves", host.serves, "Clients"),
    activityTable("Uses", host.uses, "Servers"),
  );
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
}

function setUpHosts() {
  const dialog = byId("host");
  document.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    if (link.matches("a.addr")) {
      event.preventDefault();
      openHost(Number(link.getAttribute("href").slice(2)));
    } else if (/^#f\d+$/.test(link.getAttribute("href"))) {
      dialog.close();
      if (link.hash === location.hash) openTarget();
    }
  });
}

addEventListener("DOMContentLoaded", setUpHosts);
