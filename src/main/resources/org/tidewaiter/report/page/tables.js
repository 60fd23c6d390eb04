/* Sorts tables by a click on a column's heading. */

const collator = new Intl.Collator("en", { numeric: true });

/** What a cell is sorted by: its exact number where it has one, else its text. */
function sortKey(row, column) {
  const cell = row.cells[column];
  return cell.dataset.v === undefined ? cell.textContent.trim() : Number(cell.dataset.v);
}

function compareKeys(a, b) {
  return typeof a === "number" ? a - b : collator.compare(a, b);
}

function sortTable(table, column) {
  const heading = table.tHead.rows[0].cells[column];
  const isNumber = heading.classList.contains("n");
  const now = heading.getAttribute("aria-sort");
  const descending = now ? now === "ascending" : isNumber;
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
  const rows = [...table.tBodies[0].rows].map((row) => ({ row, key: sortKey(row, column) }));
  rows.sort((a, b) => (descending ? compareKeys(b.key, a.key) : compareKeys(a.key, b.key)));
  table.tBodies[0].append(...rows.map((entry) => entry.row));
  announce(`Sorted by ${heading.textContent}, ${heading.getAttribute("aria-sort")}`);
}

function setUpTables() {
  for (const table of document.querySelectorAll("table.sortable")) {
    [...table.tHead.rows[0].cells].forEach((heading, column) => {
      const button = make("button", { type: "button", textContent: heading.textContent });
      button.addEventListener("click", () => sortTable(table, column));
      heading.replaceChildren(button);
    });
  }
}

addEventListener("DOMContentLoaded", setUpTables);
