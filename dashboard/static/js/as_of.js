// The day of the page: a scale true to time, whose keys act at once, and play. Without it the date field does the same.

const DAY = 86_400_000;
const DAYS_A_SECOND = 365.2425 / 12;
const LONGEST_FRAME = 100;
const STEP = 1000;
const FIRST_YEAR = 1900;
const YEARS_NAMED = 7;
const SVG = "http://www.w3.org/2000/svg";
const words = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const still = window.matchMedia("(prefers-reduced-motion: reduce)");

const numberOf = (day) => Date.parse(day) / DAY;
const dayOf = (number) => new Date(Math.round(number) * DAY).toISOString().slice(0, 10);
const say = (day) => words.format(new Date(day));
const form = document.querySelector("[data-as-of]");
const slider = form?.querySelector("input[type=range]");

// The address of the page on a day; none for today. A place in a list belongs to the day that it was read on.
function addressOf(day) {
  const url = new URL(window.location.href);
  for (const name of ["as_of", "cursor", "since"]) url.searchParams.delete(name);
  if (day) url.searchParams.set("as_of", day);
  url.search = url.search.replaceAll("%2F", "/").replaceAll("%2C", ",");
  return url;
}

function drawScale(svg, days, from, to) {
  const make = (name, attributes, parent) => {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    parent.append(element);
    return element;
  };
  const fit = { viewBox: `0 0 ${to - from} 23`, preserveAspectRatio: "none", width: "100%", height: "100%" };
  const line = (number, height) => `M${number - from} 0v${height}`;
  make("path", { d: days.map((day) => line(day, 4)).join("") }, make("svg", fit, svg));
  const [first, last] = [from, to].map((number) => new Date(number * DAY).getUTCFullYear());
  const years = Array.from({ length: last - first + 1 }, (_, place) => first + place);
  const begins = (year) => Date.UTC(year, 0, 1) / DAY;
  const lines = years.map((year) => line(begins(year), 8)).join("");
  make("path", { d: lines }, make("svg", { ...fit, class: "years" }, svg));
  const every = Math.ceil(years.length / YEARS_NAMED);
  for (const year of years.filter((_, place) => place % every === 0)) {
    const x = `${((begins(year) - from) / (to - from)) * 100}%`;
    make("text", { x, y: 21, dx: 2 }, svg).textContent = year;
  }
}

