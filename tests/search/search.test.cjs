/* The parts of the search that need no page: `node --test tests/search`. A small index is made here by the contract. */
"use strict";

const test = require("node:test");
const assert = require("node:assert/strict");
const { readFileSync } = require("node:fs");
const path = require("node:path");

const assets = path.join(__dirname, "..", "..", "assets");
const text = require(path.join(assets, "search-text.js"));
const core = require(path.join(assets, "search-core.js"));

const lines = readFileSync(path.join(__dirname, "..", "..", "generator", "search", "simplified.tsv"), "utf8").trim().split("\n");
const simple = Object.fromEntries(lines.slice(1).map((line) => line.split("\t")));
const norm = (value) => text.fold([value], simple).text;

/* 规范形式 */

test("the normal form is that of the index", () => {
  const vectors = JSON.parse(readFileSync(path.join(__dirname, "normal.json"), "utf8"));
  assert.ok(vectors.length > 50);
  for (const [given, wanted] of vectors) assert.equal(norm(given), wanted, given);
});

test("every unit of the normal form knows where it came from", () => {
  const given = "关于渝教工委办〔2013〕第007号，ｶﾞ“讀懂”㎡𫝈x";
  const folded = text.fold(["前言。", given], simple);
  const all = `前言。${given}`;
  assert.equal(folded.from.length, folded.text.length);
  assert.equal(folded.to.length, folded.text.length);
  for (const [word, wanted] of [["20137号", "2013〕第007号"], ["读懂", "讀懂"], ["ガ", "ｶﾞ"], ["m2", "㎡"], ["前言关于", "前言。关于"]]) {
    const [[from, to]] = text.places(word, folded);
    assert.equal(all.slice(from, to), wanted);
  }
});

test("exact phrases keep their punctuation, but not widths, case and blanks", () => {
  const strict = (value) => text.fold([value], {}, true).text;
  assert.equal(strict("“讀 懂”，\n Ａb"), "“讀懂”,ab");
  assert.equal(strict("〔2013〕第007号"), "〔2013〕第007号");
});

test("spans that touch become one", () => {
  assert.deepEqual(text.united([[5, 7], [0, 2], [2, 3], [6, 9]]), [[0, 3], [5, 9]]);
  assert.deepEqual(text.places("", text.fold(["x"])), []);
});

/* 查询 */

const parsed = (query) => core.parse(query, simple);

test("words, fields, phrases and years are told apart", () => {
  const { words, years } = parsed("讀懂中國 文号：渝教工委办[2013]第007号 发文机关: 教育局　年度:2018—2020 “开展 ‘五老’”");
  assert.deepEqual(words.map(({ norm, field }) => [norm, field]), [
    ["读懂中国", "all"],
    ["渝教工委办20137号", "number"],
    ["教育局", "issuer"],
    ["开展五老", "all"],
  ]);
  assert.deepEqual(words.map((word) => word.phrase), ["", "", "", "“开展‘五老’”".slice(1, -1)]);
  assert.deepEqual(years, [2018, 2020]);
});

test("what looks like a field or a phrase, but isn't, is a word", () => {
  assert.deepEqual(parsed("开展“读懂中国”活动").words.map((word) => [word.norm, word.phrase]), [["开展读懂中国活动", ""]]);
  assert.deepEqual(parsed("“读懂中国").words.map((word) => [word.norm, word.phrase]), [["读懂中国", ""]]);
  assert.deepEqual(parsed("，。 “！”").words, []);
  assert.deepEqual(parsed("年度:今年").words[0].norm, "今年");
  assert.deepEqual(parsed("年度:2020").years, [2020, 2020]);
  assert.deepEqual(parsed("年度:2020-2018").years, [2018, 2020]);
  assert.equal(parsed("读懂 读懂").words.length, 1);
});

