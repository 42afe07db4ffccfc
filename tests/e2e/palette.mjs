// Makes a screenshot small: a PNG of 8-bit colours becomes one of at most 256
// colours, each as near to what it was as that allows. Screens have few colours
// and many shades of letters, so that nobody sees it; it halves the file.

import { deflateSync, inflateSync } from "node:zlib";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const MOST = 256;

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, nth) => {
  let it = nth;
  for (let bit = 0; bit < 8; bit += 1) it = it & 1 ? (it >>> 1) ^ 0xedb88320 : it >>> 1;
  return it;
});

function crc(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = (sum >>> 8) ^ CRC_TABLE[(sum ^ byte) & 0xff];
  return (sum ^ 0xffffffff) >>> 0;
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc(body));
  return Buffer.concat([length, body, check]);
}

/** The chunks of a PNG, those of one name joined. */
function chunks(png) {
  const all = {};
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const name = png.toString("latin1", at + 4, at + 8);
    all[name] = Buffer.concat([all[name] ?? Buffer.alloc(0), png.subarray(at + 8, at + 8 + length)]);
    at += 12 + length;
  }
  return all;
}

/** The predictor of Paeth, as PNG defines it. */
function paeth(left, up, corner) {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

/** Width, height and the colours (0xRRGGBB) of a PNG as Chromium writes it. */
function read(png) {
  const { IHDR, IDAT } = chunks(png);
  const [width, height] = [IHDR.readUInt32BE(0), IHDR.readUInt32BE(4)];
  const [depth, kind, , , interlace] = IHDR.subarray(8);
  const samples = { 2: 3, 6: 4 }[kind];
  if (depth !== 8 || !samples || interlace) throw new Error(`no PNG of 8-bit colours: ${depth}, ${kind}, ${interlace}`);
  const raw = inflateSync(IDAT);
  const row = width * samples;
  const lines = Buffer.alloc(row * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (row + 1)];
    for (let x = 0; x < row; x += 1) {
      const at = y * row + x;
      const left = x < samples ? 0 : lines[at - samples];
      const up = y === 0 ? 0 : lines[at - row];
      const corner = x < samples || y === 0 ? 0 : lines[at - row - samples];
      const added = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
      lines[at] = raw[y * (row + 1) + 1 + x] + added;
    }
  }
  const colours = Uint32Array.from({ length: width * height }, (_, nth) => {
    const at = nth * samples;
    return (lines[at] << 16) | (lines[at + 1] << 8) | lines[at + 2];
  });
  return { width, height, colours };
}

const parts = (colour) => [colour >> 16, (colour >> 8) & 0xff, colour & 0xff];

function distance(one, other) {
  const [r, g, b] = parts(one);
  const [red, green, blue] = parts(other);
  return Math.max(Math.abs(r - red), Math.abs(g - green), Math.abs(b - blue));
}

/** The commonest colours of which every other one is less than `far` away, or null if they are too many. */
function cover(byCount, far) {
  const chosen = [];
  for (const colour of byCount) {
    if (chosen.some((it) => distance(it, colour) < far)) continue;
    if (chosen.length === MOST) return null;
    chosen.push(colour);
  }
  return chosen;
}

/** The same picture in few colours. */
export function inFewColours(png) {
  const { width, height, colours } = read(png);
  const counts = new Map();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const byCount = [...counts].toSorted(([one, a], [other, b]) => b - a || one - other).map(([colour]) => colour);
  let chosen = null;
  for (let far = 1; chosen === null; far += 1) chosen = cover(byCount, far);
  const nearest = (colour) =>
    chosen.reduce((best, it, nth) => (distance(it, colour) < distance(chosen[best], colour) ? nth : best), 0);
  const places = new Map(byCount.map((colour) => [colour, nearest(colour)]));
  const lines = Buffer.alloc((width + 1) * height);
  colours.forEach((colour, nth) => {
    lines[Math.floor(nth / width) * (width + 1) + 1 + (nth % width)] = places.get(colour);
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits, by palette.
  header.set([8, 3], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("PLTE", Buffer.from(chosen.flatMap(parts))),
    chunk("IDAT", deflateSync(lines, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
