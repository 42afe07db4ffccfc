// Every page in every state: no accessibility fault, nothing beside the edge
// of the screen, all of it by keyboard, every address good for a reload.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { APP_URL, WIDTHS, chromiumOnly } from "./harness.mjs";
import {
  answer,
  arrive,
  assertQuiet,
  bring,
  choose,
  enter,
  eventually,
  faultsOf,
  fill,
  fillStoreOnDemand,
  focused,
  goBack,
  goTo,
  ladder,
  plant,
  press,
  stored,
  tabToName,
  twoFrames,
  untilGone,
  untilSaved,
  untilShown,
  valueOf,
} from "./form.mjs";

/** A name without a place to break, as long as a name may be. */
const ENDLESS = "W".repeat(100);

/** Opens everything that can be folded out. */
async function unfold({ page }) {
  await page.evaluate(() => {
    for (const it of document.querySelectorAll("details")) it.open = true;
  });
  await twoFrames(page);
}

/** The groups of the form, as the page lists them. */
function groups({ page }) {
  return page.$$eval("main nav ol a", (all) => [...new Set(all.map((it) => it.getAttribute("href")))]);
}

/** Looks at states one after the other and complains of all of them at once. */
async function look(t, visitor, states) {
  const found = new Map();
  for (const [name, open, picture] of states) {
    await visitor.page.setViewport({ width: WIDTHS.at(-1), height: 900 });
    await open();
    if (picture) await visitor.pictures(picture);
    for (const fault of await faultsOf(visitor)) found.set(fault, [...(found.get(fault) ?? []), name]);
  }
  const told = [...found].map(([fault, names]) => `${fault} (${names.join(", ")})`);
  assert.equal(told.join("\n"), "");
  assertQuiet(visitor);
}

test("with nothing entered every page is sound", async (t) => {
  const visitor = await arrive(t);
  await goTo(visitor, "#/profile");
  await untilShown(visitor, "抄自营业执照");
  const forms = (await groups(visitor)).map((address) => [address, () => goTo(visitor, address)]);
  assert.ok(forms.length > 8);
  // What is still worked out is not there to look at.
  const worked = (part) => async () => {
    await goTo(visitor, `#/insight/${part}`);
    await untilGone(visitor, "正在推算……");
  };
  await look(t, visitor, [
    ["overview", () => goTo(visitor, "#/"), "overview-empty"],
    ...forms,
    ["packages", () => goTo(visitor, "#/packages"), "packages-empty"],
    ["result", () => goTo(visitor, "#/result"), "result-empty"],
    ["innovative", () => goTo(visitor, "#/result/innovative")],
    ["specialized", () => goTo(visitor, "#/result/specialized")],
    ["little giant", () => goTo(visitor, "#/result/little-giant")],
    ["unfolded", () => unfold(visitor)],
    ["next", () => goTo(visitor, "#/insight"), "insight-empty"],
    ["path", worked("path")],
    ["margin", worked("margin")],
    ["trial", () => goTo(visitor, "#/insight/trial")],
    ["changed", () => goTo(visitor, "#/insight/changed")],
    ["evidence", () => goTo(visitor, "#/evidence"), "evidence-empty"],
    ["track", () => goTo(visitor, "#/track"), "track-empty"],
    ["guide", () => goTo(visitor, "#/guide/all"), "guide"],
  ]);
});