test("fours come before threes and pairs, the rarest first", () => {
  const terms = (query, common, often = []) => core.terms(parsed(query).words[0], [...common], often).map((one) => one.term);
  assert.deepEqual(terms("读懂中国", "国中懂"), ["^读懂中国", "^读懂中", "^懂中国", "读懂", "懂中", "中国"]);
  assert.deepEqual(terms("读懂国中外", "中外国").slice(0, 2), ["^读懂国中", "^懂国中外"]);
  assert.deepEqual(terms("工", "工"), ["工"]);
  assert.deepEqual(new Set(terms("渝教工委办〔2013〕17号", "工委").slice(0, 3)), new Set(["^渝教工委", "^委办20", "^0131"]));
  assert.deepEqual(terms("“第007号文”", ""), ["号文"]);
  assert.deepEqual(terms("“2013”", "").slice(3), ["20", "01", "13"]);
});

test("what most plans have is asked for last, and what tells most is not all from one place", () => {
  const often = new Uint8Array(2048);
  for (const four of ["公布活动", "布活动日", "活动日程", "结束以后", "束以后归", "以后归档"]) {
    const hash = parseInt(core.bucket(four, 16384), 16);
    often[hash >> 3] |= 1 << (hash & 7);
  }
  const terms = core.terms(parsed("公布活动日程结束以后归档").words[0], [], often).map((one) => one.term);
  assert.deepEqual(terms.slice(0, 1), ["^动日程结"]);
  assert.deepEqual(terms.slice(-11).map((term) => term.length), Array(11).fill(2));
});

test("buckets are FNV-1a over UTF-16 units", () => {
  const hash = (term) => {
    let value = 0x811c9dc5n;
    for (const byte of Buffer.from(term, "utf16le")) value = ((value ^ BigInt(byte)) * 0x01000193n) & 0xffffffffn;
    return value;
  };
  for (const term of ["读懂", "a", "~zhangjia", "𫝈", "r:jiangsu/suzhou"]) {
    assert.equal(core.bucket(term, 1024), (hash(term) % 1024n).toString(16).padStart(4, "0"));
  }
});

/* 拼音 */

test("letters are read as initials or as syllables", () => {
  assert.deepEqual(core.pinyin("zjg"), [["~zj", "~jg"]]);
  assert.deepEqual(core.pinyin("ZhangJiaGang")[0], ["~zhangjia", "~jiagang"]);
  assert.deepEqual(core.pinyin("zhang jia gang")[0], ["~zhangjia", "~jiagang"]);
  assert.ok(core.pinyin("xian").some((way) => way.includes("~xian")));
  assert.deepEqual(core.pinyin("关工委"), []);
  assert.deepEqual(core.pinyin("zjg2020"), []);
  assert.ok(core.pinyin("a".repeat(200)).length > 0);
});

test("every syllable of pinyin is read whole", () => {
  const all = "zhuang nv lve shuang chuai jiong xuan quan e er a zi ri suan hua gui gun diu lian liang qing bie zong zei jun yue lun luo " +
    "duan rong dia fo wo weng wen sui chun shua zhuo yi yu wu ang ou ai eng nan hai";
  for (const syllable of all.split(" ")) assert.ok(core.pinyin(syllable).flat().includes(`~${syllable}`), syllable);
});

test("pinyin counts from the beginning of a syllable to the end of one", () => {
  const row = "su zhou shi zhang jia gang shi 2020 nian";
  for (const heard of ["zjg", "szs", "zhangjiagang", "gangshi", "Zhang Jia", "s2n", "su"]) assert.ok(core.sounds(heard, row), heard);
  for (const silent of ["hangjia", "zhangji", "jgz", "angshi", "zhangj"]) assert.ok(!core.sounds(silent, row), silent);
});

/* 索引：a small one after docs/search.md, whose texts are those of three plans */

const PLANS = [
  { id: "old", year: 2013, issuer: "渝教工委办", number: "渝教工委办〔2013〕7号", title: "二〇一三年要点", place: [["重庆", "chongqing", "重庆市"]],
    text: [["h1", "h", "一、读懂中国"], ["i1", 5, "1.读懂。中国，走进校园。"], ["i2", "", "2.懂中读，国学"]] },
  { id: "mid", year: 2020, issuer: "甲", number: "甲〔2020〕17号", title: "读懂中国通知", place: [["江苏", "jiangsu", "江苏省"], ["苏州", "jiangsu/suzhou", "苏州市"]],
    text: [["", "", "略读懂"], ["i9", "", "中国" + "甲".repeat(60) + "。另外，老校长讲读懂中国故事，" + "乙".repeat(120)]], status: "废止" },
  { id: "new", year: 2020, issuer: "乙", number: "", title: "工作要点", place: [["江苏", "jiangsu", "江苏省"]],
    text: [["", "", "見渝教工委办〔2013〕7号。"], ["", "", "读懂与懂中、中国"]], s: "見见" },
];

