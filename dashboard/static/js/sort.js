// Tables that can be put in another order: a button in each heading. Without it they keep the order of the page.
// Where rows are cards there are no headings to be seen, so none is to be reached by keyboard either.
const cards = window.matchMedia("(max-width: 44rem)");
const thinSpace = /(\d)[\u2009\u202f\u00a0](?=\d)/g;
const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

function key(row, column) {
  const cell = row.cells[column];
  const value = cell.dataset.value ?? cell.textContent.trim().replace(thinSpace, "$1");
  return value === "" ? null : value;
}

function compare(one, other) {
  // A plain figure is compared as a figure, so that 4.8 and 16 do not sort as words.
  const [a, b] = [Number(one), Number(other)];
  return Number.isNaN(a) || Number.isNaN(b) ? collator.compare(one, other) : a - b;
}

function sort(table, heading, column) {
  const descending = heading.getAttribute("aria-sort") === "ascending";
  for (const other of heading.parentElement.cells) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row) => [key(row, column), row]);
  rows.sort(([one], [other]) => {
    // What has no figure stays last either way: it is unknown, not small.
    if (one === null || other === null) return (one === null) - (other === null);
    return descending ? compare(other, one) : compare(one, other);
  });
  body.append(...rows.map(([, row]) => row));
}

function offerOrders() {
  for (const table of document.querySelectorAll("table[data-sortable]")) {
    const headings = table.tHead.rows[0].cells;
    for (const [column, heading] of [...headings].entries()) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heading.childNodes);
      heading.append(button);
      button.tabIndex = cards.matches ? -1 : 0;
      cards.addEventListener("change", () => {
        button.tabIndex = cards.matches ? -1 : 0;
      });
      button.addEventListener("click", () => sort(table, heading, column));
    }
  }
}

offerOrders();
document.addEventListener("page:drawn", offerOrders);
