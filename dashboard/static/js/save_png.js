// Saves a chart as PNG: the drawing that the server sends as SVG, painted as wide as the button says, or at twice its
// size. Without it there is the SVG.
const SCALE = 2;

function loaded(address) {
  return new Promise((done, fail) => {
    const image = new Image();
    image.onload = () => done(image);
    image.onerror = () => fail(new Error("the drawing could not be read"));
    image.src = address;
  });
}

async function png(address, width) {
  const url = new URL(address, document.baseURI);
  url.searchParams.set("theme", matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  const named = /filename="([^"]+)\.svg"/.exec(answer.headers.get("Content-Disposition") ?? "");
  const drawing = URL.createObjectURL(await answer.blob());
  try {
    const image = await loaded(drawing);
    const canvas = document.createElement("canvas");
    const scale = width ? width / image.naturalWidth : SCALE;
    canvas.width = Math.round(image.naturalWidth * scale);
    canvas.height = Math.round(image.naturalHeight * scale);
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
    return { blob, name: `${named?.[1] ?? "chart"}${width ? `-${width}` : ""}.png` };
  } finally {
    URL.revokeObjectURL(drawing);
  }
}

function offerPng() {
  for (const button of document.querySelectorAll("button[data-png]")) {
    button.closest("[hidden]").hidden = false;
    button.addEventListener("click", async () => {
      button.setAttribute("aria-busy", "true");
      try {
        const { blob, name } = await png(button.dataset.png, Number(button.dataset.width));
        const link = document.createElement("a");
        link.href = URL.createObjectURL(blob);
        link.download = name;
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
      } catch {
        // The drawing itself is the next best thing, and it is what the neighbouring link gives.
        location.assign(button.dataset.png);
      } finally {
        button.removeAttribute("aria-busy");
      }
    });
  }
}

offerPng();
document.addEventListener("page:drawn", offerPng);