test("the filled form is sound in every group, with everything folded out", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/sample/profile` });
  const forms = (await groups(visitor)).map((address) => [
    address,
    async () => {
      await goTo(visitor, address);
      await unfold(visitor);
    },
  ]);
  await look(t, visitor, [
    ["figures", () => goTo(visitor, "#/sample/profile/figures"), "profile-figures"],
    ...forms,
    [
      "an open item",
      async () => {
        await goTo(visitor, "#/sample/profile/ip");
        await press(visitor, "修改第 1 项");
      },
      "profile-ip-open",
    ],
    [
      "a new item",
      async () => {
        await press(visitor, "完成");
        await press(visitor, "再加一项：知识产权");
      },
    ],
    [
      "a removed item",
      async () => {
        await press(visitor, "完成");
        await press(visitor, "删除第 1 项");
      },
    ],
  ]);
});

test("the filled result is sound, with everything folded out", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/sample/result` });
  const tier = (id) => async () => {
    await goTo(visitor, `#/sample/result/${id}`);
    await unfold(visitor);
  };
  await look(t, visitor, [
    ["overview", () => goTo(visitor, "#/sample/"), "overview-sample"],
    ["result", () => goTo(visitor, "#/sample/result"), "result"],
    ["innovative", () => goTo(visitor, "#/sample/result/innovative"), "result-innovative"],
    ["innovative, unfolded", tier("innovative"), "result-innovative-unfolded"],
    ["specialized, unfolded", tier("specialized")],
    ["little giant, unfolded", tier("little-giant"), "result-little-giant-unfolded"],
  ]);
});

test("the evidence is sound, with everything folded out", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/sample/evidence` });
  await look(t, visitor, [
    ["evidence", () => goTo(visitor, "#/sample/evidence")],
    [
      "track",
      async () => {
        await goTo(visitor, "#/sample/track");
        await unfold(visitor);
      },
      "track-sample",
    ],
    [
      "evidence with a file, unfolded",
      async () => {
        await goTo(visitor, "#/sample/evidence");
        const path = join(visitor.home.downloads, `../${ENDLESS}.pdf`);
        await writeFile(path, "a");
        await visitor.choose('[id="pick-business-license"]', path);
        await untilShown(visitor, "已算出");
        await unfold(visitor);
      },
      "evidence",
    ],
  ]);
});

test("what is wrong is told soundly", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/profile/figures` });
  const broken = join(visitor.home.downloads, "../broken.json");
  await writeFile(broken, "{");
  const whole = join(visitor.home.downloads, "../whole.json");
  await writeFile(whole, '{"format": "tidu-facts", "version": 1, "facts": {"enterprise-name": "别的公司"}}');
  await look(t, visitor, [
    [
      "faults in the table",
      async () => {
        await enter(visitor, "revenue-2024", "2118");
        await enter(visitor, "revenue-2025", "17860000");
        await enter(visitor, "rd-expense-2025", "约106");
        await press(visitor, "下一组：股权融资");
        await untilShown(visitor, "1 处须改正，1 处请核对");
      },
      "profile-figures-faults",
    ],
    [
      "a fault beside a field",
      async () => {
        await goTo(visitor, "#/profile/people");
        await enter(visitor, "niche-since", "2024-2-30");
        await untilShown(visitor, "没有 2 月 30 日。");
      },
      "profile-people-fault",
    ],
    [
      "contradictions",
      async () => {
        await goTo(visitor, "#/profile/people");
        await enter(visitor, "employees-2025", "5");
        await enter(visitor, "rd-staff-2025", "11");
        await goTo(visitor, "#/profile/identity");
        await enter(visitor, "credit-code", "91360281MA3000011X");
        await goTo(visitor, "#/result");
        await untilShown(visitor, "填写有矛盾，请核对");
      },
      "result-contradictions",
    ],
    [
      "a day without a version",
      async () => {
        await goTo(visitor, "#/result");
        await unfold(visitor);
        await enter(visitor, "filing-day", "2022-7-31");
        await untilShown(visitor, "没有适用的标准");
      },
      "result-not-covered",
    ],
    ["the form of a day without a version", () => goTo(visitor, "#/profile/figures")],
    ["a draft", () => goTo(visitor, "#/"), "overview-draft"],
    ["what can be done with a draft", () => unfold(visitor)],
    [
      "a file that is refused",
      async () => {
        await bring(visitor, broken);
        await untilShown(visitor, "没有采用，原有草稿未动。");
      },
      "packages-refused",
    ],
    [
      "a file that is shown",
      async () => {
        await bring(visitor, whole);
        await untilShown(visitor, "别的公司");
        await visitor.page.waitForSelector("#compare-with", { visible: true });
        await visitor.page.evaluate(() => {
          const select = document.querySelector("#compare-with");
          select.selectedIndex = 1;
          select.dispatchEvent(new Event("change"));
        });
        await untilShown(visitor, "按所选并入已有的草稿");
      },
      "packages-compared",
    ],
    ["a question before deleting", () => press(visitor, "删除全部数据"), "packages"],
    ["everything folded out", () => unfold(visitor)],
  ]);
});

