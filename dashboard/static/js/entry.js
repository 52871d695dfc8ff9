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

function choose(name, code) {
  const select = document.getElementById(`id_${name}`);
  if (!select) return;
  if (![...select.options].some((option) => option.value === code)) select.add(new Option(code, code));
  select.value = code;
  // Select2 draws its own box and listens to Django's jQuery alone.
  window.django?.jQuery?.(select).trigger("change");
}

function offerChoices(report) {
  for (const button of report.querySelectorAll("button[data-choose]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      choose(button.dataset.choose, button.dataset.code);
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

readNumbers();
followBound();
check();
