/* The normal form of a text (docs/search.md), each unit of which knows where it came from */
"use strict";

const searchText = (() => {
  const CLUSTER = /[^][\p{M}\uff9e\uff9f\u1160-\u11ff]*/gu; // what may be composed
  const KEPT = /[\p{L}\p{N}\u{20000}-\u{3ffff}]/u;
  const SERIAL = /(?:19|20)[0-9]{2}[)\]}〕】〉》」』]?(\s*第?\s*0*)[1-9][0-9]{0,5}(?:[/、][0-9]{1,6})*\s*[号號]/g;

  /* `simple`: simplified by traditional characters; `strict`: with punctuation */
  function fold(texts, simple = {}, strict = false) {
    const found = { text: "", from: [], to: [] };
    let base = 0;
    for (const text of texts) {
      let chars = [];
      for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
        for (const char of cluster.normalize("NFKC").toLowerCase()) chars.push([char, base + index, cluster.length]);
      }
      const whole = [...text.normalize("NFKC").toLowerCase()]; // σ or ς
      if (whole.length === chars.length) chars = chars.map(([, ...place], at) => [whole[at], ...place]);
      if (!strict) chars = withoutZeros(chars);
      for (const [char, from, length] of chars) {
        const unit = strict ? char.trim() : /[○◯]/.test(char) ? "〇" : KEPT.test(char) ? (simple[char] ?? char) : "";
        found.text += unit;
        for (let at = 0; at < unit.length; at++) {
          found.from.push(from);
          found.to.push(from + length);
        }
      }
      base += text.length;
    }
    return found;
  }

  /* 〔2013〕第007号 is 〔2013〕7号. */
  function withoutZeros(chars) {
    const line = chars.map(([char]) => char[1] ? "_" : char).join("");
    const dropped = new Set();
    for (const { 0: number, 1: zeros, index } of line.matchAll(SERIAL)) {
      const first = index + number.indexOf(zeros, 4);
      for (let at = 0; at < zeros.length; at++) dropped.add(first + at);
    }
    return dropped.size ? chars.filter((_, at) => !dropped.has(at)) : chars;
  }

  function places(word, { text, from, to }) {
    const found = [];
    for (let at = word ? text.indexOf(word) : -1; at >= 0; at = text.indexOf(word, at + word.length)) {
      found.push([from[at], to[at + word.length - 1]]);
    }
    return found;
  }

  function united(spans) {
    const found = [];
    for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
      const last = found.at(-1);
      if (from <= last?.[1]) last[1] = Math.max(last[1], to);
      else found.push([from, to]);
    }
    return found;
  }

  return { fold, places, united };
})();

if (typeof module !== "undefined") module.exports = searchText;