test("trouble with the store is told soundly", async (t) => {
  const before = (page) => page.evaluateOnNewDocument(fillStoreOnDemand);
  const visitor = await arrive(t, { url: `${APP_URL}#/profile/identity`, before });
  await look(t, visitor, [
    [
      "an unreadable draft",
      async () => {
        await enter(visitor, "enterprise-name", "甲公司");
        await untilSaved(visitor);
        await plant(visitor, "garbage");
        await press(visitor, "总览");
        await visitor.reload();
        await untilShown(visitor, "本机的草稿读不出来");
      },
      "overview-unreadable",
    ],
    [
      "a full store",
      async () => {
        await visitor.page.evaluate(() => (globalThis.isFull = true));
        await press(visitor, "填报");
        await enter(visitor, "enterprise-name", "乙公司");
        await untilShown(visitor, "没有保存：浏览器存储空间已满");
      },
      "profile-not-saved",
    ],
    [
      "two versions of a draft",
      async () => {
        await visitor.page.evaluate(() => (globalThis.isFull = false));
        await enter(visitor, "short-name", "乙");
        await untilSaved(visitor);
        const [[key, text]] = Object.entries(await stored(visitor)).filter(([key]) => key.startsWith("draft/"));
        const other = JSON.parse(text);
        other.revision += 1;
        other.body.facts["short-name"] = "另一页写的简称";
        await plant(visitor, JSON.stringify(other), key);
        await enter(visitor, "short-name", "本页写的简称");
        await untilShown(visitor, "另一个标签页也改了这份草稿");
      },
      "profile-conflict",
    ],
  ]);
});

test("names without end break no page", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/profile/identity` });
  await enter(visitor, "enterprise-name", ENDLESS);
  await goTo(visitor, "#/profile/ip");
  await press(visitor, "加第一项：知识产权");
  await enter(visitor, "ip-items.name", ENDLESS);
  await choose(visitor, "ip-items.kind", "软件著作权");
  await enter(visitor, "ip-items.granted-on", ENDLESS);
  await press(visitor, "完成");
  await goTo(visitor, "#/profile/figures");
  await enter(visitor, "revenue-2025", "9".repeat(100));
  await look(t, visitor, [
    ["figures", () => goTo(visitor, "#/profile/figures")],
    ["items", () => goTo(visitor, "#/profile/ip"), "profile-endless"],
    ["overview", () => goTo(visitor, "#/")],
    [
      "result",
      async () => {
        await goTo(visitor, "#/result/innovative");
        await unfold(visitor);
      },
    ],
  ]);
});

test("what is printed is dark on white, whatever the appearance", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/sample/evidence` });
  await untilShown(visitor, "须备");
  const inks = () => visitor.page.$$eval("h1, h3, p", (all) => [...new Set(all.map((it) => getComputedStyle(it).color))]);
  await visitor.appear({ medium: "print", scheme: "light" });
  const light = await inks();
  await visitor.appear({ medium: "print", scheme: "dark" });
  assert.deepEqual(await inks(), light, "a dark system");
  await visitor.page.evaluate(() => (document.documentElement.dataset.theme = "dark"));
  assert.deepEqual(await inks(), light, "a page chosen to be dark");
});

