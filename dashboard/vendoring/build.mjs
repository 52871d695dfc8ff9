// Builds everything that the site serves of other people's work, and writes down what it is.
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const site = join(here, "..", "static");
const vendor = join(site, "vendor", "plotly");
const fonts = join(site, "fonts");
const modules = join(here, "node_modules");
for (const folder of [vendor, fonts]) mkdirSync(folder, { recursive: true });
const versionOf = (name) => JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8")).version;
const written = [];
const keep = (path, name, licence) => written.push({ path, name, licence });

// --- plotly.js: the parts in use, as one script that sets window.Plotly ---

const bundle = join(vendor, "plotly.min.js");
const { metafile } = await build({
  entryPoints: [join(here, "plotly-parts.cjs")],
  outfile: bundle,
  bundle: true,
  metafile: true,
  minify: true,
  format: "iife",
  globalName: "Plotly",
  target: "es2022",
  loader: { ".css": "empty" },
  define: { global: "window", "define.amd": "false", "process.env.NODE_DEBUG": "false" },
  legalComments: "none",
  banner: {
    js: `/* plotly.js ${versionOf("plotly.js")}, bar and scatter only; MIT, (c) Plotly, Inc. */`,
  },
  logLevel: "warning",
});
keep(bundle, "plotly.js", "MIT");

