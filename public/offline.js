// Has sw.js keep the page, looks for a new version of it, and takes that when told to.
//
// The app reads `data-offline` of the root element at every event "tidu-offline": preparing, ready, failed, or new
// (a version waits). It says "tidu-take". A page without a version, from a file or over plain http, keeps nothing.

const root = document.documentElement;
const DAY = 86_400_000;

if (root.dataset.version && "serviceWorker" in navigator && location.protocol !== "file:") {
  // What the page itself needs goes first.
  addEventListener("TrunkApplicationStarted", keep);
}

function tell(state) {
  root.dataset.offline = state;
  dispatchEvent(new Event("tidu-offline"));
}

async function keep() {
  tell("preparing");
  try {
    follow(await navigator.serviceWorker.register("sw.js", { updateViaCache: "none" }));
  } catch {
    tell("failed");
  }
}

function follow(registration) {
  let waits = false;
  const look = () => {
    // Once another page has taken it, this one still has the old.
    waits ||= registration.active && registration.waiting;
    if (waits) tell("new");
    else if (registration.active) tell("ready");
    else if (!registration.installing && !registration.waiting) tell("failed");
  };
  const watch = (worker) => worker?.addEventListener("statechange", look);
  watch(registration.installing);
  watch(registration.waiting);
  registration.addEventListener("updatefound", () => watch(registration.installing));
  navigator.serviceWorker.ready.then(look);
  look();

  // The browser looks for a new version whenever the page opens; one left open for days looks once a day.
  let looked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" || Date.now() - looked < DAY) return;
    looked = Date.now();
    registration.update().catch(() => {});
  });

  addEventListener("tidu-take", () => {
    const { waiting } = registration;
    // Another page may have taken it already.
    if (!waiting) return location.reload();
    waiting.addEventListener("statechange", () => waiting.state === "activated" && location.reload());
    waiting.postMessage("take");
  });
}
