"use strict";

/** What the parts of the page share: its data, and the filter in force. */
const page = {
  data: JSON.parse(document.getElementById("data").textContent),
  filter: { text: "", hidden: new Set(), from: -Infinity, to: Infinity },
  listeners: [],

  /** Changes some of the filter and lets every part follow. */
  change(part) {
    Object.assign(page.filter, part);
    for (const listener of page.listeners) listener(page.filter);
  },

  hasSpan: () => page.filter.from !== -Infinity,
};

const byId = (id) => document.getElementById(id);

/** An element with properties and children. Strings become text, never markup. */
function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children.filter((child) => child !== null));
  return element;
}

const formatCount = (n) => n.toLocaleString("en-US");

function formatBytes(n) {
  const units = ["B", "kB", "MB", "GB", "TB", "PB", "EB"];
  let unit = 0;
  while (n >= 999.5 && unit < units.length - 1) {
    n /= 1000;
    unit++;
  }
  return `${unit === 0 ? n : Number(n.toPrecision(3))} ${units[unit]}`;
}

/** Milliseconds since 1970 as UTC, as exact as the buckets of the timeline are. */
function formatTime(millis) {
  const iso = new Date(millis).toISOString().replace("T", " ");
  return iso.slice(0, page.data.timeline.width < 1000 ? -1 : -5);
}

/** Says something to those who hear the page rather than see it. */
function announce(text) {
  byId("status").textContent = text;
}

/** Opens what the address bar's #fragment names, also where the filter hides it. */
function openTarget() {
  const target = /^#[fh]\d+$/.test(location.hash) ? byId(location.hash.slice(1)) : null;
  if (!target) return;
  if (target.matches("tr")) {
    openHost(Number(location.hash.slice(2)));
    return;
  }
  for (let outer = target; outer; outer = outer.parentElement.closest("details")) outer.open = true;
  if (target.closest("[hidden]")) clearFilter();
  target.scrollIntoView({ block: "start" });
  target.querySelector("summary").focus({ preventScroll: true });
}

function setUpTheme() {
  const root = document.documentElement;
  const button = byId("theme");
  const systemIsDark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : systemIsDark.matches);
  const show = () => {
    button.textContent = isDark() ? "Light" : "Dark";
    button.setAttribute("aria-label", `Use ${isDark() ? "light" : "dark"} colours`);
    document.dispatchEvent(new Event("colours"));
  };
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    show();
  });
  systemIsDark.addEventListener("change", show);
  button.hidden = false;
  show();
}

/** Copying works on pages from files too, where the clipboard interface may be missing. */
async function copyText(code) {
  try {
    await navigator.clipboard.writeText(code.textContent);
  } catch {
    const selection = getSelection();
    selection.selectAllChildren(code);
    document.execCommand("copy");
  }
}

function setUpCopying() {
  for (const button of document.querySelectorAll("button.copy")) button.hidden = false;
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button.copy");
    if (!button) return;
    await copyText(button.previousElementSibling);
    button.textContent = "Copied";
    announce("Copied");
    setTimeout(() => (button.textContent = "Copy"), 1500);
  });
}

/** On paper nothing can be opened, and ink is dark. */
function setUpPrinting() {
  const root = document.documentElement;
  let opened = [];
  let theme;
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")].filter(
      (details) => !details.matches(".finding:not(.paper), .group > :not(.paper)"),
    );
    for (const details of opened) details.open = true;
    theme = root.dataset.theme;
    root.dataset.theme = "light";
    document.dispatchEvent(new CustomEvent("colours", { detail: { paper: true } }));
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
    if (theme) root.dataset.theme = theme;
    else delete root.dataset.theme;
    document.dispatchEvent(new Event("colours"));
  });
}

addEventListener("DOMContentLoaded", () => {
  setUpTheme();
  setUpCopying();
  setUpPrinting();
  addEventListener("hashchange", openTarget);
  openTarget();
});
