// Clears the static page away once the app is up, or says in words why it
// does not open. Written for old browsers too: no syntax younger than 2009.
(function () {
  "use strict";
  function boot(name) {
    return document.getElementById("boot" + name);
  }
  // Once the app is up, #boot is gone and nothing here has a say any more.
  function say(name) {
    if (!boot(name)) return;
    boot("-opening").setAttribute("hidden", "");
    boot(name).removeAttribute("hidden");
  }
  if (typeof WebAssembly !== "object" || !("noModule" in document.createElement("script"))) {
    say("-old");
    return;
  }
  say("-opening");
  function failed() {
    say("-failed");
  }
  window.addEventListener("error", failed, true);
  window.addEventListener("unhandledrejection", failed);
  window.addEventListener("TrunkApplicationStarted", function () {
    if (boot("")) boot("").parentNode.removeChild(boot(""));
  });
})();
