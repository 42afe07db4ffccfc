// What a screen reader is given: the browser's own accessibility tree of every
// screen, beside what a listener must find there. The expectations are written
// by hand, from what a screen is for; none is copied from a tree.

import assert from "node:assert/strict";
import { test } from "node:test";

import { APP_URL, BROWSER } from "./harness.mjs";
import { answer, arrive, assertQuiet, enter, eventually, goTo, twoFrames, untilGone, untilSaved, untilShown } from "./form.mjs";

/** The tree is read through Chromium's own protocol. */
const skip = BROWSER !== "chrome" && "Chromium's own protocol";

/** What can be operated: each needs a name that says what it does. */
const CONTROLS = [
  "button",
  "checkbox",
  "combobox",
  "DisclosureTriangle",
  "link",
  "menuitem",
  "radio",
  "searchbox",
  "slider",
  "spinbutton",
  "switch",
  "tab",
  "textbox",
];

/** A name without its spaces, which stand between its elements and are not heard. */
const plain = (words) => words.replaceAll(/[\s\u2009]+/g, "");

/** The tree of the page: `{ role, name, level, live, below }`, without what is not given to anybody. */
async function treeOf({ page }) {
  const session = await page.createCDPSession();
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  const byId = new Map(nodes.map((it) => [it.nodeId, it]));
  const take = (node) => {
    const below = (node.childIds ?? []).flatMap((id) => (byId.has(id) ? take(byId.get(id)) : []));
    if (node.ignored) return below;
    const property = (name) => node.properties?.find((it) => it.name === name)?.value.value;
    const [role, name] = [node.role.value, plain(node.name?.value ?? "")];
    return [{ role, name, level: property("level"), live: property("live"), below }];
  };
  return take(nodes[0])[0];
}

/** Everything below, in the order in which it is read. */
const all = (node) => node.below.flatMap((it) => [it, ...all(it)]);
const ofRole = (node, ...roles) => all(node).filter(({ role }) => roles.includes(role));
const names = (nodes) => nodes.map(({ name }) => name);
const headers = (table) => ofRole(table, "columnheader");

/**
 * What is wrong with a tree by itself, whichever screen it is of. `hasColumns`: false on a phone, where a table is a
 * list and each cell says what it is.
 */
function faultsOf(tree, hasColumns = true) {
  const faults = [];
  for (const role of ["banner", "main", "contentinfo"]) {
    const found = ofRole(tree, role).length;
    if (found !== 1) faults.push(`${found} landmarks ${role}`);
  }
  for (const role of ["navigation", "complementary", "region"]) {
    const found = names(ofRole(tree, role));
    if (found.includes("")) faults.push(`a landmark ${role} without a name`);
    const twice = found.filter((name, at) => found.indexOf(name) !== at);
    if (role !== "region" && twice.length > 0) faults.push(`two landmarks ${role}: ${twice}`);
  }
  const headings = ofRole(tree, "heading");
  const first = headings.filter(({ level }) => level === 1);
  if (first.length !== 1) faults.push(`${first.length} headings of the first level`);
  headings.reduce((before, { name, level }) => {
    if (level > before + 1) faults.push(`after level ${before} comes ${level}: ${name}`);
    if (!name) faults.push(`a heading of level ${level} without a name`);
    return level;
  }, 0);
  for (const { role } of ofRole(tree, ...CONTROLS).filter(({ name }) => !name)) faults.push(`a ${role} without a name`);
  for (const group of ofRole(tree, "group", "radiogroup")) {
    const radios = group.below.some(({ role }) => role === "radio") || ofRole(group, "radio").length > 0;
    if (radios && !group.name && ofRole(group, "group", "radiogroup").length === 0) {
      faults.push(`choices without a question: ${names(ofRole(group, "radio"))}`);
    }
  }
  for (const table of ofRole(tree, "table", "grid")) {
    if (!table.name) faults.push(`a table without a name: ${names(headers(table))}`);
    if (hasColumns && headers(table).length < 2) faults.push(`the table ${table.name} has no headings of columns`);
    if (headers(table).some(({ name }) => !name)) faults.push(`the table ${table.name} has a column without a name`);
  }
  for (const { role } of ofRole(tree, "image").filter(({ name }) => !name)) faults.push(`an ${role} without a name`);
  return faults;
}

/** The pages, as the main navigation names them. */
const PAGES = ["总览", "填报", "结论", "达标", "材料", "跟踪", "政策", "文件"];

/** Where the ladder stands beside the page. */
const LADDER = "现在在哪一级";

/**
 * The screens: address, heading, and what must be found there, by role. A text must be the whole name, a pattern a part
 * of it. `asides` are all complementary landmarks, `navigations` all beside the main one, `tables` all tables.
 */