const varint = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...varint(value >> 7)]);
const code = (kind, data) => kind + Buffer.from(data).toString("base64").replace(/=+$/, "");
const deltas = (docs) => (docs.length ? code("d", docs.flatMap((doc, at) => varint(doc - (docs[at - 1] ?? 0)))) : "");

function indexed() {
  const files = {};
  const segments = [["a", PLANS.slice(1)], ["b", PLANS.slice(0, 1)]].map(([name, plans]) => {
    const terms = new Map();
    const add = (term, field, doc) => {
      if (!terms.has(term)) terms.set(term, [[], [], [], [], [], []]);
      if (!terms.get(term)[field].includes(doc)) terms.get(term)[field].push(doc);
    };
    const grams = (value, field, doc) => {
      const chars = [...value];
      chars.forEach((char, at) => {
        add(char, field, doc);
        if (chars[at + 1]) add(char + chars[at + 1], field, doc);
        for (const size of [3, 4]) if (chars[at + size - 1]) add(core.keyOf(`^${chars.slice(at, at + size).join("")}`), field, doc);
      });
    };
    plans.forEach((plan, doc) => {
      const parts = [["", "i", plan.issuer], ["", "n", plan.number], ["", "t", plan.title], ...plan.text].filter((part) => part[2]);
      grams(parts.map((part) => norm(part[2])).join(""), 0, doc);
      for (const [, kind, value] of parts) {
        const field = { n: 1, t: 2, h: 3, i: 4 }[kind] ?? (kind > 0 ? 3 : 0);
        if (field) grams(norm(kind > 0 ? value.slice(0, kind) : value), field, doc);
      }
      for (const [short, slug, whole] of plan.place) {
        grams(norm(whole), 5, doc);
        add(`r:${slug}`, 0, doc);
        if (short === "苏州") for (const term of ["~su", "~zhou", "~suzhou", "~sz"]) add(term, 0, doc);
      }
      add(`s:${plan.status ?? "有效"}`, 0, doc);
      files[`t/${name}/${doc}`] = { ...plan, url: `plans/${plan.id}.html`, status: plan.status ?? "有效", parts,
        pinyin: ["", "", ...plan.place.map((one) => (one[0] === "苏州" ? "su zhou shi" : ""))] };
    });
    for (let at = 0; at < 4; at++) files[`g/${name}/${at.toString(16).padStart(4, "0")}`] = {};
    for (const [term, sets] of terms) files[`g/${name}/${core.bucket(term, 4)}`][term] = sets.map(deltas).join(".").replace(/\.+$/, "");
    return { name, v: "1", docs: plans.length, buckets: 4, years: [[plans[0].year, 0]] };
  });
  const bits = Buffer.alloc(2624);
  for (const plan of Object.values(files)) {
    for (const char of plan.parts ? plan.parts.map((part) => norm(part[2])).join("") : "") {
      const at = char.codePointAt(0) - 0x4e00;
      if (at >= 0 && at < 0x5200) bits[at >> 3] |= 1 << (at & 7);
    }
  }
  files.s = "見见國国讀读";
  files["c/region/a/0"] = "CB";
  files["c/region/b/0"] = "A";
  files["l/region/0"] = [["重庆", "chongqing", -1], ["江苏", "jiangsu", -1], ["苏州", "jiangsu/suzhou", 1]];
  const start = { schema: 1, docs: 3, segments, chars: bits.toString("base64"), common: "中国", often: "", status: { 废止: [["a", 0]] }, t2s: "2",
    facets: { region: { width: 1, count: 3, v: "3" }, issuer: { width: 1, count: 0, v: "3" } } };
  return { start, files };
}

