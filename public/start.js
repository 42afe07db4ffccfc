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
  // The language that was chosen on an earlier visit: its page is beside this one. A page from a file may be alone.
  function chosen() {
    try {
      return location.protocol === "file:" ? null : localStorage.getItem("tidu/language");
    } catch (denied) {
      return null;
    }
  }
  var root = document.documentElement;
  if (chosen() && chosen() !== root.lang) {
    location.replace(root.getAttribute("data-other") + location.hash);
    return;
  }
  // What stands in front is the first page; an address of another one shows nothing of it.
  if (!/^(#\/?)?$/.test(location.hash)) boot("-front").setAttribute("hidden", "");
  // A program of one type, a function that takes a reference: the youngest thing that ours is made of.
  var PROGRAM = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 1, 111, 0];
  function isOld() {
    if (typeof WebAssembly !== "object" || !("noModule" in document.createElement("script"))) return true;
    return !WebAssembly.validate(new Uint8Array(PROGRAM));
  }
  if (isOld()) {
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