const SCREENS = [
  {
    address: "#/",
    heading: "企业在梯度的哪一级，还差什么",
    asides: [],
    navigations: [],
    tables: [["三层是什么", ["层级", "今天适用的标准", "谁决定", "怎样组织", "市里一次性奖励"]]],
    finds: {
      link: ["开始填报", "看虚构的示例", "导出、导入、备份和删除"],
      image: [/三级递进/],
      rowheader: ["创新型中小企业", "专精特新中小企业", "专精特新“小巨人”企业"],
      button: ["切换深浅外观"],
    },
  },
  {
    address: "#/profile",
    heading: "填报：企业基本信息",
    asides: [LADDER],
    navigations: ["填报进度"],
    tables: [],
    finds: {
      textbox: [/^企业名称/, /^统一社会信用代码/],
      link: [/^下一组/, "看结论"],
      DisclosureTriangle: [/改日期或申报方式/],
    },
  },
  {
    address: "#/sample/profile/figures",
    heading: "填报：财务数据",
    asides: [LADDER],
    navigations: ["填报进度"],
    tables: [[/万元/, ["项目", /^2023年/, /^2024年/, /^2025年/]]],
    finds: {
      textbox: ["2023 年营业收入，万元", "2025 年营业收入，万元", "2025 年资产总额，万元"],
      checkbox: [/^暂无数据：2024年主营业务收入/],
      rowheader: [/^营业收入/, /^研发费用/],
    },
  },
  {
    address: "#/sample/profile/market",
    heading: "填报：市场与品牌",
    asides: [LADDER],
    navigations: ["填报进度"],
    tables: [],
    finds: {
      group: ["享有较高知名度和影响力"],
      radio: ["自判满足", "自判不满足", "还没自评"],
      textbox: [/^2025年国内细分市场占有率/],
    },
  },
  {
    address: "#/sample/profile/ip",
    heading: "填报：知识产权",
    asides: [LADDER],
    navigations: ["填报进度"],
    tables: [],
    finds: { button: ["修改第 1 项", "删除第 1 项", "再加一项：知识产权"], group: ["都列完了吗"] },
  },
  {
    address: "#/sample/result",
    heading: "结论",
    asides: [LADDER],
    navigations: ["层级"],
    tables: [],
    finds: {
      region: ["创新型中小企业", "专精特新中小企业", "专精特新“小巨人”企业"],
      link: ["逐条核对：创新型中小企业"],
      image: [/^创新型：满分100，至少\d+，至多\d+，须达到60/],
    },
  },
  {
    address: "#/sample/result/innovative",
    heading: "结论：创新型中小企业",
    asides: [LADDER],
    navigations: ["层级"],
    tables: "any",
    finds: {
      image: [/^总分：满分100/, /^创新能力：满分40/, /^成长性：满分30/, /^专业化：满分30/],
      heading: ["分数", "逐条核对", "直通和免除"],
      DisclosureTriangle: ["为什么用这一版"],
    },
  },
  {
    address: "#/sample/insight",
    heading: "怎样达标：先填哪一项",
    asides: [LADDER],
    navigations: ["怎样达标的各部分"],
    tables: [],
    finds: { link: ["先填", "改动", "余量", "试算", "对比", /^去填写：/] },
  },
  {
    address: "#/sample/insight/path",
    heading: "怎样达标：最少要改什么",
    asides: [LADDER],
    navigations: ["怎样达标的各部分"],
    tables: "any",
    finds: { combobox: [/^对您有多难：/], image: [/^现在：/, /^照办后：/], button: [/^放进试算：/] },
  },
  {
    address: "#/sample/insight/margin",
    heading: "怎样达标：离界线还有多远",
    asides: [LADDER],
    navigations: ["怎样达标的各部分"],
    tables: "any",
    finds: {
      table: ["创新型中小企业", "专精特新中小企业", "专精特新“小巨人”企业"],
      columnheader: ["填报值"],
      link: ["去看看：2025 年营业收入"],
    },
  },
  {
    address: "#/sample/insight/trial",
    heading: "怎样达标：如果改几个数",
    asides: [LADDER],
    navigations: ["怎样达标的各部分"],
    tables: [],
    finds: { button: ["新方案"] },
  },
  {
    address: "#/sample/insight/changed",
    heading: "怎样达标：换一天，换一份，有何不同",
    asides: [LADDER],
    navigations: ["怎样达标的各部分"],
    tables: [],
    finds: { combobox: [/./], textbox: [/./] },
  },
  {
    address: "#/sample/evidence",
    heading: "材料",
    asides: [LADDER],
    navigations: [],
    tables: "any",
    finds: { button: ["选择文件：营业执照"], DisclosureTriangle: ["备注：营业执照"], heading: ["营业执照"] },
  },
  {
    address: "#/sample/track",
    heading: "跟踪",
    asides: [],
    navigations: [],
    tables: [["奖励", ["认定", "金额", "依据", "条件和未确认的"]]],
    finds: {
      region: ["期限", "何时可以申报", "奖励", "事件登记"],
      image: [/^有效期2023-11-20至2026-11-20/],
      button: ["下载表格（CSV）", "登记年度更新"],
    },
  },
  {
    address: "#/handbook",
    heading: "政策",
    asides: [],
    navigations: ["本书目录"],
    tables: [["用哪一版", ["层级", "申报日期", "标准", "核对"]]],
    finds: { searchbox: ["在全部规则里查找"], search: [""] },
  },
  {
    address: "#/handbook/national/innovative/2022-08-01",
    heading: "政策",
    asides: [],
    navigations: ["本书目录"],
    tables: "any",
    finds: { region: [/^创新型中小企业评价标准/] },
  },
  {
    address: "#/packages",
    heading: "导入导出",
    asides: [],
    navigations: [],
    tables: [],
    finds: {
      region: ["导出", "带来的文件", "核对", "数据在哪里"],
      button: ["选择文件", "选择材料包，可多选", "备份全部草稿", "删除全部数据"],
    },
  },
];