function open() {
  const { start, files } = indexed();
  const asked = [];
  const finder = core.finder(start, async (name) => {
    asked.push(name);
    assert.ok(name in files, name);
    return files[name];
  });
  const ask = async (q, more = {}) => {
    const answer = await finder.search({ q, ...more });
    while (answer.left()) await answer.more(8);
    return { answer, ids: answer.found.map((one) => one.text.id) };
  };
  return { finder, asked, ask };
}

test("sets are read in all three codes", () => {
  assert.deepEqual(core.decode(""), []);
  assert.deepEqual(core.decode(deltas([0, 1, 300, 70000])), [0, 1, 300, 70000]);
  assert.deepEqual(core.decode(code("b", [0b10000101, 0, 1])), [0, 2, 7, 16]);
  assert.deepEqual(core.decode(code("r", [0, 3, 2, 1, ...varint(200), 2])), [0, 1, 2, 5, 206, 207]);
});

test("a plan counts only if its text holds the word, and the best stand first", async () => {
  const { ask } = open();
  assert.deepEqual((await ask("读懂中国")).ids, ["mid", "old"]); // title, heading; in "new" the pairs stand apart
  assert.deepEqual((await ask("讀懂中國")).ids, ["mid", "old"]);
  assert.deepEqual((await ask("老校长 读懂中国")).ids, ["mid"]);
  assert.deepEqual((await ask("要点二读")).ids, []);
  assert.deepEqual((await ask("要点一读")).ids, ["old"]); // over the end of the title
  assert.deepEqual((await ask("读懂中国甲甲")).ids, ["mid"]); // over the end of a paragraph
  assert.deepEqual((await ask("“读懂。中国”")).ids, ["old"]);
  assert.deepEqual((await ask("见渝教")).ids, ["new"]);
});

test("the 文号 itself comes before those who cite it", async () => {
  const { ask } = open();
  assert.deepEqual((await ask("渝教工委办[2013]第007号")).ids, ["old", "new"]);
  assert.deepEqual((await ask("文号:7号")).ids, ["mid", "old"]);
  assert.deepEqual((await ask("地区:苏州")).ids, ["mid"]);
  assert.deepEqual((await ask("发文机关:甲")).ids, ["mid"]);
  assert.deepEqual((await ask("年度:2020 读懂")).ids, ["mid", "new"]);
});

test("totals are certain at once where the index alone can tell", async () => {
  const { finder } = open();
  for (const [q, total] of [["懂", 3], ["读懂", 3], ["读懂 老校", 1]]) {
    const answer = await finder.search({ q });
    assert.ok(answer.certain());
    assert.equal(answer.total(), total);
  }
});

test("pinyin is asked for only where letters stand nowhere", async () => {
  const { ask } = open();
  for (const q of ["sz", "suzhou", "su zhou"]) {
    const { answer, ids } = await ask(q);
    assert.deepEqual(ids, ["mid"]);
    assert.equal(answer.spoken, q);
  }
  assert.deepEqual((await ask("suzho")).ids, []);
});

test("filters and facets", async () => {
  const { ask } = open();
  assert.deepEqual((await ask("", { region: "jiangsu" })).ids, ["new", "mid"]);
  assert.deepEqual((await ask("读懂", { region: "jiangsu", status: "废止" })).ids, ["mid"]);
  assert.deepEqual((await ask("", { to: "2013" })).ids, ["old"]);
  const { answer } = await ask("读懂", { region: "jiangsu/suzhou" });
  assert.deepEqual(new Map((await answer.count("region")).values), new Map([[0, 1], [1, 1], [2, 1]]));
  assert.deepEqual(new Map((await answer.count("year")).values), new Map([[2020, 1]]));
  assert.deepEqual(new Map((await answer.count("status")).values), new Map([["废止", 1]]));
  assert.ok((await open().finder.search({ q: "" })).idle);
});

test("what stands nowhere costs no shard, and what is in memory nothing", async () => {
  const { asked, ask } = open();
  assert.deepEqual((await ask("读鱻")).ids, []);
  assert.deepEqual(asked, ["s"]);
  await ask("读懂中国");
  assert.ok(new Set(asked).size <= 1 + 8);
});

