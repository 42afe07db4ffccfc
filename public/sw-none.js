// In place of sw.js: takes back what an earlier version has kept in a browser. For development, and for an address
// that is given up (docs/hosting.md).

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(takeBack()));

async function takeBack() {
  const ours = `tidu ${new URL(registration.scope).pathname} `;
  const names = (await caches.keys()).filter((name) => name.startsWith(ours));
  await Promise.all(names.map((name) => caches.delete(name)));
  await registration.unregister();
}