test("where the system asks for less motion there is none", chromiumOnly("only its protocol says what the system asks for"), async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/sample/result/innovative` });
  const moving = async (value) => {
    await visitor.page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value }]);
    return visitor.page.$$eval("body, body *", (all) => {
      const isLong = (duration) => /[1-9]/.test(duration);
      const moves = (it) => isLong(it.transitionDuration) || isLong(it.animationDuration) || it.scrollBehavior === "smooth";
      return all.filter((it) => moves(getComputedStyle(it))).length;
    });
  };
  assert.ok((await moving("no-preference")) > 0);
  assert.equal(await moving("reduce"), 0);
});

test("the chosen appearance stays", async (t) => {
  const visitor = await arrive(t);
  const ground = () => visitor.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await press(visitor, "切换深浅外观");
  const dark = await ground();
  assert.notEqual(dark, light);
  assert.deepEqual(await visitor.accessibilityFaults(), []);
  await visitor.reload();
  assert.equal(await ground(), dark);
  await press(visitor, "切换深浅外观");
  assert.equal(await ground(), light);
});

for (const [address, heading] of [
  ["#/", "企业在梯度的哪一级，还差什么"],
  ["#/profile", "填报：企业基本信息"],
  ["#/profile/ip", "填报：知识产权"],
  ["#/result", "结论"],
  ["#/result/little-giant", "结论：专精特新“小巨人”企业"],
  ["#/insight", "怎样达标：先填哪一项"],
  ["#/sample/insight/path", "怎样达标：最少要改什么"],
  ["#/insight/no-such-part", "怎样达标：先填哪一项"],
  ["#/guide/access", "使用说明"],
  ["#/guide/no-such-chapter", "使用说明"],
  ["#/evidence", "材料"],
  ["#/sample/result/innovative", "结论：创新型中小企业"],
  ["#/sample/profile/compliance", "填报：合规情况"],
  ["#/no/such/page", "企业在梯度的哪一级，还差什么"],
  ["#/profile/no-such-group", "填报：企业基本信息"],
  ["#/result/no-such-tier", "结论"],
]) {
  test(`the address ${address} survives a reload`, async (t) => {
    const visitor = await arrive(t, { url: `${APP_URL}${address}` });
    const heads = () => visitor.page.$$eval("h1", (all) => all.map((it) => it.textContent));
    assert.deepEqual(await heads(), [heading]);
    await visitor.reload();
    assert.deepEqual(await heads(), [heading]);
    assert.equal(await visitor.page.evaluate(() => location.hash), address);
    assertQuiet(visitor);
  });
}

test("an address that names an input leads the keyboard there", async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/profile/figures/rd-expense-2025` });
  await eventually(async () => assert.equal(await focused(visitor), "rd-expense-2025"));
  await goTo(visitor, "#/result/innovative");
  await press(visitor, "去填写：具有独立法人资格");
  await eventually(async () => assert.equal(await focused(visitor), "legal-person"));
});

test("the skip link, the pages and back again by keyboard alone", async (t) => {
  const visitor = await arrive(t);
  const { keyboard } = visitor.page;
  const untilHeading = (words) =>
    eventually(async () => {
      assert.equal(await focused(visitor), "h1");
      assert.equal(await visitor.page.$eval("h1", (it) => it.textContent), words);
    });

  await keyboard.press("Tab");
  assert.equal(await visitor.page.evaluate(() => document.activeElement.innerText), "跳到正文");
  const box = await (await visitor.page.$(":focus")).boundingBox();
  assert.ok(box.x >= 0 && box.y >= 0 && box.width > 24 && box.height >= 24, "the skip link cannot be seen");
  await keyboard.press("Enter");
  await eventually(async () => assert.equal(await focused(visitor), "main"));
  assert.equal(await visitor.page.evaluate(() => location.hash), "");
  await keyboard.press("Tab");
  assert.equal(await visitor.page.evaluate(() => document.activeElement.innerText), "开始填报");

  await keyboard.press("Enter");
  await untilHeading("填报：企业基本信息");
  assert.equal(await visitor.page.title(), "填报 · 梯度");
  await tabToName(visitor, "下一组：财务数据");
  await keyboard.press("Enter");
  await untilHeading("填报：财务数据");
  await tabToName(visitor, "看结论");
  await keyboard.press("Enter");
  await untilHeading("结论");
  assert.equal(await visitor.page.title(), "结论 · 梯度");
  await tabToName(visitor, "小巨人");
  await keyboard.press("Enter");
  await untilHeading("结论：专精特新“小巨人”企业");
  await tabToName(visitor, "为什么用这一版");
  await keyboard.press("Enter");
  await untilShown(visitor, "同时适用：");

  await visitor.page.goBack();
  await untilHeading("结论");
  await visitor.page.goBack();
  await untilHeading("填报：财务数据");
  assertQuiet(visitor);
});