const fits = (wanted, name) => (typeof wanted === "string" ? plain(wanted) === name : wanted.test(name));

/** What of the expectations a tree does not fulfil. */
function lacksOf(tree, { heading, asides, navigations, tables, finds }) {
  const lacks = [];
  const isEqual = (what, found, wanted) => {
    const same = found.length === wanted.length && wanted.every((it, at) => fits(it, found[at]));
    if (!same) lacks.push(`${what}: ${JSON.stringify(found)} instead of ${wanted}`);
  };
  isEqual("h1", names(ofRole(tree, "heading").filter(({ level }) => level === 1)), [heading]);
  isEqual("complementary", names(ofRole(tree, "complementary")), asides);
  isEqual("navigation", names(ofRole(tree, "navigation")), ["主导航", ...navigations]);
  const [banner] = ofRole(tree, "banner");
  isEqual("the main navigation", names(ofRole(ofRole(banner, "navigation")[0], "link")), PAGES);
  if (tables !== "any") {
    const found = ofRole(tree, "table");
    isEqual("tables", names(found), tables.map(([name]) => name));
    tables.forEach(([name, columns], at) => {
      if (found[at]) isEqual(`columns of ${name}`, names(headers(found[at])), columns);
    });
  }
  for (const [role, wanted] of Object.entries(finds)) {
    const found = names(ofRole(tree, role));
    for (const it of wanted) {
      if (!found.some((name) => fits(it, name))) lacks.push(`no ${role} ${it} among ${JSON.stringify(found)}`);
    }
  }
  return lacks;
}

test("every screen gives its landmarks, headings, controls and tables names and roles", { skip }, async (t) => {
  const visitor = await arrive(t);
  const found = [];
  for (const screen of SCREENS) {
    await goTo(visitor, screen.address);
    await untilGone(visitor, "正在推算……");
    const closed = await treeOf(visitor);
    found.push(...[...lacksOf(closed, screen), ...faultsOf(closed)].map((it) => `${screen.address}: ${it}`));
    await visitor.page.evaluate(() => {
      for (const it of document.querySelectorAll("details")) it.open = true;
    });
    const opened = await treeOf(visitor);
    found.push(...faultsOf(opened).map((it) => `${screen.address}, unfolded: ${it}`));
  }
  assert.equal([...new Set(found)].join("\n"), "");
  assertQuiet(visitor);
});

/** What the live regions of the page say. */
const spoken = (tree) =>
  ofRole(tree, "status").map((it) => {
    assert.equal(it.live, "polite");
    return all(it)
      .filter(({ role }) => role === "StaticText")
      .map(({ name }) => name)
      .join("");
  });

test("saving is told aloud, and a verdict when it turns, and not otherwise", { skip }, async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/profile/identity` });
  const says = async (part) => spoken(await treeOf(visitor)).filter((it) => it.includes(part));
  assert.deepEqual(await says("创新型"), [], "nothing has turned yet");
  await enter(visitor, "enterprise-name", "朗读公司");
  await untilSaved(visitor);
  await eventually(async () => assert.equal((await says("已保存到本机")).length, 1));
  assert.deepEqual(await says("创新型"), [], "a name turns no verdict");

  await goTo(visitor, "#/profile/identity");
  await answer(visitor, "具有独立法人资格", "否");
  await eventually(async () => {
    const [turned, ...more] = await says("创新型：未达到");
    assert.ok(turned?.includes("小巨人：未达到"), turned);
    assert.deepEqual(more, []);
  });
  // Another draft has other verdicts, and none of them has turned.
  await goTo(visitor, "#/sample/profile/identity");
  await untilShown(visitor, "乐平示例精密陶瓷有限公司");
  await twoFrames(visitor.page);
  assert.deepEqual(await says("未达到"), []);
  assertQuiet(visitor);
});

test("the bar of verdicts on a phone is a named landmark that says them when closed", { skip }, async (t) => {
  const visitor = await arrive(t, { url: `${APP_URL}#/sample/profile/figures`, width: 360 });
  await untilShown(visitor, "营业收入");
  const tree = await treeOf(visitor);
  const asides = ofRole(tree, "complementary");
  assert.deepEqual(names(asides), ["三层结论"]);
  const [summary] = ofRole(asides[0], "DisclosureTriangle");
  for (const tier of ["创新型", "专精特新", "小巨人"]) assert.ok(summary.name.includes(tier), summary.name);
  assert.deepEqual(faultsOf(tree, false), []);
  // Without its columns a figure still says of which year it is.
  assert.ok(names(ofRole(tree, "textbox")).includes(plain("2024 年营业收入，万元")));
});
