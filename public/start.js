// Says in words why the page does not open. Written for old browsers too:
// no syntax younger than 2009, no dependence on the app.
(function () {
  "use strict";
  function show(id) {
    var hidden = document.getElementById(id);
    var opening = document.getElementById("boot-opening");
    if (hidden) {
      hidden.removeAttribute("hidden");
      // The app removes #boot when it takes over; until then nothing is open.
      if (opening && opening !== hidden) opening.setAttribute("hidden", "");
    }
  }
  if (typeof WebAssembly !== "object" || !("noModule" in document.createElement("script"))) {
    show("boot-old");
    return;
  }
  show("boot-opening");
  function failed() {
    show("boot-failed");
  }
  window.addEventListener("error", failed, true);
  window.addEventListener("unhandledrejection", failed);
})();
