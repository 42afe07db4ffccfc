// Files that somebody brings: what is wrong with them is said in one line that
// names the place, and the own draft is not touched.

import assert from "node:assert/strict";
import { mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { APP_URL, commandLine, newHome } from "./harness.mjs";
import {
  arrive,
  assertQuiet,
  bring,
  enter,
  eventually,
  focused,
  goTo,
  press,
  stored,
  untilSaved,
  untilShown,
  valueOf,
} from "./form.mjs";

const facts = (inside) => `{"format": "tidu-facts", "version": 1, "facts": ${inside}}`;

/** What is brought, and what is said of it. The command line must say the same. */
const REFUSED = [
  ["no JSON", "企业名称,营业收入\n甲公司,2436.4\n", "第 1 行第 1 列：不是 JSON，或嵌套太深"],
  ["nothing", "", "第 1 行第 0 列：JSON 不完整，后半部分缺失"],
  ["half of a file", '{\n  "format": "tidu-facts",\n  "facts": {"revenue"', "第 3 行第 21 列：JSON 不完整，后半部分缺失"],
  ["a key written twice", facts('{"revenue": {"2025": "1", "2025": "2"}}'), "facts.revenue.2025：这个键写了两次"],
  ["a number where a text must stand", facts('{"revenue": {"2025": 2436}}'), "facts.revenue.2025：应为写成文本的十进制数"],
  ["a fraction", facts('{"employees": {"2025": 68.5}}'), "facts.employees.2025：数字须为整数"],
  ["a text where a number must stand", facts('{"employees": {"2025": "68"}}'), "facts.employees.2025：应为整数"],
  ["a text where yes or no must stand", facts('{"legal-person": "是"}'), "facts.legal-person：应为true 或 false"],
  ["a list that is none", facts('{"ip-items": []}'), "facts.ip-items：应为清单"],
  ["an unknown fact", facts('{"revnue": {"2025": "1"}}'), "facts.revnue：没有这个填报项"],
  [
    "an unknown field",
    facts('{"ip-items": {"complete": true, "items": [{}, {"colour": "red"}]}}'),
    "facts.ip-items.items[1].colour：这个清单没有这个字段",
  ],
  ["a choice that is none", facts('{"registered-place": "上海"}'), "facts.registered-place：不在选项之中：leping"],
  ["an amount below zero", facts('{"revenue": {"2025": "-5"}}'), "facts.revenue.2025：不能小于 0"],
  ["no such day", facts('{"founded-on": "2024-02-30"}'), "facts.founded-on：应为存在的日期"],
  ["another format", '{"format": "other", "version": 1, "facts": {}}', "不是本程序的填报文件"],
  ["an array", "[]", "应为对象"],
  ["a later version", '{"format": "tidu-facts", "version": 2, "facts": {}}', "是第 2 版格式，比本程序新"],
  ["too deep a nest", "[".repeat(100_000), "不是 JSON，或嵌套太深"],
  ["too many values", `[${"0,".repeat(1_000_000)}0]`, "内容超过 1000000 个值"],
];

/** Too large or not text at all: the command line reads files in its own way. */
const UNREADABLE = [
  ["11 MB", Buffer.alloc(11 * 1024 * 1024, " "), "文件超过 10 MB"],
  ["65 MB", Buffer.alloc(65 * 1024 * 1024, " "), "文件太大，不是本工具导出的。"],
  ["another encoding", Buffer.from([0x7b, 0x22, 0xbc, 0xd7, 0xb9, 0xab, 0xcb, 0xbe, 0x22, 0x7d]), "不是 UTF-8 编码的文本。"],
];

test("what is no file of this program is refused by name and place, and the own draft stays", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/profile/identity` });
  await enter(visitor, "enterprise-name", "原来的公司");
  await untilSaved(visitor);
  const kept = await stored(visitor);
  await goTo(visitor, "#/d/own/packages");
  const folder = await mkdtemp(join(visitor.home.downloads, "../brought-"));

  for (const [what, content, why] of [...REFUSED, ...UNREADABLE]) {
    await t.test(what, async () => {
      const path = join(folder, `${what}.json`);
      await writeFile(path, content);
      await visitor.choose("#file", path);
      await untilShown(visitor, why);
      const told = (await visitor.words("#brought")).replace(/\s+/g, "");
      assert.ok(told.startsWith("没有采用，原有草稿未动。"), told);
      await eventually(async () => assert.equal(await focused(visitor), "brought"));
      assert.equal(await visitor.page.$eval("#brought", (it) => it.getAttribute("role")), "alert");
      assert.deepEqual(await stored(visitor), kept);
      assert.match(await visitor.words(".who"), /原来的公司/);
      if (typeof content === "string") {
        const { status, stderr } = await commandLine("assess", path);
        assert.equal(status, 1);
        assert.equal(told, `没有采用，原有草稿未动。${stderr.slice(`${path}: `.length)}`.replace(/\s+/g, ""));
      }
    });
  }
  assertQuiet(visitor);
});

test("after a refusal the same file, put right, can be chosen again", async (t) => {
  const visitor = await arrive(t);
  const path = join(visitor.home.downloads, "../facts.json");
  await writeFile(path, facts('{"enterprise-name": "改好的公司"'));
  await bring(visitor, path);
  await untilShown(visitor, "没有采用，原有草稿未动。");
  await writeFile(path, facts('{"enterprise-name": "改好的公司"}'));
  await visitor.choose("#file", path);
  await untilShown(visitor, "填了 1 项，另有 0 份清单。");
  await press(visitor, "不采用");
  await visitor.choose("#file", path);
  await press(visitor, "作为新草稿");
  await untilSaved(visitor);
  await eventually(async () => assert.match(await visitor.words(".who"), /改好的公司/));
  assertQuiet(visitor);
});

test("a file saved by an editor of Windows is read", async (t) => {
  const home = await newHome(t);
  const path = join(home.downloads, "../windows.json");
  await writeFile(path, `\uFEFF${facts('{\r\n"enterprise-name": "记事本公司"\r\n}')}\r\n`);
  const visitor = await arrive(t, { home });
  await bring(visitor, path);
  await untilShown(visitor, "记事本公司");
  const { status, stderr } = await commandLine("assess", path);
  assert.equal(status, 0, stderr);
  assertQuiet(visitor);
});

test("words in a file are words on the page", async (t) => {
  const visitor = await arrive(t);
  const path = join(visitor.home.downloads, "../markup.json");
  const name = "<script>document.title = 'x'</script><img src=//example.org/x onerror=alert(1)>";
  await writeFile(path, facts(JSON.stringify({ "enterprise-name": name })));
  await bring(visitor, path);
  await untilShown(visitor, name);
  await press(visitor, "作为新草稿");
  await goTo(visitor, "#/");
  await untilShown(visitor, name);
  assert.equal(await visitor.page.title(), "总览 · 梯度");
  assertQuiet(visitor);
});
