// The day of the page: a slider over the days on which something was stated. Without it the date field does the same.
const form = document.querySelector("[data-as-of]");
const slider = form?.querySelector("input[type=range]");

if (slider?.dataset.days) {
  const days = slider.dataset.days.split(",");
  const field = form.querySelector("input[type=date]");
  const output = form.querySelector("output");
  const words = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const say = (day) => (day ? words.format(new Date(day)) : "today");

  // One place past the last day stands for today, which the address writes as no day at all.
  const chosen = () => days[Number(slider.value)] ?? "";
  const show = () => {
    output.textContent = say(chosen());
    slider.setAttribute("aria-valuetext", output.textContent);
  };
  const go = () => {
    // A field without a value would still put "as_of=" into the address.
    field.disabled = field.value === "";
    form.submit();
  };

  slider.hidden = false;
  output.hidden = false;
  output.textContent = say(field.value);
  slider.setAttribute("aria-valuetext", output.textContent);
  slider.addEventListener("input", () => {
    field.value = chosen();
    show();
  });
  // A dragged slider answers when it is let go; one moved by keys waits for Enter or the button.
  slider.addEventListener("pointerup", go);
  slider.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      go();
    }
  });
  form.addEventListener("submit", () => {
    field.disabled = field.value === "";
  });
  // A page that comes back from the browser's memory must not keep its field switched off.
  window.addEventListener("pageshow", () => {
    field.disabled = false;
  });
}