/* An index that says of every such term that all plans have it, with texts of so many characters */
function misleading(length, terms = /./) {
  const asked = new Map();
  const all = new Proxy({}, { get: (_, term) => (terms.test(term) ? code("r", [0, 60]) : undefined) });
  const plan = { issuer: "", number: "", title: "", place: [], pinyin: [], parts: [["", "", "字".repeat(length)]] };
  const segments = ["a", "b"].map((name) => ({ name, v: "1", docs: 60, buckets: 4096, years: [[2020, 0]] }));
  const start = { ...indexed().start, docs: 120, segments, chars: Buffer.alloc(2624, 255).toString("base64") };
  const finder = core.finder(start, async (name) => {
    asked.set(name, name[0] === "t" ? 3 * length : 0);
    return name[0] === "g" ? all : plan;
  });
  return { finder, asked };
}

test("a first answer ends within its bounds, however much the index leaves open", async () => {
  for (const [q, length] of [["志愿服务", 10], ["志愿者", 3000], ["志愿服务队的工作要点", 20000], ["志愿者 服务队 要点会", 10], ["zjg", 10]]) {
    const { finder, asked } = misleading(length);
    const answer = await finder.search({ q });
    const texts = [...asked.values()];
    assert.ok(asked.size <= (length < 20000 ? 8 : 6), `${q}: ${asked.size}`);
    assert.ok(texts.reduce((sum, size) => sum + size, 0) <= 120 * 1024);
    assert.ok(texts.some(Boolean) && texts.filter(Boolean).length <= 4);
    assert.deepEqual([answer.found.length, answer.certain()], [0, false]);
    assert.equal(answer.total(), answer.left());
    await answer.more(8);
    assert.ok(asked.size > 8 && asked.size <= 20);
  }
});

test("no syllable begins with i, u or v, so most names are spelt in one way", () => {
  assert.deepEqual(core.pinyin("suzhoushi"), [["~suzhou", "~zhoushi"]]);
  assert.deepEqual(core.pinyin("jiangsu"), [["~jiangsu"], ["~jiang", "~angsu"]]);
});

test("what only sounds like the letters is told as unread, not as missing", async () => {
  for (const terms of [/^~/, /^(~|su)/]) {
    const { finder, asked } = misleading(10, terms);
    const answer = await finder.search({ q: "jiangsu" });
    assert.ok(asked.size <= 8);
    assert.ok([...asked.keys()].some((name) => name.startsWith("t/")));
    assert.deepEqual([answer.found.length, answer.left() > 0], [0, true]);
  }
});

test("a plan whose characters only share a slot is not read", async () => {
  const { asked, ask } = open();
  assert.deepEqual((await ask("读懂中读懂")).ids, []);
  assert.ok(!asked.some((name) => name.startsWith("t/")));
  const marks = ["读懂中", "读懂中国", "懂中国"].map((chars) => parseInt(core.bucket(chars, 2 ** 32), 16) >>> 24);
  assert.equal(new Set(marks).size, 3);
  const set = code("f", [...varint(256 + marks[0]), ...varint(3 * 256 + marks[1] - marks[0])]);
  assert.deepEqual([core.decode(set, marks[0]), core.decode(set, marks[1]), core.decode(set, marks[2])], [[1], [4], []]);
});

test("excerpts show the words in their sentence and lead to their place", async () => {
  const { ask } = open();
  const { answer } = await ask("读懂中国");
  const [mid, old] = answer.found;
  const shown = core.excerpts(mid);
  assert.deepEqual(shown.map((one) => one.anchor), ["", "i9"]);
  assert.deepEqual(shown[0].pieces.filter(([, hit]) => hit).map(([part]) => part), ["读懂", "　中国", "读懂中国"]);
  const second = shown[1].pieces.map(([part]) => part).join("");
  assert.ok(second.startsWith("…另外，老校长讲读懂中国故事") && second.endsWith("…"), second);
  assert.ok(second.length < 130);
  assert.deepEqual(core.excerpts(old).map((one) => one.anchor), ["h1", "i1"]);
  assert.equal(core.said(old), "读懂中国");
  assert.deepEqual(core.marked(mid.text.title, answer.words, {}), [["读懂中国", true], ["通知", false]]);
});
