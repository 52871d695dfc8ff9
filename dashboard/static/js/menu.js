// The menus of the masthead close when the reader goes elsewhere. Without it they close when another one is opened.
const menus = document.querySelectorAll(".sections details");

function closeBut(kept) {
  for (const menu of menus) if (menu !== kept) menu.open = false;
}

document.addEventListener("pointerdown", (event) => closeBut(event.target.closest(".sections details")));
for (const menu of menus) {
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}
