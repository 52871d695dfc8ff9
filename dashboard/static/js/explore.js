/* Explore a chart: fetch plotly and the figure once, draw in the place of the drawing, and go back.
   Without this script every chart is complete as it was sent. */
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const still = window.matchMedia("(prefers-reduced-motion: reduce)");
let library = null;
let outlines = null;

function theme() {
  return dark.matches ? "dark" : "light";
}

function loadStyle(address) {
  if (!address || document.getElementById("plotly.js-style-global")) return Promise.resolve();
  return new Promise((done, fail) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    // plotly looks for this id and class, and then writes no style element of its own.
    link.id = "plotly.js-style-global";
    link.className = "no-inline-styles";
    link.onload = done;
    link.onerror = () => {
      link.remove();
      fail(new Error("style sheet"));
    };
    document.head.append(link);
  });
}

function loadLibrary(figure) {
  if (window.Plotly) return Promise.resolve();
  if (!library) {
    library = loadStyle(figure.dataset.plotlyCss).then(
      () =>
        new Promise((done, fail) => {
          const script = document.createElement("script");
          script.src = figure.dataset.plotly;
          script.onload = done;
          script.onerror = () => {
            script.remove();
            fail(new Error("library"));
          };
          document.head.append(script);
        }),
    );
    library.catch(() => {
      library = null;
    });
  }
  return library;
}

function loadOutlines(figure) {
  const address = figure.dataset.topojson;
  if (!address) return Promise.resolve();
  if (!outlines) {
    outlines = fetchJson(address).then((world) => {
      // plotly asks for an atlas by name before it asks the network.
      window.PlotlyGeoAssets = window.PlotlyGeoAssets || { topojson: {} };
      window.PlotlyGeoAssets.topojson.world_110m = world;
    });
    outlines.catch(() => {
      outlines = null;
    });
  }
  return outlines;
}

function fetchJson(address) {
  return fetch(address, { headers: { Accept: "application/json" }, credentials: "same-origin" }).then((answer) => {
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    return answer.json();
  });
}

function setUp(figure) {
  const stage = figure.querySelector(".chart-stage");
  const button = figure.querySelector(".chart-explore");
  const status = figure.querySelector(".chart-status");
  if (!stage || !button || !status || !figure.dataset.figure || !figure.dataset.plotly) return;

  let plot = null;
  const known = {};
  let prepared = null;
  let busy = false;

  function address() {
    const url = new URL(figure.dataset.figure, document.baseURI);
    url.searchParams.set("theme", theme());
    return url.href;
  }

  function fetchFigure() {
    const wanted = theme();
    if (!known[wanted]) {
      known[wanted] = fetchJson(address());
      known[wanted].catch(() => {
        delete known[wanted];
      });
    }
    return known[wanted];
  }

  /* The first touch of the chart only fetches, so that the button then answers at once. */
  function prepare() {
    if (!prepared) {
      prepared = Promise.all([loadLibrary(figure), fetchFigure(), loadOutlines(figure)]);
      prepared.catch(() => {
        prepared = null;
      });
    }
    return prepared;
  }

  function say(words) {
    status.textContent = words;
  }

  function drawn(data) {
    plot = document.createElement("div");
    plot.className = "chart-plot";
    plot.tabIndex = -1;
    plot.setAttribute("role", "group");
    plot.setAttribute("aria-label", "Explorable version of the chart; the same figures are in its table");
    stage.append(plot);
    figure.classList.add("is-exploring");
    // A copy, because plotly writes into what it is given and the figure is kept.
    const copy = JSON.parse(JSON.stringify(data));
    return window.Plotly.newPlot(plot, copy.data, copy.layout, {
      displayModeBar: false,
      responsive: true,
      scrollZoom: false,
      doubleClick: still.matches ? "reset" : "reset+autosize",
      showTips: false,
    }).then(() => {
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
    });
  }

  function discard() {
    if (!plot) return;
    if (window.Plotly) window.Plotly.purge(plot);
    plot.remove();
    plot = null;
    figure.classList.remove("is-exploring");
  }

  function open() {
    if (busy || plot) return;
    busy = true;
    button.setAttribute("aria-busy", "true");
    say("Loading the explorable chart.");
    prepare()
      .then(fetchFigure)
      .then(drawn)
      .then(() => {
        button.textContent = "Back to the drawing";
        button.setAttribute("aria-pressed", "true");
        say("The chart can be explored: drag to move, point at a mark to read it, press Escape to go back.");
      })
      .catch(() => {
        discard();
        say("The explorable chart could not be loaded. The drawing and the table are complete without it.");
      })
      .finally(() => {
        busy = false;
        button.removeAttribute("aria-busy");
      });
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
  function quietly() {
    prepare().catch(() => {
      /* said aloud only when the reader asks for it */
    });
  }
  stage.addEventListener("pointerenter", quietly, { once: true });
  stage.addEventListener("focusin", quietly, { once: true });
  dark.addEventListener("change", () => {
    if (!plot) return;
    const wasFocused = document.activeElement;
    discard();
    fetchFigure()
      .then(drawn)
      .then(() => {
        if (wasFocused) wasFocused.focus({ preventScroll: true });
      })
      .catch(() => {
        discard();
        button.textContent = "Explore";
        button.setAttribute("aria-pressed", "false");
      });
  });
}

document.querySelectorAll("figure.chart[data-figure]").forEach(setUp);
