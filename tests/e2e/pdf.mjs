// Reads what a PDF of Chromium says, page by page: text in the order in which
// it is painted, by each font's own table of characters.

import assert from "node:assert/strict";
import { constants, inflateSync } from "node:zlib";

/** The text of each page, without spaces and with one form for each character. */
export function pagesOf(bytes) {
  const objects = objectsOf(Buffer.from(bytes).toString("latin1"));
  const root = [...objects.values()].find((it) => /\/Type\s*\/Catalog\b/.test(it));
  return leaves(objects, objects.get(root.match(/\/Pages (\d+) 0 R/)[1])).map((page) => textOf(objects, page));
}

/** As a page's text is compared. */
export const plain = (text) => text.normalize("NFKC").replace(/[\s\u200b\ufeff]+/g, "");

function objectsOf(file) {
  const found = file.matchAll(/(?:^|\n)(\d+) 0 obj\s([\s\S]*?)\nendobj/g);
  return new Map([...found].map(([, number, content]) => [number, content]));
}

/** The pages below a node of the tree of pages, in order. */
function leaves(objects, node) {
  if (/\/Type\s*\/Page\b/.test(node)) return [node];
  const kids = node.match(/\/Kids\s*\[([^\]]*)\]/)[1].matchAll(/(\d+) 0 R/g);
  return [...kids].flatMap(([, kid]) => leaves(objects, objects.get(kid)));
}

function streamOf(object) {
  const start = object.indexOf("stream") + "stream".length;
  return inflateSync(Buffer.from(object.slice(start).replace(/^\r?\n/, ""), "latin1"), {
    finishFlush: constants.Z_SYNC_FLUSH,
  }).toString("latin1");
}

/** What the codes of a font stand for, and of how many digits a code is. */
function tableOf(objects, font) {
  const table = new Map();
  const stream = font.match(/\/ToUnicode (\d+) 0 R/);
  if (!stream) return { table, digits: 4 };
  const text = streamOf(objects.get(stream[1]));
  const digits = text.match(/begincodespacerange\s*<([0-9A-F]+)>/i)[1].length;
  const code = (hex) => Number.parseInt(hex, 16);
  for (const [, block] of text.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, from, to] of block.matchAll(/<([0-9A-F]+)>\s*<([0-9A-F]+)>/gi)) table.set(code(from), inUtf16(to));
  }
  for (const [, block] of text.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, first, last, to] of block.matchAll(/<([0-9A-F]+)>\s*<([0-9A-F]+)>\s*<([0-9A-F]+)>/gi)) {
      for (let at = code(first); at <= code(last); at++) {
        table.set(at, String.fromCodePoint(inUtf16(to).codePointAt(0) + at - code(first)));
      }
    }
  }
  return { table, digits };
}

const inUtf16 = (hex) => Buffer.from(hex, "hex").swap16().toString("utf16le");

/** Fonts, spans that say what they stand for, and shown codes, as they come. */
const PIECES = /\/(F\d+) [\d.]+ Tf|\/Span<<\/ActualText <([0-9A-F]+)>\s*>>\s*BDC|\bEMC\b|<([0-9A-F]*)>(?=[^<>[\]]*(?:Tj|\]\s*TJ|<))/gi;

function textOf(objects, page) {
  const fonts = new Map();
  for (const [, name, number] of page.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    fonts.set(name, tableOf(objects, objects.get(number)));
  }
  const content = streamOf(objects.get(page.match(/\/Contents (\d+) 0 R/)[1]));
  let [font, instead, text] = [undefined, undefined, ""];
  for (const [all, name, actual, codes] of content.matchAll(PIECES)) {
    if (name) font = fonts.get(name);
    else if (actual) {
      instead = true;
      text += inUtf16(actual.replace(/^FEFF/i, ""));
    } else if (all === "EMC") instead = undefined;
    else if (codes && !instead) {
      assert.ok(font, "codes are shown before a font is chosen");
      for (let at = 0; at < codes.length; at += font.digits) {
        text += font.table.get(Number.parseInt(codes.slice(at, at + font.digits), 16)) ?? "";
      }
    }
  }
  return plain(text);
}
