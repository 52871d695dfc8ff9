/* For pages that embed charts of Munitions Flows: sets the height of each frame to that of the chart in it.
   It listens to frames of the site that it was loaded from, and to nothing else. */
(function () {
  "use strict";
  var script = document.currentScript;
  var site = script && new URL(script.src).origin;
  if (!site || window.munitionsFlowsFrames) return;
  window.munitionsFlowsFrames = true;
  window.addEventListener("message", function (event) {
    var said = event.data;
    if (event.origin !== site || !said || said.type !== "munitions-flows:height") return;
    if (typeof said.height !== "number" || !(said.height > 0 && said.height < 20000)) return;
    document.querySelectorAll("iframe").forEach(function (frame) {
      if (frame.contentWindow === event.source) frame.height = String(Math.ceil(said.height));
    });
  });
})();
