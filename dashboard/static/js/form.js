// Every form of the desk: kept while somebody types, left only after a warning, and filled in without a mouse.
// Without it a form is saved as ever, and one that was sent without a session is given back by the server.

const KEEP_AFTER = 1000;
const output = document.querySelector("output[data-keep]");
const form = output?.form ?? output?.closest("form");
const jQuery = window.django?.jQuery;

function signedOut(answer) {
  return answer.redirected || answer.status === 403;
}

// Signing in again makes another token for forms: this page takes it from a fresh copy of itself.
async function takeFreshToken() {
  const answer = await fetch(window.location.href);
  const fresh = answer.redirected ? null : new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = fresh?.querySelector("form input[name=csrfmiddlewaretoken]")?.value;
  if (token) form.elements.csrfmiddlewaretoken.value = token;
  return Boolean(token);
}

function send() {
  return fetch(output.dataset.keep, { method: "POST", body: new FormData(form) });
}

async function keep() {
  try {
    let answer = await send();
    if (signedOut(answer) && (await takeFreshToken())) answer = await send();
    if (signedOut(answer)) {
      output.textContent =
        "You are signed out. Save as usual: once you have signed in, you find here what you entered.";
    } else {
      output.textContent = (await answer.json()).said;
    }
  } catch {
    output.textContent = "Not kept: no answer from the site. What you entered is still here.";
  }
}

function keepWhileTyping() {
  let waiting = 0;
  let unsaved = false;
  const changed = () => {
    unsaved = true;
    clearTimeout(waiting);
    waiting = setTimeout(keep, KEEP_AFTER);
  };
  for (const type of ["input", "change"]) form.addEventListener(type, changed);
  // What is chosen from a list is said to Django's jQuery alone; so is a change of nothing, once the page is there.
  jQuery(form).on("select2:select", changed);
  form.addEventListener("submit", () => {
    unsaved = false;
    clearTimeout(waiting);
  });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });
}

// --- Keys ---

function drawn(field) {
  return field.nextElementSibling?.querySelector?.(".select2-selection") ?? field;
}

function unfold(field) {
  const fold = field.closest("fieldset > details");
  if (fold) fold.open = true;
}

function focusOn(field) {
  unfold(field);
  const target = drawn(field);
  target.focus();
  if (target.select) target.select();
  target.scrollIntoView({ block: "nearest" });
}

function isOpen(field) {
  if (field.matches("[data-unread]")) return true;
  if (field.value.trim() !== "" || field.type === "hidden" || field.closest("[hidden]")) return false;
  return form.querySelector(`label.required[for="${field.id}"]`) !== null || field.matches("[data-needed]");
}

// The next field that is needed and still empty, or to be read, after this one first; the button that hands the form on once there is none.
async function goOn(from) {
  // A claim's form may be filled in by what was just entered.
  await form.settling;
  const fields = [...form.elements].filter((one) => one.id && one.matches("input, select, textarea"));
  const at = fields.indexOf(from);
  const next = [...fields.slice(at + 1), ...fields.slice(0, at)].find(isOpen);
  if (next) focusOn(next);
  else (form.querySelector("[name=_submit]") ?? form.querySelector("[name=_save]"))?.focus();
}

// What the list that is open answers to, and whether a choice is to be taken once it answers to what was typed.
let answered;
let taking = false;

function take() {
  const open = document.querySelector(".select2-container--open .select2-dropdown");
  const typed = open?.querySelector(".select2-search__field").value;
  taking = open !== null && answered !== typed;
  if (taking) return;
  const choice = open?.querySelector(".select2-results__option--highlighted[aria-selected]");
  choice?.dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
}

function followLists() {
  jQuery(document).on("ajaxComplete", (_event, _answer, { url }) => {
    answered = new URL(url, window.location.href).searchParams.get("term") ?? "";
    // Select2 draws the list after this.
    if (taking) setTimeout(take);
  });
}

function enterByKeys() {
  let chosenByKey = false;
  jQuery(document).on("select2:open", () => {
    chosenByKey = false;
    answered = undefined;
    document.querySelector(".select2-container--open .select2-search__field")?.focus();
  });
  jQuery(form).on("select2:close", (event) => {
    if (chosenByKey) setTimeout(() => goOn(event.target));
  });
  // Select2 would ask again, and so drop the answer that is on its way.
  document.addEventListener(
    "keyup",
    (event) => {
      if (["Enter", "Tab"].includes(event.key) && event.target.matches(".select2-search__field"))
        event.stopImmediatePropagation();
    },
    true,
  );
  document.addEventListener(
    "keydown",
    (event) => {
      const { key, target } = event;
      if (key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        (form.querySelector("[name=_submit]") ?? form.querySelector("[name=_save]"))?.click();
      } else if (target.matches(".select2-search__field")) {
        const taken = key === "Enter" || (key === "Tab" && target.value.trim() !== "");
        if (!taken) return;
        chosenByKey = true;
        event.preventDefault();
        event.stopImmediatePropagation();
        take();
      } else if (target.matches(".select2-selection") && key.length === 1 && key !== " " && !event.ctrlKey) {
        const select = target.closest(".select2").previousElementSibling;
        if (select) jQuery(select).select2("open");
      } else if (
        key === "Enter" &&
        form.contains(target) &&
        target.matches("input:not([type=submit]), select, [data-one-line]")
      ) {
        event.preventDefault();
        goOn(target);
      }
    },
    true,
  );
}

// --- What is wrong ---

// Where somebody begins: at what is wrong, else at the first field of a new record that is still open. Django's own script may have gone to
// a button above it.
function begin(faults) {
  const isNew = document.getElementById("django-admin-form-add-constants")?.dataset.modelName;
  const first = form.querySelector("fieldset :is(input:not([type=hidden]), select, textarea)");
  const at = document.activeElement;
  const begun = at?.closest("fieldset, .select2-container");
  if (faults) faults.focus();
  else if (isNew && first?.value) goOn(first);
  else if (at?.matches(".select2-hidden-accessible")) drawn(at).focus();
  else if (isNew && first && !begun) drawn(first).focus();
}

function leadToFaults() {
  const faults = document.getElementById("faults");
  // Once the choices are drawn.
  window.addEventListener("load", () => jQuery(() => begin(faults)));
  for (const link of faults?.querySelectorAll("a[href^='#']") ?? []) {
    link.addEventListener("click", (event) => {
      const field = document.getElementById(link.hash.slice(1));
      if (!field) return;
      event.preventDefault();
      focusOn(field);
    });
  }
}

// A day that is entered in full is known to the day, until somebody says otherwise.
function knowToTheDay() {
  const precision = form.elements.date_precision;
  const day = form.elements.published_on;
  if (!precision || !day) return;
  day.addEventListener("change", () => {
    if (day.value.trim() !== "" && precision.value === "") precision.value = "day";
  });
}

if (form && jQuery) {
  knowToTheDay();
  keepWhileTyping();
  followLists();
  enterByKeys();
  leadToFaults();
}
