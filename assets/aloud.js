/* Reading the document aloud, sentence by sentence, with the sentence marked.

   One utterance a sentence: voices tell reliably when an utterance ends, and few of the Chinese ones tell more. Pausing
   cancels and remembers the sentence, because pause() ends the reading for good on many phones. */
"use strict";

(() => {
  const bar = document.getElementById("aloud");
  const sheet = document.querySelector(".sheet");
  if (!bar || !sheet || !("speechSynthesis" in window)) return;

  const SENTENCE = /[^。！？；!?;]+[。！？；!?;]*[”’」』）)》]*|[。！？；!?;]+/g;
  const BLOCKS = "p, h1, h2, h3, h4, h5, h6, li, th, td, caption, dt, dd";
  const { chosen, say } = yaodian;
  const speech = window.speechSynthesis;
  const play = document.getElementById("aloud-play");
  const stop = document.getElementById("aloud-stop");
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  let sentences = [];
  let at = 0;
  let state = "idle"; // idle, reading, paused
  let speaking = null; // the utterance, kept so that it isn't collected before it ends
  let unmark = () => {};

  /* The text nodes of the sheet, block by block: a sentence never goes on from one block to the next. */
  function blocks() {
    const found = new Map();
    const walker = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const block = node.parentElement.closest(BLOCKS) || node.parentElement;
      if (block.closest(".visually-hidden, .script-only")) continue;
      if (found.has(block)) found.get(block).push(node);
      else found.set(block, [node]);
    }
    return [...found.values()];
  }

  /* The sentences of a block, each with what is said and the parts of text nodes that it stands in. */
  function split(nodes) {
    const whole = nodes.map((node) => node.data).join("");
    return [...whole.matchAll(SENTENCE)]
      .map((match) => ({ text: match[0].trim(), parts: parts(nodes, match.index, match.index + match[0].length) }))
      .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence.text));
  }

  function parts(nodes, start, end) {
    const found = [];
    let before = 0;
    for (const node of nodes) {
      const from = Math.max(start - before, 0);
      const to = Math.min(end - before, node.length);
      if (from < to) found.push({ node, from, to });
      before += node.length;
    }
    return found;
  }

  function range({ parts }) {
    const whole = document.createRange();
    whole.setStart(parts[0].node, parts[0].from);
    whole.setEnd(parts.at(-1).node, parts.at(-1).to);
    return whole;
  }

  /* Mark a sentence; what comes back takes the mark away and leaves the page as it was, node by node. */
  function mark(sentence) {
    if (window.Highlight && CSS.highlights) {
      CSS.highlights.set("aloud", new Highlight(range(sentence)));
      return () => CSS.highlights.delete("aloud");
    }
    const undo = sentence.parts.map(({ node, from, to }) => {
      const marked = document.createElement("mark");
      marked.textContent = node.data.slice(from, to);
      const pieces = [node.data.slice(0, from), marked, node.data.slice(to)].filter((piece) => piece !== "");
      node.replaceWith(...pieces);
      return () => {
        const parent = marked.parentNode;
        if (marked.previousSibling && from) marked.previousSibling.remove();
        if (marked.nextSibling && to < node.length) marked.nextSibling.remove();
        parent.replaceChild(node, marked);
      };
    });
    return () => undo.forEach((back) => back());
  }

  function follow(sentence) {
    const box = range(sentence).getBoundingClientRect();
    if (box.top > 60 && box.bottom < innerHeight - 160) return;
    scrollBy({ top: box.top - innerHeight / 4, behavior: still.matches ? "auto" : "smooth" });
  }

  /* A Chinese voice of this very device first: others send the text away. */
  function voice() {
    const chinese = speech.getVoices().filter((one) => /^(zh|cmn)/i.test(one.lang));
    return chinese.find((one) => one.localService) || chinese[0] || null;
  }

  function quiet() {
    speaking = null;
    speech.cancel();
    unmark();
    unmark = () => {};
  }

  function read() {
    quiet();
    const sentence = sentences[at];
    if (!sentence) return end("朗读完了");
    follow(sentence);
    unmark = mark(sentence);
    const utterance = new SpeechSynthesisUtterance(sentence.text);
    utterance.lang = "zh-CN";
    utterance.voice = voice();
    utterance.rate = Number(chosen.rate);
    utterance.onend = () => {
      if (utterance !== speaking) return;
      at += 1;
      read();
    };
    utterance.onerror = () => {
      if (utterance === speaking) end("这台设备读不出声音，请检查系统里有没有中文语音");
    };
    speaking = utterance;
    speech.speak(utterance);
  }

  function become(next) {
    state = next;
    play.textContent = { idle: "朗读", reading: "暂停", paused: "继续" }[next];
    stop.hidden = next === "idle";
  }

  /* Reading begins with the first sentence that is on the screen, or below it. */
  function start() {
    sentences = blocks().flatMap(split);
    at = Math.max(sentences.findIndex((sentence) => range(sentence).getBoundingClientRect().bottom > 0), 0);
    become("reading");
    read();
  }

  function end(message) {
    quiet();
    if (document.activeElement === stop) play.focus();
    become("idle");
    say(message);
  }

  play.addEventListener("click", () => {
    if (state === "idle") return start();
    become(state === "reading" ? "paused" : "reading");
    if (state === "reading") return read();
    const place = unmark; // the mark stays where the reading will go on
    unmark = () => {};
    quiet();
    unmark = place;
    return undefined;
  });
  stop.addEventListener("click", () => end("已停止朗读"));
  function escape(event) {
    if (event.key !== "Escape" || state === "idle") return;
    event.preventDefault();
    end("已停止朗读");
  }

  addEventListener("keydown", escape, true); // before care.js, which ends other things
  let rate = chosen.rate;
  document.addEventListener("yaodian-chosen", () => {
    if (!chosen.care && state !== "idle") end("已停止朗读");
    else if (state === "reading" && rate !== chosen.rate) read();
    rate = chosen.rate;
  });
  addEventListener("pagehide", () => state !== "idle" && end(""));
  bar.hidden = false;
  document.documentElement.dataset.aloud = "on"; // the page leaves room for the bar
})();