test("leaving a page while typing loses nothing and upsets nothing", async (t) => {
  const visitor = await arrive(t);
  await press(visitor, "开始填报");
  await fill(visitor, "enterprise-name", "还在键入公司");
  await goBack(visitor);
  await eventually(async () => assert.equal(await visitor.page.$("#enterprise-name"), null));
  await untilShown(visitor, "还在键入公司");
  await visitor.page.evaluate(() => history.forward());
  assert.equal(await valueOf(visitor, "enterprise-name"), "还在键入公司");
  await untilSaved(visitor);
  assertQuiet(visitor);
});

/** Stops of the Tab key on this page that cannot be seen: not outlined, without size, or covered by something. */
async function unseenStops(visitor) {
  const [unseen, { page }] = [[], visitor];
  await visitor.comeIn();
  await page.evaluate(() => document.querySelector("h1").focus());
  for (let stops = 0; stops < 300; stops += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const it = document.activeElement;
      if (it === document.body || it.matches(".skip")) return null;
      const box = it.getBoundingClientRect();
      const style = getComputedStyle(it);
      const top = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20));
      const name = (it.id || it.textContent.trim()).slice(0, 40);
      const isOutlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
      const isOnTop = top !== null && (it.contains(top) || top.contains(it) || it.labels?.[0]?.contains(top));
      return { name, isOutlined, isOnTop };
    });
    if (stop === null) return { unseen, stops };
    if (!stop.isOutlined) unseen.push(`${stop.name}: no outline`);
    if (!stop.isOnTop) unseen.push(`${stop.name}: covered`);
  }
  return assert.fail("the Tab key never comes round");
}

for (const width of [WIDTHS.at(0), WIDTHS.at(-1)]) {
  test(`every stop of the Tab key can be seen at ${width} px`, async (t) => {
    const visitor = await arrive(t, { width });
    for (const page of ["profile/figures", "profile/ip", "profile/market", "result/innovative", "insight/path", "evidence"]) {
      const address = `#/sample/${page}`;
      await goTo(visitor, address);
      // What is still worked out is not there to stop at.
      await untilGone(visitor, "正在推算……");
      const { unseen, stops } = await unseenStops(visitor);
      assert.ok(stops > 10, `${address} has ${stops} stops`);
      assert.deepEqual(unseen, [], address);
    }
  });
}

test("on a phone the ladder is a bar at the bottom that opens", async (t) => {
  const visitor = await arrive(t, { width: WIDTHS.at(0), url: `${APP_URL}#/profile/ip` });
  const dock = "aside[aria-label=三层结论]";
  assert.match(await visitor.words(`${dock} summary`), /创新型\s*待定\s*5–100 \/ 60\s*专精特新\s*待定/);
  const bar = await (await visitor.page.$(dock)).boundingBox();
  assert.equal(Math.round(bar.y + bar.height), 900, "it stands at the bottom of the screen");
  await answer(visitor, "都列完了吗", "没有，一项也没有");
  await eventually(async () => assert.match(await visitor.words(`${dock} summary`), /5–80 \/ 60/));
  await visitor.page.click(`${dock} summary`);
  await untilShown(visitor, "至少 5 分，至多 80 分，评分线 60");
  assert.deepEqual(await faultsOf(visitor), []);
  await visitor.page.setViewport({ width: WIDTHS.at(-1), height: 900 });
  assert.equal((await ladder(visitor))["创新型"].verdict, "尚不能判断");
});
