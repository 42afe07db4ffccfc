// A host of a test's own, for what was built. It writes down all it is asked by whomever, the worker of the page
// included; it can go away and come back.

import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** What `cargo xtask dist` built. */
export const BUILT = fileURLToPath(new URL("../../dist/", import.meta.url));

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webmanifest": "application/manifest+json",
};

/**
 * A copy of what was built, on a host of its own under `base`; `asked` is all it was asked for.
 *
 * - `more`: `(name) => headers`, what it sends besides
 * - `isCompressed`: whether it sends the brotli variants where they may be
 */
export async function open(t, base = "/", { more = () => ({}), isCompressed = false } = {}) {
  const folder = await mkdtemp(join(tmpdir(), "tidu-host-"));
  await cp(BUILT, folder, { recursive: true });
  const host = { folder, asked: [], server: undefined, port: 0, more, isCompressed };
  host.start = async () => {
    host.server = createServer((request, response) => answer(host, base, request, response));
    await new Promise((done) => host.server.listen(host.port, "127.0.0.1", done));
    host.port = host.server.address().port;
  };
  host.stop = async () => {
    const ended = new Promise((done) => host.server.close(done));
    host.server.closeAllConnections();
    await ended;
  };
  await host.start();
  host.url = `http://127.0.0.1:${host.port}${base}`;
  host.packages = `${host.url}#/packages`;
  t.after(async () => {
    host.server.closeAllConnections();
    host.server.close();
    await rm(folder, { recursive: true, force: true });
  });
  return host;
}

async function answer(host, base, request, response) {
  const { pathname } = new URL(request.url, "http://host");
  host.asked.push(`${request.method} ${request.url}`);
  const name = pathname.slice(base.length).replace(/(^|\/)$/, "$1index.html");
  try {
    if (!pathname.startsWith(base)) throw new Error("elsewhere");
    const variant = host.isCompressed && /\bbr\b/.test(request.headers["accept-encoding"]) && TYPES[extname(name)] !== "image/png";
    const bytes = await readFile(join(host.folder, variant ? `${name}.br` : name));
    const type = TYPES[extname(name)] ?? "application/octet-stream";
    const encoding = variant ? { "content-encoding": "br", vary: "Accept-Encoding" } : {};
    response.writeHead(200, { "content-type": type, "cache-control": "no-cache", ...encoding, ...host.more(name) });
    response.end(bytes);
  } catch {
    response.writeHead(404).end();
  }
}
