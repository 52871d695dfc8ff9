/* For pages that embed charts of Munitions Flows: sets the height of each frame to that of the chart in it.
   It listens to frames of the site that it was loaded from, and to nothing else. The function keeps
   its names out of those pages. */
(() => {
  const script = document.currentScript;
  const site = script && new URL(script.src).origin;
  if (!site || window.munitionsFlowsFrames) return;
  window.munitionsFlowsFrames = true;
  window.addEventListener("message", (event) => {
    const said = event.data;
    if (event.origin !== site || !said || said.type !== "munitions-flows:height") return;
    if (typeof said.height !== "number" || !(said.height > 0 && said.height < 20000)) return;
    document.querySelectorAll("iframe").forEach((frame) => {
      if (frame.contentWindow === event.source) frame.height = String(Math.ceil(said.height));
    });
  });
})();
