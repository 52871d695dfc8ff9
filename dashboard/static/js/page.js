// A page drawn again for another day without being loaded again: its parts are taken from the same address.
const shownParts = () => document.querySelectorAll("[data-follows]");
const held = (part) => part.contains(document.activeElement);
const within = "a[href], button, input, select, textarea, summary, [tabindex]";

// Fetches the page of an address and puts it in the place of the present one; throws where there is none.
export async function drawPage(url, signal) {
  const answer = await fetch(url, { headers: { Accept: "text/html" }, credentials: "same-origin", signal });
  const isPage = answer.headers.get("Content-Type")?.startsWith("text/html");
  // What was not yet known on a day is a page too, under status 404.
  if (!isPage || !(answer.ok || answer.status === 404)) throw new Error(`status ${answer.status}`);
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  const main = next.querySelector("main");
  if (!main) throw new Error("no page");
  signal?.throwIfAborted();
  followHead(next);
  const parts = next.querySelectorAll("[data-follows]");
  for (const [place, part] of shownParts().entries()) if (parts[place]) followPart(part, parts[place]);
  replaceMain(document.querySelector("main"), main);
  document.dispatchEvent(new CustomEvent("page:drawn"));
}

function followHead(next) {
  document.title = next.title;
  const chosen = 'link[rel="canonical"], link[rel="alternate"]';
  for (const link of document.head.querySelectorAll(chosen)) link.remove();
  document.head.append(...next.head.querySelectorAll(chosen));
}

// What surrounds the page keeps its elements, and so the focus, open menus and typed words: only where its links lead,
// and what its forms carry along, is taken over.
function followPart(part, next) {
  const links = [...part.querySelectorAll("a")];
  const others = [...next.querySelectorAll("a")];
  if (links.length === others.length) {
    for (const [place, link] of links.entries()) takeOver(link, others[place]);
  } else if (!held(part)) {
    part.replaceChildren(...next.childNodes);
    return;
  }
  const forms = next.querySelectorAll("form");
  for (const [place, form] of [...part.querySelectorAll("form")].entries()) {
    for (const field of form.querySelectorAll("input[type=hidden]")) field.remove();
    form.prepend(...(forms[place]?.querySelectorAll("input[type=hidden]") ?? []));
  }
  const words = next.querySelectorAll("[data-words]");
  for (const [place, said] of [...part.querySelectorAll("[data-words]")].entries()) {
    if (words[place]) said.replaceChildren(...words[place].childNodes);
  }
}

function takeOver(link, other) {
  link.setAttribute("href", other.getAttribute("href"));
  const current = other.getAttribute("aria-current");
  if (current === null) link.removeAttribute("aria-current");
  else link.setAttribute("aria-current", current);
}

// The new content in the place of the old: what was open stays open, and what had the focus gets it back.
function replaceMain(main, next) {
  const open = [...main.querySelectorAll("details")].map((part) => part.open);
  const place = held(main) ? [...main.querySelectorAll(within)].indexOf(document.activeElement) : null;
  for (const plot of main.querySelectorAll(".js-plotly-plot")) window.Plotly?.purge(plot);
  main.replaceChildren(...next.childNodes);
  const parts = main.querySelectorAll("details");
  if (parts.length === open.length) for (const [at, part] of parts.entries()) part.open = open[at];
  if (place !== null) (main.querySelectorAll(within)[place] ?? main).focus({ preventScroll: true });
}
