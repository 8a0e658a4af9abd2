/* Queries answered from docs/search.md. Plans are numbered over all segments, the newest highest. */
"use strict";

const searchCore = (() => {
  const { fold, places, united } = typeof module === "undefined" ? searchText : require("./search-text.js");
  const MOST_REQUESTS = 8; // of a first answer
  const MOST_BYTES = 120 * 1024;
  const FILE = 16 * 1024; // of one more
  const FIELDS = { 文号: "number", 发文机关: "issuer", 地区: "place" };
  const PARTS = ["all", "number", "title", "heading", "issuer", "place"]; // the sets of a term
  const BODY = 4; // ranks: 0 文号, 1 title, 2 heading, 3 issuer
  const WORD = /(?:(文号|发文机关|地区|年度)\s*[:：]\s*)?(?:["“＂]([^"”＂]+)["”＂](?=\s|$)|(\S+))/gu;
  const YEARS = /^(\d{4})(?:\D+(\d{4}))?\D?$/;
  const NUMBER = /(?:19|20)\d\d(\d+)号$/;
  const HAN = /[\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/gu;
  const SYLLABLE = /^(?![iuv])(?:[zcs]h|[b-df-hj-np-tw-z])?(?:[aeiouv]{1,3}(?:ng?)?|er)$/;

  const bytes = (code) => Uint8Array.from(atob(code), (char) => char.charCodeAt(0));
  const bit = (data, at) => (data[at >> 3] >> (at & 7)) & 1;
  const pairs = (items) => (items.length > 1 ? items.slice(1).map((item, at) => items[at] + item) : items);
  const lettersOf = (query) => query.toLowerCase().replace(/[' ]/g, "");
  const both = (flags, others) => flags.map((flag, doc) => flag & others[doc]);

  function decode(code, mark) {
    const data = bytes(code.slice(1));
    if (code[0] === "b") return [...Array(data.length * 8).keys()].filter((at) => bit(data, at));
    const found = [];
    let [value, shift, last, run] = [0, 0, 0, false];
    for (const byte of data) {
      value += (byte & 127) << shift;
      shift += 7;
      if (byte > 127) continue;
      if (run) for (let doc = last; doc < last + value; doc++) found.push(doc);
      last += value;
      if (code[0] === "r") run = !run;
      else if (code[0] === "d") found.push(last);
      else if ((last & 255) === mark) found.push(last >> 8);
      value = shift = 0;
    }
    return found;
  }

  function fnv(term) {
    let hash = 0x811c9dc5;
    for (let at = 0; at < 2 * term.length; at++) {
      hash = Math.imul(hash ^ ((term.charCodeAt(at >> 1) >> (8 * (at & 1))) & 255), 0x01000193);
    }
    return hash >>> 0;
  }

  const bucket = (term, buckets, digits = 4) => (fnv(term) % buckets).toString(16).padStart(digits, "0");
  const keyOf = (term) => (term[0] === "^" ? `^${bucket(term.slice(1), 1 << 18, 5)}` : term);

  const table = (text = "") => Object.fromEntries(Array.from(text.matchAll(/(.)(.)/gu), (pair) => pair.slice(1)));

  function parse(query, simple) {
    const words = new Map();
    let years = [0, 9999];
    for (const [whole, name, quoted = "", bare = ""] of query.matchAll(WORD)) {
      const range = name === "年度" && YEARS.exec((quoted || bare).normalize("NFKC"));
      if (range) years = [range[1], range[2] ?? range[1]].map(Number).sort();
      const norm = fold([quoted || bare], simple).text;
      const word = { norm, field: FIELDS[name] ?? "all", phrase: fold([quoted], {}, true).text };
      if (norm && !range) words.set(whole, word);
    }
    return { words: [...words.values()], years };
  }

  /* What each text with it has */
  function terms({ norm, phrase }, common, often) {
    // A phrase may cut a 文号, whose 第 and zeros go.
    const safe = phrase ? norm.split(/[第0-9]+/).filter(Boolean) : [];
    const found = (safe.length ? safe : [norm]).flatMap((part) => {
      const chars = [...part];
      const spans = (size) => chars.slice(size - 1).map((_, at) => chars.slice(at, at + size).join(""));
      return [...pairs(chars), ...spans(3), ...spans(4)];
    });
    const rank = (char) => common.indexOf(char) + 1 || 601;
    let last = -3; // rare four, apart
    return [...new Set(found)].map((gram, at) => {
      const chars = [...gram];
      let bonus = (chars[3] ? 9000 : chars[2] ? 4500 : 0) + (/\d\D/.test(gram) ? 2000 : 0);
      if (chars[3] && at > last + 2 && !bit(often, fnv(gram) & 16383)) [last, bonus] = [at, bonus + 9000];
      return { term: (chars[2] ? "^" : "") + gram, rarity: chars.reduce((sum, char) => sum + rank(char), bonus) };
    }).sort((a, b) => b.rarity - a.rarity);
  }

  /* As initials, as syllables */
  function pinyin(query) {
    const letters = lettersOf(query);
    if (!/^[a-z]+$/.test(letters)) return [];
    let steps = 500;
    function* read(left) {
      for (let length = 6; length && steps-- > 0; length--) {
        const [head, rest] = [left.slice(0, length), left.slice(length)];
        if (!SYLLABLE.test(head) || head.length < length) continue;
        if (!rest) yield [head];
        else for (const way of read(rest)) yield [head, ...way];
      }
    }
    const ways = /[iuv]/.test(letters) ? [] : [[...letters]];
    for (const way of read(letters)) if (ways.length > 1 || ways.push(way) > 1) break;
    return ways.map((way) => pairs(way).map((term) => `~${term}`));
  }

  function sounds(query, row) {
    const letters = lettersOf(query);
    const spelt = row.split(" ");
    return spelt.some((_, from) =>
      spelt.some((_, to) => {
        const part = spelt.slice(from, to + 1);
        return [part.join(""), part.map((one) => one[0]).join("")].includes(letters);
      }),
    );
  }

  function rankOf(parts, [from, to]) {
    let first = 0;
    for (const [, kind, text] of parts) {
      const last = first + (kind > 0 ? kind : text.length);
      if (from >= first && to <= last) return { i: 3, n: 3, t: 1, "": BODY }[kind] ?? 2;
      first += text.length;
    }
    return BODY;
  }

  const look = ({ norm, phrase }, folded) => places(phrase || norm, folded);
  const folding = ({ phrase }, texts, simple) => fold(texts, simple, Boolean(phrase));

  function match(text, words, spoken) {
    if (spoken) {
      const row = text.pinyin.findIndex((one) => sounds(spoken, one));
      return row < 0 ? null : { text, rank: row ? BODY : 1, hits: [] };
    }
    const { number, issuer, simple, folds } = text;
    const place = text.place.flatMap(([short, , name]) => [short, name]);
    const hits = words.map((word) => {
      const { norm, field, phrase } = word;
      const within = (value) => look(word, folding(word, [value], simple)).length;
      if (field !== "all") return { spans: [], rank: { number: [number], issuer: [issuer], place }[field].some(within) ? BODY : 9 };
      folds[Boolean(phrase)] ??= folding(word, text.parts.map((part) => part[2]), simple);
      const spans = look(word, folds[Boolean(phrase)]);
      const isNumber = norm === fold([number], simple).text;
      return { spans, rank: isNumber ? 0 : Math.min(9, ...spans.map((span) => rankOf(text.parts, span))) };
    });
    const rank = Math.max(0, ...hits.map((hit) => hit.rank));
    return rank > BODY ? null : { text, rank, hits };
  }

  /* [text, whether marked] */
  function pieces(text, start, end, all, gaps = []) {
    const spans = all.filter(([from, to]) => to > start && from < end);
    const cuts = [...new Set([start, end, ...[...spans.flat(), ...gaps].filter((at) => at > start && at < end)])];
    cuts.sort((a, b) => a - b);
    return cuts.slice(1).map((to, at) => {
      const from = cuts[at];
      const gap = from > start && gaps.includes(from) ? "　" : "";
      return [gap + text.slice(from, to), spans.some((span) => span[0] <= from && to <= span[1])];
    });
  }

  /* Up to three places */
  function excerpts({ text: { parts, flat }, hits }) {
    const spans = united(hits.flatMap((hit) => hit.spans));
    const gaps = [];
    const found = [];
    let last = 0;
    for (const [anchor, kind, text] of parts) {
      const first = last;
      last += text.length;
      gaps.push(first);
      const here = ([from, to]) => from >= first && from < last && (to > last || !/^[int]$/.test(kind));
      const words = hits.filter((hit) => hit.spans.some(here)).length;
      if (words) found.push({ anchor, first, hit: spans.find(here), score: words + (kind === "h") / 2 });
    }
    const best = found.filter((one) => one.hit).sort((a, b) => b.score - a.score).slice(0, 3);
    return best.sort((a, b) => a.first - b.first).map(({ anchor, first, hit: [from, to] }) => {
      const sentence = flat.slice(from - 30, from).search(/[。；！？][^。；！？]*$/);
      const start = from - first <= 30 ? first : from - (sentence < 0 ? 16 : 29 - sentence);
      const stop = gaps.find((gap) => gap >= to) ?? last;
      const end = Math.min(stop, Math.max(start + 90, to + 20));
      const shown = pieces(flat, start, end, spans, gaps);
      return { anchor, pieces: [[start > first ? "…" : "", false], ...shown, [end < stop ? "…" : "", false]] };
    });
  }

  /* The words as the text has them, for its page */
  function said({ text: { flat }, hits }) {
    const found = hits.flatMap(({ spans }) => spans.slice(0, 1).map(([from, to]) => flat.slice(from, to).replace(/\s+/g, "")));
    return [...new Set(found)].join(" ");
  }

  function marked(line, words, simple) {
    const spans = words.flatMap((word) => look(word, folding(word, [line], simple)));
    return pieces(line, 0, line.length, united(spans));
  }

  function finder(start, load) {
    const { segments, docs: size, facets } = start;
    const years = new Uint16Array(size);
    let first = 0;
    for (const one of [...segments].reverse()) {
      for (const [year, doc] of one.years) years.fill(year, first + doc);
      one.first = first;
      first += one.docs;
    }
    const common = [...start.common];
    const [chars, often] = [start.chars, start.often].map(bytes);
    const texts = new Map();
    const asked = new Set();
    let [spent, weight] = [0, 0]; // by this answer

    async function ask(name, version) {
      const fresh = !asked.has(name);
      asked.add(name);
      spent += fresh;
      const value = await load(name, version);
      if (fresh) weight += new Blob([JSON.stringify(value)]).size;
      return value;
    }

    const filesLeft = () => Math.min(MOST_REQUESTS - spent, Math.floor((MOST_BYTES - weight) / FILE));

    const foreign = (text) => (text.match(HAN) ?? []).some((char) => !bit(chars, char.codePointAt(0) - 0x4e00));
    const shardsOf = (term) => segments.map((one) => `g/${one.name}/${bucket(keyOf(term), one.buckets)}`);

    async function having(term, part = "all") {
      const flags = new Uint8Array(size);
      const shards = await Promise.all(shardsOf(term).map((name, at) => ask(name, segments[at].v)));
      segments.forEach(({ first, docs }, at) => {
        const set = (shards[at][keyOf(term)] ?? "").split(".")[PARTS.indexOf(part)] ?? "";
        if (set === "*") flags.fill(1, first, first + docs); // untold
        for (const doc of set === "*" ? [] : decode(set, fnv(term.slice(1)) >>> 24)) flags[first + doc] = 1;
        flags.vague ||= set === "*";
      });
      return flags;
    }

    /* From at most so many shards */
    function choose(words, picked, most) {
      const fresh = [];
      const queue = words.flatMap((word) => terms(word, common, often).map((one, turn) => ({ word, turn, ...one })));
      let shards = new Set();
      for (const { word, term } of queue.sort((a, b) => a.turn - b.turn || b.rarity - a.rarity)) {
        const needed = new Set([...shards, ...shardsOf(term)]); // the same each time
        if (needed.size > most || picked.get(word).includes(term)) continue;
        shards = needed;
        picked.get(word).push(term);
        fresh.push({ word, term });
      }
      return fresh;
    }

    async function candidates({ field, norm }, picked) {
      const part = async (name) => (await Promise.all(picked.map((term) => having(term, name)))).reduce(both);
      const flags = await part(field);
      const ranks = new Uint8Array(size).fill(BODY);
      if (field !== "all") return { flags, ranks };
      const best = { issuer: 3, number: NUMBER.test(norm) ? 0 : 3, heading: 2, title: 1 };
      for (const [name, rank] of Object.entries(best)) {
        (await part(name)).forEach((flag, doc) => flag && (ranks[doc] = Math.min(ranks[doc], rank)));
      }
      return { flags, ranks };
    }

    async function limited(wanted, named) {
      const limits = {};
      for (const [facet, value] of Object.entries({ region: "r", issuer: "o", status: "s" })) {
        if (wanted[facet]) limits[facet] = await having(`${value}:${wanted[facet]}`);
      }
      const [low, high] = [Math.max(wanted.from || 0, named[0]), Math.min(wanted.to || 9999, named[1])];
      if (low || high < 9999) limits.year = years.map((year) => year >= low && year <= high);
      return limits;
    }

    async function search(wanted) {
      spent = weight = 0;
      const simple = start.t2s && foreign(wanted.q) ? table(await ask("s", start.t2s)) : {};
      const { words, years: named } = parse(wanted.q, simple);
      const limits = await limited(wanted, named);
      const flags = new Uint8Array(size).fill(!words.some((word) => word.field !== "place" && foreign(word.norm)));
      const ranks = new Uint8Array(size);
      const ways = pinyin(wanted.q);
      const most = Math.min(ways.length ? 2 : 4, filesLeft() - 2);
      const picked = new Map(words.map((word) => [word, []]));
      if (flags[0]) choose(words, picked, most);
      let whole = true;
      for (const [word, chosen] of picked) {
        whole &&= !word.phrase && [...word.norm].length < 3 && chosen.length > 0;
        if (!chosen.length) continue;
        const one = await candidates(word, chosen);
        whole &&= !one.flags.vague;
        one.flags.forEach((flag, doc) => (flags[doc] &= flag));
        one.ranks.forEach((rank, doc) => (ranks[doc] = Math.max(ranks[doc], rank)));
      }
      const narrow = (shards) =>
        Promise.all(choose(words, picked, shards).map(async ({ word, term }) => {
          (await having(term, word.field)).forEach((flag, doc) => (flags[doc] &= flag));
        }));
      const answer = answerOf({ words, flags, ranks, limits, whole, narrow, keep: ways.length && 5 });
      answer.idle = !words.length && !Object.keys(limits).length;
      if (!answer.idle) await answer.begin();
      if (answer.found.length || answer.left() || !ways.length) return answer;
      const heard = new Uint8Array(size);
      for (const way of ways) {
        const all = await Promise.all(way.slice(segments[1] && ways[1] ? -1 : -2).map((term) => having(term)));
        all.reduce(both).forEach((flag, doc) => (heard[doc] |= flag));
      }
      const spoken = answerOf({ words: [], flags: heard, ranks, limits, whole: false, spoken: wanted.q });
      await spoken.begin();
      return spoken.found.length || spoken.left() ? spoken : answer;
    }

    function answerOf({ words, flags, ranks, limits, whole, narrow, keep = 0, spoken = "" }) {
      const within = Object.values(limits).reduce(both, flags);
      let order = [...within.keys()].filter((doc) => within[doc]).sort((a, b) => ranks[a] - ranks[b] || b - a);
      const found = [];
      let [at, wrong] = [0, 0];

      async function more(most, shards = 4) {
        if (at && !whole) await narrow?.(shards);
        order = order.filter((doc, place) => place < at || flags[doc]);
        const next = order.slice(at, at + most);
        const read = await Promise.all(next.map(async (doc) => ({ doc, ...match(await textOf(doc), words, spoken) })));
        at += next.length;
        const held = read.filter((one) => one.text);
        wrong += next.length - held.length;
        for (const { doc, text } of read) flags[doc] = text ? 1 : 0;
        found.push(...held.sort((a, b) => a.rank - b.rank || b.doc - a.doc));
      }

      return {
        words,
        spoken,
        found,
        more,
        left: () => order.length - at,
        total: () => order.length - wrong,
        certain: () => whole || at === order.length,
        begin: async () => {
          const room = () => filesLeft() - (found.length ? 0 : keep); // for pinyin
          await more(Math.max(1, Math.min(whole ? 8 : 2, room())), 0);
          if (!found.length && order.length - at > room()) await more(0, room());
          if (room() > 0) await more(room(), 0);
        },
        count: async (facet) => {
          const others = Object.keys(limits).filter((name) => name !== facet);
          const values = await counted(facet, others.map((name) => limits[name]).reduce(both, flags));
          return { values, certain: whole || (at === order.length && !limits[facet]) };
        },
      };
    }

    async function textOf(doc) {
      if (!texts.has(doc)) {
        if (texts.size % 300 === 0) for (const one of texts.values()) one.folds = {};
        const { name, v, first } = segments.find((one) => doc >= one.first);
        const file = `t/${name}/${doc - first}`;
        const text = await ask(file, v);
        const rest = Array.from({ length: text.more ?? 0 }, (_, at) => ask(`${file}-${at + 1}`, v));
        const parts = text.parts.concat(...(await Promise.all(rest)));
        const flat = parts.map((part) => part[2]).join("");
        texts.set(doc, { ...text, parts, flat, simple: table(text.s), folds: {} });
      }
      return texts.get(doc);
    }

    async function counted(facet, flags) {
      const found = new Map();
      const add = (value, docs = 1) => docs && found.set(value, (found.get(value) ?? 0) + docs);
      if (facet === "year") flags.forEach((flag, doc) => add(years[doc], flag));
      for (const name of facet === "status" ? ["有效", ...Object.keys(start.status)] : []) {
        add(name, both(await having(`s:${name}`), flags).filter(Boolean).length);
      }
      const { width, v } = facets[facet] ?? {};
      for (const { name, first, docs } of width ? segments : []) {
        for (let at = 0; at < docs; at += 16384) {
          const part = flags.subarray(first + at, first + Math.min(at + 16384, docs));
          const column = part.includes(1) && (await ask(`c/${facet}/${name}/${at / 16384}`, v));
          const number = (doc) => bytes(column.substr(doc * width, width).padStart(4, "A"));
          part.forEach((flag, doc) => flag && add(number(doc).reduce((sum, byte) => sum * 256 + byte, 0)));
        }
      }
      return found;
    }

    async function label(facet, at) {
      return (await ask(`l/${facet}/${Math.floor(at / 400)}`, facets[facet].v))[at % 400];
    }

    return { search, label, years: [...new Set(years)] };
  }

  return { decode, bucket, keyOf, parse, terms, pinyin, sounds, match, excerpts, said, marked, finder };
})();

if (typeof module !== "undefined") module.exports = searchCore;
