// Explore a chart: fetch plotly and the figure once, draw in the place of the drawing, and go back.
// Without this script every chart is complete as it was sent.
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const still = window.matchMedia("(prefers-reduced-motion: reduce)");
const loading = new Map();

function theme() {
  return dark.matches ? "dark" : "light";
}

// What is loaded once for all charts of a page; what failed may be tried again.
function once(address, load) {
  if (!loading.has(address)) {
    const loaded = load(address);
    loading.set(address, loaded);
    loaded.catch(() => loading.delete(address));
  }
  return loading.get(address);
}

function inHead(element) {
  return new Promise((done, fail) => {
    element.onload = done;
    element.onerror = () => {
      element.remove();
      fail(new Error(`${element.localName} could not be loaded`));
    };
    document.head.append(element);
  });
}

async function loadLibrary(figure) {
  if (window.Plotly) return;
  const { plotly, plotlyCss } = figure.dataset;
  await once(plotly, async () => {
    // plotly looks for a style sheet of this id and class, and then writes no style element of its own.
    const id = "plotly.js-style-global";
    if (plotlyCss && !document.getElementById(id)) {
      const link = Object.assign(document.createElement("link"), { id, rel: "stylesheet", href: plotlyCss });
      link.className = "no-inline-styles";
      await inHead(link);
    }
    await inHead(Object.assign(document.createElement("script"), { src: plotly }));
  });
}

async function fetchJson(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" }, credentials: "same-origin" });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return answer.json();
}

function setUp(figure) {
  const stage = figure.querySelector(".chart-stage");
  const button = figure.querySelector(".chart-explore");
  const status = figure.querySelector(".chart-status");
  if (!stage || !button || !status || !figure.dataset.figure || !figure.dataset.plotly) return;

  let plot = null;
  let busy = false;

  function fetchFigure() {
    const url = new URL(figure.dataset.figure, document.baseURI);
    url.searchParams.set("theme", theme());
    return once(url.href, fetchJson);
  }

  // The first touch of the chart only fetches, so that the button then answers at once.
  function prepare() {
    return Promise.all([loadLibrary(figure), fetchFigure()]);
  }

  function say(words) {
    status.textContent = words;
  }

  async function draw() {
    const data = await fetchFigure();
    plot = document.createElement("div");
    plot.className = "chart-plot";
    plot.tabIndex = -1;
    plot.setAttribute("role", "group");
    plot.setAttribute("aria-label", "Explorable version of the chart; the same figures are in its table");
    // Rows with words above them need their height; the drawing has room beside them.
    stage.style.minHeight = data.layout.height ? `${data.layout.height}px` : "";
    stage.append(plot);
    figure.classList.add("is-exploring");
    // A copy, because plotly writes into what it is given.
    const copy = structuredClone(data);
    await window.Plotly.newPlot(plot, copy.data, copy.layout, {
      displayModeBar: false,
      responsive: true,
      scrollZoom: false,
      doubleClick: still.matches ? "reset" : "reset+autosize",
      showTips: false,
    });
    plot.on("plotly_click", (event) => {
      const point = event.points?.[0];
      const target = point && Array.isArray(point.customdata) && point.customdata[3];
      if (typeof target !== "string") return;
      const url = new URL(target, document.baseURI);
      if (url.origin !== window.location.origin) return;
      // Inside another site's page the frame may show the chart alone.
      if (window.parent !== window) window.open(url.href, "_blank", "noopener");
      else window.location.assign(url.href);
    });
  }

  function discard() {
    if (!plot) return;
    if (window.Plotly) window.Plotly.purge(plot);
    plot.remove();
    plot = null;
    stage.style.minHeight = "";
    figure.classList.remove("is-exploring");
  }

  async function open() {
    if (busy || plot) return;
    busy = true;
    button.setAttribute("aria-busy", "true");
    say("Loading the explorable chart.");
    try {
      await prepare();
      await draw();
      button.textContent = "Back to the drawing";
      button.setAttribute("aria-pressed", "true");
      say("The chart can be explored: drag to move, point at a mark to read it, press Escape to go back.");
    } catch {
      discard();
      say("The explorable chart could not be loaded. The drawing and the table are complete without it.");
    } finally {
      busy = false;
      button.removeAttribute("aria-busy");
    }
  }

  function close() {
    if (!plot) return;
    discard();
    button.textContent = "Explore";
    button.setAttribute("aria-pressed", "false");
    say("Back to the drawing.");
    button.focus({ preventScroll: true });
  }

  button.hidden = false;
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => {
    if (plot) close();
    else open();
  });
  figure.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && plot) {
      event.preventDefault();
      close();
    }
  });
  async function quietly() {
    try {
      await prepare();
    } catch {
      // Said aloud only when the reader asks for it.
    }
  }
  stage.addEventListener("pointerenter", quietly, { once: true });
  stage.addEventListener("focusin", quietly, { once: true });
  dark.addEventListener("change", async () => {
    if (!plot) return;
    const wasFocused = document.activeElement;
    discard();
    try {
      await draw();
      wasFocused?.focus({ preventScroll: true });
    } catch {
      discard();
      button.textContent = "Explore";
      button.setAttribute("aria-pressed", "false");
    }
  });
}

function setUpAll() {
  for (const figure of document.querySelectorAll("figure.chart[data-figure]")) setUp(figure);
}

setUpAll();
document.addEventListener("page:drawn", setUpAll);
