/* Filters findings, services and hosts by text, severity and time, all at once. */

/** Everything that can be filtered, with what it is filtered by, read from the page once. */
const filterable = (() => {
  const items = [];
  const add = (group, shown, timed) =>
    items.push({
      group,
      shown,
      text: shown.textContent.toLowerCase(),
      severity: timed.dataset.severity,
      from: Number(timed.dataset.from ?? NaN),
      to: Number(timed.dataset.to ?? NaN),
    });
  for (const details of document.querySelectorAll("details.finding")) {
    add("findings", details.closest("li"), details);
  }
  for (const table of document.querySelectorAll("table[data-table]")) {
    for (const row of table.tBodies[0].rows) add(table.dataset.table, row, row);
  }
  return items;
})();

/** Whether an item passes; one without a time passes only while no time is asked for. */
function passes(item, filter, words) {
  if (item.severity && filter.hidden.has(item.severity)) return false;
  if (page.hasSpan() && !(item.from < filter.to && item.to >= filter.from)) return false;
  return words.every((word) => item.text.includes(word));
}

function applyFilter(filter) {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const counts = {};
  for (const item of filterable) {
    const count = (counts[item.group] ??= { shown: 0, all: 0 });
    const pass = passes(item, filter, words);
    item.shown.hidden = !pass;
    count.all++;
    if (pass) count.shown++;
  }
  for (const [group, count] of Object.entries(counts)) showCount(group, count);
  const active = words.length > 0 || filter.hidden.size > 0 || page.hasSpan();
  followGroups(active);
  byId("clear").hidden = !active;
  showSpan(filter);
}

/** Opens groups of findings while a filter picks from them, and hides those with none left. */
function followGroups(active) {
  for (const group of document.querySelectorAll("li.group")) {
    const details = group.firstElementChild;
    group.hidden = !details.querySelector(":scope > ol > li:not([hidden])");
    if (active && !details.open) {
      details.open = true;
      details.dataset.opened = "";
    } else if (!active && "opened" in details.dataset) {
      details.open = false;
      delete details.dataset.opened;
    }
  }
}

function showCount(group, { shown, all }) {
  const section = byId(group);
  section.querySelector("[data-count]").textContent =
    shown === all ? "" : `${formatCount(shown)} of ${formatCount(all)} shown.`;
  section.querySelector(".none").hidden = shown > 0;
}

function showSpan(filter) {
  const label = byId("span-label");
  label.hidden = !page.hasSpan();
  label.textContent = page.hasSpan() ? `${formatTime(filter.from)} – ${formatTime(filter.to)}` : "";
}

function clearFilter() {
  byId("text").value = "";
  for (const toggle of document.querySelectorAll("[data-severity-toggle]")) {
    toggle.setAttribute("aria-pressed", "true");
  }
  page.change({ text: "", hidden: new Set(), from: -Infinity, to: Infinity });
}

/** Shows only what mentions a text, such as an address. */
function filterBy(text) {
  byId("text").value = text;
  page.change({ text });
}

function setUpFilter() {
  const form = byId("filter");
  if (!form) return;
  let waiting = 0;
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  byId("text").addEventListener("input", (event) => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => page.change({ text: event.target.value }));
  });
  byId("clear").addEventListener("click", () => {
    clearFilter();
    byId("text").focus();
  });
  for (const toggle of form.querySelectorAll("[data-severity-toggle]")) {
    toggle.addEventListener("click", () => {
      const severity = toggle.dataset.severityToggle;
      const hidden = new Set(page.filter.hidden);
      if (!hidden.delete(severity)) hidden.add(severity);
      toggle.setAttribute("aria-pressed", String(!hidden.has(severity)));
      page.change({ hidden });
    });
  }
  page.listeners.push(applyFilter);
}

addEventListener("DOMContentLoaded", setUpFilter);
