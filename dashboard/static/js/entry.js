// The form of a claim: what a number is read as, which figures the bound leaves open, and the check before saving.
// Without it the same is said by the server once the form is sent.

const WAIT = 250;

// The whole of a field, its help with it: one of several on a line, or a line of its own.
function whole(input) {
  return input.closest(".form-multiline > div") ?? input.closest(".form-row");
}

// Numbers are read by the server alone, so that what is shown cannot differ from what is saved.
function readNumbers() {
  for (const input of document.querySelectorAll("input[data-reads]")) {
    const output = document.querySelector(`output[for="${input.id}"]`);
    let waiting = 0;
    let asked = 0;
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(async () => {
        asked += 1;
        const turn = asked;
        const answer = await fetch(`${input.dataset.reads}?${new URLSearchParams({ text: input.value })}`);
        if (!answer.ok || turn !== asked) return;
        const reading = await answer.json();
        output.textContent = reading.words;
        output.classList.toggle("refused", !reading.read);
        input.setAttribute("aria-invalid", String(!reading.read));
      }, WAIT);
    });
  }
}

// A figure that the bound leaves open is hidden, unless something stands in it: then it has to be seen to be removed.
function followBound() {
  const bound = document.querySelector("select[data-fills]");
  if (!bound) return;
  const fills = JSON.parse(bound.dataset.fills);
  const names = [...new Set(Object.values(fills).flat())];
  const show = () => {
    const filled = fills[bound.value];
    for (const name of names) {
      const input = document.getElementById(`id_${name}`);
      if (!input) continue;
      whole(input).hidden = Boolean(filled) && !filled.includes(name) && input.value.trim() === "";
      input.toggleAttribute("data-needed", Boolean(filled?.includes(name)));
    }
  };
  bound.addEventListener("change", show);
  for (const name of names) document.getElementById(`id_${name}`)?.addEventListener("change", show);
  show();
}

function put(field, value, label) {
  if (field.matches("select") && value && ![...field.options].some((option) => option.value === value)) {
    field.add(new Option(label, value));
  }
  field.value = value;
  const fold = value && field.closest("fieldset > details");
  if (fold) fold.open = true;
  // Select2 draws its own box, and hears of it by this.
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

function offerChoices(report) {
  for (const button of report.querySelectorAll("button[data-choose]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const field = document.getElementById(`id_${button.dataset.choose}`);
      if (field) put(field, button.dataset.code, button.dataset.code);
      document.querySelector("button[data-check]").click();
    });
  }
}

function check() {
  const button = document.querySelector("button[data-check]");
  if (!button) return;
  const report = document.getElementById(button.dataset.check);
  button.addEventListener("click", async (event) => {
    event.preventDefault();
    button.disabled = true;
    try {
      const answer = await fetch(button.formAction, {
        method: "POST",
        body: new FormData(button.form),
        headers: { "X-Part": "report" },
      });
      if (!answer.ok) throw new Error(answer.statusText);
      report.innerHTML = await answer.text();
      offerChoices(report);
      report.scrollIntoView({ block: "nearest" });
    } catch {
      report.textContent = "The check did not get an answer. What you entered is still here; try again.";
    }
    button.disabled = false;
  });
}

// A figure within a period needs one of its ends.
function askForPeriod() {
  const temporal = document.getElementById("id_temporal");
  const start = document.getElementById("id_period_start");
  const end = document.getElementById("id_period_end");
  if (!temporal || !start || !end) return;
  const show = () => start.toggleAttribute("data-needed", temporal.value === "interval" && end.value.trim() === "");
  for (const field of [temporal, end]) field.addEventListener("change", show);
  show();
}

// What is on record fills in what is left open of a new claim. Each such value is marked with what it comes of, until
// somebody changes it, and follows what they enter elsewhere.
function fillIn() {
  const box = document.querySelector("[data-defaults]");
  const form = box?.closest("form");
  if (!form) return;
  const statement = document.getElementById("id_statement");
  // The precision has a value from the beginning that says nothing yet.
  const isGiven = new URLSearchParams(window.location.search).has("date_precision");
  const held = new Set(isGiven ? [] : ["date_precision"]);
  let filling = false;
  let again = false;

  function mark(name, why) {
    const field = document.getElementById(`id_${name}`);
    const note = document.getElementById(`default_${name}`) ?? document.createElement("p");
    note.id = `default_${name}`;
    note.className = "help default-note";
    note.textContent = why;
    // Sent with the form: where it comes back, it is marked as before.
    const sent = document.createElement("input");
    Object.assign(sent, { type: "hidden", name: "_filled", value: `${name}|${why}|${field.value}` });
    note.append(sent);
    (whole(field).querySelector(".help") ?? whole(field).lastElementChild).after(note);
    // What was guessed from an article is said there, and follows nothing else.
    if (!why.startsWith("guessed:")) held.add(name);
  }

  function unmark(name) {
    document.getElementById(`default_${name}`)?.remove();
    held.delete(name);
  }

  function apply({ fields, sentence }) {
    filling = true;
    for (const name of held) {
      if (name in fields || name === "statement" || !document.getElementById(`default_${name}`)) continue;
      unmark(name);
      put(document.getElementById(`id_${name}`), "", "");
    }
    for (const [name, one] of Object.entries(fields)) {
      const field = document.getElementById(`id_${name}`);
      if (!field || (field.value !== "" && !held.has(name))) continue;
      put(field, one.value, one.label);
      mark(name, one.why);
    }
    if (sentence && (held.has("statement") || document.activeElement === statement) && isOurs()) {
      put(statement, sentence, "");
      mark("statement", "made of the fields: make it yours");
      if (document.activeElement === statement) statement.select();
    }
    filling = false;
  }

  function isOurs() {
    return statement.value.trim() === "" || held.has("statement");
  }

  async function once() {
    const asked = new FormData(form);
    asked.set("_held", [...held].join(","));
    const answer = await fetch(box.dataset.defaults, { method: "POST", body: asked }).catch(() => undefined);
    if (answer?.ok && !answer.redirected) apply(await answer.json());
  }

  // One question at a time, and the last one over the whole form: the site answers few at once.
  function ask() {
    again = true;
    form.settling ??= (async () => {
      while (again) {
        again = false;
        await once();
      }
      form.settling = undefined;
    })();
  }

  function changed(event) {
    if (filling) return;
    unmark(event.target.name);
    if (event.type !== "input" && event.target !== statement) ask();
  }

  for (const line of box.querySelectorAll("[data-default]")) mark(line.dataset.default, line.dataset.why);
  box.replaceChildren();
  box.hidden = true;
  for (const type of ["input", "change"]) form.addEventListener(type, changed);
  window.django.jQuery(form).on("select2:select", changed);
  // Who looked at the choices and left them has decided.
  window.django.jQuery(form).on("select2:close", (event) => unmark(event.target.name));
  // A sentence that nobody wrote is gone to like a field that is empty.
  statement.toggleAttribute("data-unread", held.has("statement"));
  statement.addEventListener("focus", () => {
    statement.removeAttribute("data-unread");
    if (isOurs()) ask();
  });
}

readNumbers();
followBound();
askForPeriod();
fillIn();
check();
