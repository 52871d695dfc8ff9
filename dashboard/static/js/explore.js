// Explore a chart: fetch plotly and the figure once, draw in the place of the drawing, and go back; or, where plotly
// would lose words of the drawing, look at the drawing itself from closer.
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

const CLOSEST = 8;
const STEP = 1.5;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// Looks at a drawing from closer: all its words stay, and the mark that is pointed at is said in the status.
function lookCloser(stage, say) {
  const drawing = [...stage.querySelectorAll(".chart-drawing")].find((svg) => svg.getClientRects().length);
  const { x, y, width, height } = drawing.viewBox.baseVal;
  const whole = drawing.getAttribute("viewBox");
  const listening = new AbortController();
  const listen = (name, then) => drawing.addEventListener(name, then, { signal: listening.signal });
  let [times, left, top, dragged] = [1, x, y, false];

  function show() {
    const [wide, high] = [width / times, height / times];
    left = Math.min(Math.max(left, x), x + width - wide);
    top = Math.min(Math.max(top, y), y + height - high);
    drawing.setAttribute("viewBox", `${left} ${top} ${wide} ${high}`);
    drawing.classList.toggle("is-close", times > 1);
  }
  // By parts of what is seen.
  function move(right, down) {
    left += (right * width) / times;
    top += (down * height) / times;
    show();
  }
  function zoom(by) {
    const next = Math.min(Math.max(times * by, 1), CLOSEST);
    left += (width / times - width / next) / 2;
    top += (height / times - height / next) / 2;
    times = next;
    show();
  }
  function read(event) {
    const said = event.target.closest("a")?.querySelector("title")?.textContent;
    if (said) say(said);
  }

  listen("pointerdown", () => {
    dragged = false;
  });
  listen("pointermove", (event) => {
    if (event.buttons !== 1 || times === 1) return read(event);
    dragged ||= Math.abs(event.movementX) + Math.abs(event.movementY) > 2;
    const box = drawing.getBoundingClientRect();
    move(-event.movementX / box.width, -event.movementY / box.height);
  });
  listen("dragstart", (event) => event.preventDefault());
  listen("click", (event) => {
    if (dragged) event.preventDefault();
  });
  listen("focusin", read);

  const buttons = document.createElement("div");
  buttons.className = "chart-zoom";
  for (const [words, by] of [
    ["Closer", STEP],
    ["Further", 1 / STEP],
  ]) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: words });
    button.addEventListener("click", () => zoom(by));
    buttons.append(button);
  }
  stage.before(buttons);
  return {
    key(event) {
      const by = { "+": STEP, "-": 1 / STEP }[event.key];
      const way = times > 1 && ARROWS[event.key];
      if (!(by || way)) return;
      event.preventDefault();
      if (by) zoom(by);
      else move(way[0] / 4, way[1] / 4);
    },
    end() {
      listening.abort();
      buttons.remove();
      drawing.setAttribute("viewBox", whole);
      drawing.classList.remove("is-close");
    },
  };
}

function setUp(figure) {
  const stage = figure.querySelector(".chart-stage");
  const button = figure.querySelector(".chart-explore");
  const status = figure.querySelector(".chart-status");
  if (!stage || !button || !status || !figure.dataset.figure || !figure.dataset.plotly) return;

  let plot = null;
  let closer = null;
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

  function nameButton(exploring) {
    button.textContent = exploring ? "Back to the drawing" : "Explore";
    button.setAttribute("aria-pressed", String(exploring));
  }

  async function open() {
    if (busy || plot) return;
    if ("zooms" in figure.dataset) {
      closer = lookCloser(stage, say);
      nameButton(true);
      stage.scrollIntoView({ block: "nearest" });
      say(
        "Look closer with the buttons or the keys + and -, drag or use the arrows to move, point at a mark to read it.",
      );
      return;
    }
    busy = true;
    button.setAttribute("aria-busy", "true");
    say("Loading the explorable chart.");
    try {
      await prepare();
      await draw();
      nameButton(true);
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
    if (!(plot || closer)) return;
    discard();
    closer?.end();
    closer = null;
    nameButton(false);
    say("Back to the drawing.");
    button.focus({ preventScroll: true });
  }

  button.hidden = false;
  nameButton(false);
  button.addEventListener("click", () => {
    if (plot || closer) close();
    else open();
  });
  figure.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && (plot || closer)) {
      event.preventDefault();
      close();
    } else closer?.key(event);
  });
  async function quietly() {
    if ("zooms" in figure.dataset) return;
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
      nameButton(false);
    }
  });
}

function setUpAll() {
  for (const figure of document.querySelectorAll("figure.chart[data-figure]")) setUp(figure);
}

setUpAll();
document.addEventListener("page:drawn", setUpAll);
