/* On a plan's page that a search has led to (?q=…): the words marked, one after the other, until the reader has enough. */
"use strict";

(() => {
  const sheet = document.querySelector(".sheet");
  const words = (new URLSearchParams(location.search).get("q") ?? "").split(/\s+/).filter(Boolean);
  if (!sheet || !words.length) return;
  const { fold, places, united } = searchText;

  const nodes = [];
  const walker = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.parentElement.closest(".visually-hidden, .notices")) nodes.push(node);
  }
  const folded = fold(nodes.map((node) => node.data));
  const spans = united(words.flatMap((word) => places(fold([word]).text, folded)));

  /* Each place of the text may lie in several nodes: what is in one of them gets a mark of its own. */
  const found = [];
  let before = 0;
  let at = 0;
  for (const node of nodes) {
    const { data } = node;
    const pieces = [];
    let done = 0;
    for (; at < spans.length && spans[at][0] < before + data.length; at++) {
      const from = Math.max(spans[at][0] - before, 0);
      const to = Math.min(spans[at][1] - before, data.length);
      const mark = document.createElement("mark");
      mark.textContent = data.slice(from, to);
      pieces.push(data.slice(done, from), ...(mark.textContent.trim() ? [mark] : [mark.textContent]));
      if (mark.textContent.trim()) found.push({ mark, span: at });
      done = to;
      if (spans[at][1] > before + data.length) break; // it goes on in the next node
    }
    if (pieces.length) node.replaceWith(...[...pieces, data.slice(done)].filter((piece) => piece !== ""));
    before += data.length;
  }
  if (!found.length) return;

  const firsts = found.filter(({ span }, n) => span !== found[n - 1]?.span).map(({ mark }) => mark);
  let shown = -1;

  function go(to) {
    firsts[shown]?.removeAttribute("data-here");
    shown = to % firsts.length;
    firsts[shown].dataset.here = "";
    firsts[shown].scrollIntoView({ block: "center" });
    count.textContent = `第 ${shown + 1} 处，共 ${firsts.length} 处`;
  }

  function button(text, action) {
    const element = document.createElement("button");
    element.type = "button";
    element.className = "tool";
    element.textContent = text;
    element.addEventListener("click", action);
    return element;
  }

  const bar = document.createElement("div");
  bar.className = "mark-bar script-only"; // which is neither read aloud nor printed
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "查找的词");
  const count = document.createElement("p");
  count.setAttribute("role", "status");
  count.textContent = `标出 ${firsts.length} 处`;
  const forward = button("下一处", () => go(shown + 1));
  const clear = button("去掉标记", () => {
    for (const { mark } of found) mark.replaceWith(...mark.childNodes);
    bar.remove();
    document.getElementById("main").focus({ preventScroll: true });
    history.replaceState(null, "", location.pathname + location.hash);
  });
  bar.append(count, ...(firsts.length > 1 ? [forward] : []), clear);
  sheet.prepend(bar);

  /* The first place at or after what the address names: where the reader was sent. */
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const after = (mark) => target.contains(mark) || target.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING;
  const start = () => go(Math.max(target ? firsts.findIndex(after) : 0, 0));
  if (document.readyState === "complete") start();
  else addEventListener("load", start); // when the browser has gone to the fragment itself
})();