// The bundle holds the work of others too, whose licences ask to be told with it.
const licence = join(vendor, "LICENSE.txt");
copyFileSync(join(modules, "plotly.js", "LICENSE"), licence);
keep(licence, "plotly.js", "MIT");
const folders = Object.entries(metafile.outputs)
  .flatMap(([, output]) => Object.entries(output.inputs))
  .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
  .map(([input]) => input.match(/^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//)?.[1])
  .filter((folder) => folder && !folder.endsWith("/plotly.js"));
const notices = [...new Set(folders)].sort().map((folder) => {
  const { name, version, license, author } = JSON.parse(readFileSync(join(here, folder, "package.json"), "utf8"));
  const file = readdirSync(join(here, folder)).find((entry) => /^(un)?licen[cs]e/i.test(entry));
  // Some packages name their licence and their author, and bring no text.
  const text = file
    ? readFileSync(join(here, folder, file), "utf8").trim()
    : `${license}; ${author?.name ?? author ?? "no author named"}`;
  return `${name} ${version} (${license})\n\n${text}\n`;
});
const others = join(vendor, "THIRD-PARTY.txt");
writeFileSync(others, notices.join(`\n${"-".repeat(72)}\n\n`));
keep(others, "plotly.js", "various");

// --- its stylesheet, which it would otherwise write into the page, against the content security policy ---

const source = readFileSync(join(modules, "plotly.js", "build", "plotcss.js"), "utf8");
const rules = Function(`return ${source.slice(source.indexOf("{"), source.indexOf("};") + 1)}`)();
const css = Object.entries(rules).map(([selector, body]) => {
  // As plotly.js resolves them: X is the plot, Y the notifier.
  const full = selector.replace(/^,/, " ,").replace(/X/g, ".js-plotly-plot .plotly").replace(/Y/g, ".plotly-notifier");
  return `${full} { ${body} }`;
});
const sheet = join(vendor, "plotly.css");
writeFileSync(
  sheet,
  `/* The stylesheet of plotly.js ${versionOf("plotly.js")}; MIT, (c) Plotly, Inc. */\n${css.join("\n")}\n`,
);
keep(sheet, "plotly.js", "MIT");

// --- map data: plotly.js's own outlines, after the United Nations' boundaries ---

// The file speaks to a browser's window, which it overwrites; it gets one of its own.
globalThis.window = {};
const maps = require("plotly.js/dist/plotly-geo-assets.js").topojson;
// The outlines for the maps that the server draws: of each window of the seeds only what lies in it, as fine as it is
// drawn. Boundaries are the United Nations', at 1:50m; a window that needs 1:10m must hold no disputed one.
const mapData = join(here, "..", "..", "seeds", "map");
const { windows, numbers } = JSON.parse(readFileSync(join(mapData, "windows.json"), "utf8"));
const atlas = JSON.parse(readFileSync(join(modules, "world-atlas", "countries-10m.json"), "utf8"));
for (const shape of atlas.objects.countries.geometries) shape.id = numbers[shape.id] ?? shape.id;
for (const window of windows) {
  const { name, scale, west, south, east, north } = window;
  const fine = scale === "10m";
  const topology = fine ? atlas : maps.world_50m;
  // Of the lakes those that help to find one's way; the 1:10m file has none.
  const lakes = fine ? [] : rings(topology, topology.objects.lakes, { ...window, least: 1.2 });
  const file = join(mapData, `${name}.json`);
  const land = rings(topology, topology.objects.countries, window);
  const codes = [...new Set(land.map(({ id }) => id))].sort();
  const countries = codes.map((code) => ({
    code,
    rings: land.filter(({ id }) => id === code).map(({ ring }) => ring),
  }));
  writeFileSync(file, JSON.stringify({ west, south, east, north, countries, lakes: lakes.map(({ ring }) => ring) }));
  keep(file, fine ? "world-atlas" : "plotly.js", fine ? "ISC; data: public domain" : "MIT");
}

// --- fonts, Latin with figures of equal width ---

// The packages' licence files name no holder; the fonts themselves do, in these words.
const FONTS = {
  "source-serif-4":
    "© 2014 - 2021 Adobe Systems Incorporated (http://www.adobe.com/), with Reserved Font Name ‘Source’.",
  "source-sans-3": "© 2023 Adobe (http://www.adobe.com/), with Reserved Font Name ‘Source’.",
};
for (const [name, holder] of Object.entries(FONTS)) {
  for (const weight of [400, 600]) {
    for (const subset of ["latin", "latin-ext"]) {
      const file = `${name}-${subset}-${weight}-normal.woff2`;
      copyFileSync(join(modules, "@fontsource", name, "files", file), join(fonts, file));
      keep(join(fonts, file), `@fontsource/${name}`, "OFL-1.1");
    }
  }
  const text = readFileSync(join(modules, "@fontsource", name, "LICENSE"), "utf8").replace(
    /^Google Inc\.\n/,
    `${holder}\n`,
  );
  const terms = join(fonts, `${name}-LICENSE.txt`);
  writeFileSync(terms, text);
  keep(terms, `@fontsource/${name}`, "OFL-1.1");
}

// --- what was made ---

const made = written.map(({ path, name, licence }) => {
  const bytes = readFileSync(path);
  return {
    file: relative(site, path),
    package: name,
    version: versionOf(name),
    licence,
    bytes: bytes.length,
    brotli: path.endsWith(".woff2")
      ? bytes.length
      : brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  };
});
writeFileSync(join(site, "vendor", "VENDORED.json"), `${JSON.stringify(made, null, 2)}\n`);
for (const { file, bytes, brotli } of made) console.log(`${file.padEnd(52)} ${bytes} bytes, ${brotli} in brotli`);

// Topojson to rings of longitude and latitude, with whose each is, cut to a window.
function rings(topology, object, { tolerance, least, margin, ...frame }) {
  const digits = tolerance < 0.02 ? 3 : 2;
  const arcs = topology.arcs.map((arc) => {
    let x = 0;
    let y = 0;
    const { scale, translate } = topology.transform ?? { scale: [1, 1], translate: [0, 0] };
    return arc.map(([dx, dy]) => {
      if (!topology.transform) return [dx, dy];
      x += dx;
      y += dy;
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
    });
  });
  // Each arc is simplified once, so that two neighbours keep one border.
  const simple = arcs.map((arc) => simplified(arc, tolerance));
  const joined = (indexes) => {
    const points = [];
    for (const index of indexes) {
      const arc = index < 0 ? [...simple[~index]].reverse() : simple[index];
      points.push(...(points.length ? arc.slice(1) : arc));
    }
    return points;
  };
  const found = [];
  for (const shape of object.geometries) {
    const polygons = shape.type === "Polygon" ? [shape.arcs] : shape.arcs;
    for (const polygon of polygons ?? []) {
      for (const indexes of polygon) {
        const points = joined(indexes);
        const ring = clipped(points, frame, margin).map((point) => point.map((part) => Number(part.toFixed(digits))));
        if (ring.length > 2 && area(ring) >= least) found.push({ id: shape.id, ring });
      }
    }
  }
  return found;
}

// Douglas and Peucker: drop points that lie within the tolerance, in degrees, of the line between those kept.
function simplified(points, tolerance) {
  if (points.length < 3) return points;
  const [first, last] = [points[0], points[points.length - 1]];
  let far = 0;
  let distance = 0;
  for (let i = 1; i < points.length - 1; i += 1) {
    const away = off(points[i], first, last);
    if (away > distance) [far, distance] = [i, away];
  }
  if (distance <= tolerance) return [first, last];
  return [...simplified(points.slice(0, far + 1), tolerance).slice(0, -1), ...simplified(points.slice(far), tolerance)];
}

function off([x, y], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const length = Math.hypot(dx, dy);
  if (length === 0) return Math.hypot(x - ax, y - ay);
  return Math.abs(dy * x - dx * y + bx * ay - by * ax) / length;
}

// Sutherland and Hodgman, with a margin, so that no stroke of the cut shows at the edge of the frame.
function clipped(points, { west, south, east, north }, margin) {
  const edges = [
    [([x]) => x >= west - margin, (a, b) => cut(a, b, 0, west - margin)],
    [([x]) => x <= east + margin, (a, b) => cut(a, b, 0, east + margin)],
    [([, y]) => y >= south - margin, (a, b) => cut(a, b, 1, south - margin)],
    [([, y]) => y <= north + margin, (a, b) => cut(a, b, 1, north + margin)],
  ];
  let answer = points;
  for (const [inside, crossing] of edges) {
    const input = answer;
    answer = [];
    input.forEach((point, i) => {
      const before = input[(i + input.length - 1) % input.length];
      if (inside(point)) {
        if (!inside(before)) answer.push(crossing(before, point));
        answer.push(point);
      } else if (inside(before)) answer.push(crossing(before, point));
    });
  }
  return answer;
}

function cut(a, b, axis, at) {
  const share = (at - a[axis]) / (b[axis] - a[axis]);
  const point = [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])];
  point[axis] = at;
  return point;
}

function area(points) {
  let sum = 0;
  points.forEach(([x, y], i) => {
    const [px, py] = points[(i + points.length - 1) % points.length];
    sum += px * y - x * py;
  });
  return Math.abs(sum / 2);
}