function setUp() {
  const field = form.querySelector("input[type=date]");
  const button = form.querySelector("[data-play]");
  const said = form.querySelector("[role=status]");
  const days = slider.dataset.days.split(",").map(numberOf);
  const today = numberOf(slider.dataset.today);
  const latest = Math.max(numberOf(field.max), today);
  const from = Date.UTC(new Date(days[0] * DAY).getUTCFullYear(), 0, 1) / DAY;
  let shown = numberOf(field.value);
  let address = window.location.pathname + window.location.search;
  let wanted = null;
  let following = null;
  let playing = null;

  const before = (number) => days.findLast((day) => day <= number);
  const point = (number) => {
    slider.value = number;
    slider.setAttribute("aria-valuetext", say(dayOf(number)));
  };
  const show = (number) => {
    point(number);
    field.value = dayOf(number);
    field.removeAttribute("aria-invalid");
  };

  // Draws the page of a day; false, with the reason in words, where it cannot be had.
  async function draw(number, push, signal) {
    const url = addressOf(number === today ? "" : dayOf(number));
    try {
      // Named by the page: the file's own name changes with what is in it.
      const { drawPage } = await import(form.dataset.draw);
      await drawPage(url, signal);
    } catch (error) {
      if (signal?.aborted) return false;
      said.textContent = `The page of ${say(dayOf(number))} could not be loaded (${error.message}). It still shows ${say(dayOf(shown))}.`;
      show(shown);
      return false;
    }
    if (address !== url.pathname + url.search) history[push ? "pushState" : "replaceState"](null, "", url);
    address = url.pathname + url.search;
    shown = number;
    return true;
  }

  // The newest wish alone: days that were passed while a page was on its way are left out.
  async function follow(number, push) {
    wanted = { number, push };
    show(number);
    following ??= (async () => {
      while (wanted) {
        const next = wanted;
        wanted = null;
        if (next.number !== shown && !(await draw(next.number, next.push))) wanted = null;
      }
      following = null;
    })();
    await following;
  }

  function choose(number, push = false) {
    stop("");
    said.textContent = "";
    return follow(number, push);
  }

  function chooseField() {
    const number = field.value === "" ? today : numberOf(field.value);
    // Years are typed digit by digit: the year 2 is on its way to 2024.
    if (new Date(number * DAY).getUTCFullYear() < FIRST_YEAR) return;
    if (number > latest) {
      stop("");
      field.setAttribute("aria-invalid", "true");
      said.textContent = `${say(field.value)} is after today: take ${say(dayOf(latest))} or an earlier day.`;
      return;
    }
    choose(number, true);
  }

  const year = (number, by) => {
    const day = new Date(number * DAY);
    return day.setUTCFullYear(day.getUTCFullYear() + by) / DAY;
  };
  const later = (number) => days.find((day) => day > number) ?? today;
  const earlier = (number) => before(number - 1) ?? days[0];
  const moves = {
    ArrowRight: later,
    ArrowUp: later,
    ArrowLeft: earlier,
    ArrowDown: earlier,
    PageUp: (number) => Math.min(year(number, 1), today),
    PageDown: (number) => Math.max(year(number, -1), days[0]),
    Home: () => days[0],
    End: () => today,
  };

  function stop(reason) {
    if (!playing) return;
    playing.abort();
    playing = null;
    button.textContent = "Play";
    said.textContent = reason;
    show(shown);
  }

  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const wait = (time) => new Promise((done) => setTimeout(done, time));

  async function playTo(number, turn) {
    if (number === shown || (await draw(number, false, turn.signal))) return;
    // What went wrong has been said already.
    if (!turn.signal.aborted) stop(said.textContent);
  }

  // The clock stands still while a page is on its way, so it never runs ahead of what is shown.
  async function glide(turn) {
    let clock = shown;
    let last = performance.now();
    while (!turn.signal.aborted && clock < today) {
      const now = await frame();
      if (turn.signal.aborted) return;
      clock = Math.min(clock + (Math.max(0, Math.min(now - last, LONGEST_FRAME)) / 1000) * DAYS_A_SECOND, today);
      last = now;
      point(Math.floor(clock));
      const day = before(clock) ?? shown;
      if (day === shown) continue;
      await playTo(day, turn);
      field.value = dayOf(shown);
      last = performance.now();
    }
  }

  async function step(turn) {
    while (!turn.signal.aborted && shown < today) {
      await wait(STEP);
      if (turn.signal.aborted) return;
      await playTo(later(shown), turn);
      show(shown);
    }
  }

  async function play() {
    const turn = new AbortController();
    playing = turn;
    button.textContent = "Pause";
    await following;
    said.textContent = still.matches
      ? "Playing: from one day of statements to the next, a second each."
      : "Playing: a month a second at most.";
    if (shown >= today || before(shown) === undefined) await playTo(days[0], turn);
    await (still.matches ? step : glide)(turn);
    if (turn.signal.aborted) return;
    await playTo(today, turn);
    if (!turn.signal.aborted) stop("The end: today.");
  }

  slider.min = from;
  slider.max = today;
  drawScale(form.querySelector(".ticks"), days, from, today);
  point(shown);
  for (const part of [button, slider.parentElement]) part.hidden = false;

  slider.addEventListener("input", () => choose(Number(slider.value)));
  slider.addEventListener("keydown", (event) => {
    const move = event.altKey || event.ctrlKey || event.metaKey ? undefined : moves[event.key];
    if (!move) return;
    event.preventDefault();
    choose(move(Number(slider.value)));
  });
  field.addEventListener("change", chooseField);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    chooseField();
  });
  button.addEventListener("click", () => {
    if (playing) stop(`Paused on ${say(dayOf(shown))}.`);
    else play();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") stop(`Paused on ${say(dayOf(shown))}.`);
  });
  window.addEventListener("popstate", () => {
    if (address === window.location.pathname + window.location.search) return;
    // What lies behind may be another page than the one that this control belongs to.
    window.location.reload();
  });
}

if (slider?.dataset.days) setUp();
