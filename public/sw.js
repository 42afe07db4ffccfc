// Keeps one whole version of the page, to open it without a network. `cargo xtask dist` fills in the version and
// the SHA-256 of every file.
//
// A version is fetched whole and held to these digests before it counts; it takes the place of the one before when
// all pages are closed, or when the user says so. Nothing is asked of the network but these files, on this host.

const VERSION = "";
const FILES = {};

const OURS = `tidu ${new URL(registration.scope).pathname} `;
const CACHE = OURS + VERSION;

addEventListener("install", (event) => event.waitUntil(fetchAll()));
addEventListener("activate", (event) => event.waitUntil(forgetOthers()));
addEventListener("message", (event) => event.data === "take" && skipWaiting());
addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  const name = nameOf(new URL(url));
  if (method === "GET" && Object.hasOwn(FILES, name)) event.respondWith(kept(name, event.request));
});

// The file at an address; the page itself is "./". Others, even below us, are no business of ours.
function nameOf(url) {
  const bare = url.origin + url.pathname;
  const name = bare.startsWith(registration.scope) ? bare.slice(registration.scope.length) : bare;
  return name === "" || name === "index.html" ? "./" : name;
}

// A browser may clear what it keeps; then the network is all there is.
async function kept(name, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(name)) ?? fetch(request);
}

async function fetchAll() {
  // A version that was taken back by its host may come again.
  const isThere = await caches.has(CACHE);
  try {
    const cache = await caches.open(CACHE);
    await Promise.all(Object.entries(FILES).map(async ([name, digest]) => cache.put(name, await file(name, digest))));
  } catch (fault) {
    if (!isThere) await caches.delete(CACHE);
    throw fault;
  }
}

async function forgetOthers() {
  const names = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
  await Promise.all(names.map((name) => caches.delete(name)));
  // The page of the first visit is ours as well: a new version waits for it too.
  await clients.claim();
}

// Some hosts send the page for its folder, some by its name only.
async function file(name, digest) {
  for (const address of name === "./" ? ["./", "index.html"] : [name]) {
    const response = await fetch(address, { cache: "no-cache" });
    const bytes = await response.arrayBuffer();
    if (response.ok && (await sha256(bytes)) === digest) return again(response, bytes);
  }
  throw new Error(`${name} is not that of version ${VERSION}`);
}

// What is kept is neither compressed nor redirected any more.
function again(response, bytes) {
  const headers = new Headers(response.headers);
  for (const name of ["content-encoding", "content-length", "vary"]) headers.delete(name);
  return new Response(bytes, { headers });
}

async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
