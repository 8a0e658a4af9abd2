"use strict";

(() => {
  const KEYS = ["q", "region", "from", "to", "issuer", "status", "all"];
  const PAUSE = 200; // ms
  const STEP = 8;
  const BY_ITSELF = 40; // results that scrolling loads
  const [box, list, panel, told, live, chips, none, trouble, more, indexes] = (
    "q results facets told live chips none trouble more indexes"
  ).split(" ").map((id) => document.getElementById(id));

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value != null) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  /* As scripts, they work from a disk too. */

  const kept = new Map();
  const waiting = new Map();
  yaodian.take = (name, value) => waiting.get(name)?.(value);

  function load(name, version) {
    if (!kept.has(name)) {
      const value = new Promise((resolve, reject) => {
        const script = make("script", { src: `search/${name}.js${version ? `?v=${version}` : ""}` });
        script.onload = script.onerror = () => {
          script.remove();
          reject(new Error(name)); // none after a value
        };
        waiting.set(name, resolve);
        document.head.append(script);
      });
      value.catch(() => kept.delete(name)).finally(() => waiting.delete(name));
      kept.set(name, value);
    }
    return kept.get(name);
  }

  let [state, finder, answer, turn, running, typing] = [{}, null, null, 0, 0, false];

  function read(address) {
    const asked = new URLSearchParams(address);
    return Object.fromEntries(KEYS.map((key) => [key, asked.get(key) ?? ""]));
  }

  function address(changed) {
    return `?${new URLSearchParams(Object.entries({ ...state, ...changed }).filter(([, value]) => value))}`;
  }

  function go(changed, way) {
    const next = address(changed);
    state = read(next);
    try {
      history[way](null, "", next);
    } catch {
      // a file's address may have to stay
    }
    run();
  }

  function busy(on) {
    list.setAttribute("aria-busy", on);
    clearTimeout(busy.timer);
    if (!on) busy.timer = setTimeout(() => (live.textContent = told.textContent), 500); // once the reader rests
  }

  /* Faults are told, unless the reader has moved on. */
  async function attempt(action) {
    const own = turn;
    const current = () => own === turn;
    running += 1;
    busy(true);
    try {
      await action(current);
    } catch (fault) {
      if (!current()) return;
      tell("trouble");
      trouble.querySelector("span").textContent = fault.message;
      show(trouble);
      list.replaceChildren();
      list.dataset.total = "";
    } finally {
      if (current() && !(running -= 1)) busy(false);
    }
  }

  function show(message) {
    none.hidden = message !== none;
    trouble.hidden = message !== trouble;
    indexes.hidden = !message && list.children.length > 0;
  }

  function run() {
    turn += 1;
    running = 0;
    more.hidden = true;
    attempt(async (current) => {
      finder ??= searchCore.finder(await load("start", list.dataset.version), load);
      const found = await finder.search(state);
      // a miss is a lie
      while ((state.all || !(found.idle || found.found.length)) && current() && found.left()) await found.more(STEP);
      if (!current()) return;
      answer = found;
      if (state.all) answer.found.sort((a, b) => a.rank - b.rank || b.doc - a.doc);
      list.replaceChildren(...answer.found.map(result));
      count();
      await facets(current);
    });
  }

  function further() {
    if (list.getAttribute("aria-busy") === "true") return;
    attempt(async (current) => {
      const before = answer.found.length;
      await answer.more(STEP);
      if (!current()) return;
      const focused = document.activeElement === more;
      list.append(...answer.found.slice(before).map(result));
      count();
      if (focused) (list.children[before]?.querySelector("a") ?? box).focus({ preventScroll: true });
      await facets(current);
    });
  }

  const about = (certain) => (certain ? "" : "约 ");
  const tell = (what, docs) => (told.textContent = told.dataset[what].replace("#", docs));

  function count() {
    const { idle, spoken, found } = answer;
    const total = idle ? 0 : answer.total();
    if (idle) tell(state.q ? "empty" : "idle", answer.total());
    else tell(!total ? "none" : !found.length ? "unsure" : spoken ? "spoken" : "found", (about(answer.certain()) || " ") + total);
    list.dataset.total = total;
    more.hidden = idle || !answer.left();
    chips.replaceChildren(...filters());
    show(total || idle ? null : none);
  }

  const marks = (parts) => parts.map(([text, hit]) => (hit ? make("mark", {}, text) : text));

  function result(match) {
    const { text } = match;
    const query = searchCore.said(match);
    const link = (anchor) => text.url + (query && `?${new URLSearchParams({ q: query })}`) + (anchor && `#${anchor}`);
    const marked = (value) => marks(searchCore.marked(value, answer.words, text.simple));
    const place = text.place.map((one) => one[0]).join(" ");
    const facts = [marked(text.issuer), marked(text.number), [place], [text.date || `${text.year}年`]];
    const labels = [text.status, text.kind].filter((label) => label !== "有效" && label !== "原文");
    const best = searchCore.excerpts(match).map((one) => make("li", {}, make("a", { href: link(one.anchor) }, ...marks(one.pieces))));
    return make(
      "li",
      { class: "result", "data-plan": text.id, "data-status": text.status },
      make("a", { class: "row-title", href: link("") }, ...marked(text.title)),
      make(
        "p",
        { class: "row-facts" },
        ...facts.filter((fact) => fact.join("")).map((fact) => make("span", {}, ...fact)),
        ...labels.map((label) => make("span", { class: "mark" }, label)),
      ),
      ...(best.length ? [make("ul", { class: "excerpts" }, ...best)] : []),
    );
  }

  function link(label, changed, total, certain, current) {
    const shown = make("span", { class: "count" }, about(certain) + total);
    return make("a", { href: address(changed), "data-go": "", "aria-current": current ? "true" : null }, label, " ", shown);
  }

  function filters() {
    const { region, issuer, from, to, status } = state;
    const first = answer.found[0]?.text;
    const place = first?.place.find((one) => one[1] === region)?.[0];
    const chosen = [
      [region, `地区：${place ?? region}`, { region: "" }],
      [from || to, `年度：${from === to ? from : `${from || "…"}—${to || "…"}`}`, { from: "", to: "" }],
      [issuer, `发文机关：${first?.issuer ?? issuer}`, { issuer: "" }],
      [status, `状态：${status}`, { status: "" }],
    ];
    const links = chosen.map(([given, label, changed]) => given && make("a", { href: address(changed), "data-go": "" }, `${label} ✕`));
    return links.filter(Boolean).map((one) => make("li", {}, one));
  }

  async function facets(current) {
    if (!panel.open) return;
    const from = answer;
    const focused = document.activeElement;
    years(await from.count("year"));
    for (const part of panel.querySelectorAll("[data-facet]")) {
      const { facet } = part.dataset;
      if (!part.open) continue;
      const { values, certain } = await from.count(facet);
      const content = await { region, issuer, status }[facet](values, certain);
      if (!current() || from !== answer) return;
      part.querySelector("ul").replaceChildren(...content.map((one) => make("li", {}, ...[one].flat())));
    }
    if (!focused.isConnected) {
      const links = [...panel.querySelectorAll("a")];
      (links.find((one) => one.href === focused.href) ?? panel.querySelector("summary")).focus({ preventScroll: true });
    }
  }

  function years({ values, certain }) {
    for (const select of panel.querySelectorAll("select")) {
      const options = finder.years.map((year) => {
        const docs = values.has(year) ? `（${about(certain)}${values.get(year)}）` : "";
        return new Option(`${year}年${docs}`, year, false, String(year) === state[select.name]);
      });
      select.replaceChildren(new Option("不限", ""), ...options);
    }
  }

  async function region(values, certain) {
    const nodes = new Map();
    for (const [index, docs] of values) {
      for (let at = index; at >= 0; at = nodes.get(at).parent) {
        if (!nodes.has(at)) {
          const [name, path, parent] = await finder.label("region", at);
          nodes.set(at, { at, name, path, parent, total: 0 });
        }
        nodes.get(at).total += docs;
      }
    }
    const below = (parent) => [...nodes.values()].filter((one) => one.parent === parent).sort((a, b) => a.at - b.at);
    const branch = ({ at, name, path, total }) => {
      const children = `${state.region}/`.startsWith(`${path}/`) ? below(at) : [];
      const list = make("ul", {}, ...children.map((child) => make("li", {}, ...branch(child))));
      return [link(name, { region: path }, total, certain, state.region === path), ...(children.length ? [list] : [])];
    };
    return below(-1).map(branch);
  }

  let most = 10;
  async function issuer(values, certain) {
    const sorted = [...values].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    const links = sorted.slice(0, most).map(async ([at, total]) => {
      const [name, slug] = await finder.label("issuer", at);
      return link(name, { issuer: slug }, total, certain, state.issuer === slug);
    });
    const button = make("button", { type: "button", class: "tool" }, `其余 ${sorted.length - most} 个`);
    button.addEventListener("click", () => {
      most += 30;
      attempt(facets);
    });
    return [...(await Promise.all(links)), ...(sorted.length > most ? [button] : [])];
  }

  const status = (values, certain) =>
    [...values].map(([name, total]) => link(name, { status: name }, total, certain, state.status === name));

  let pausing = 0;

  function typed() {
    clearTimeout(pausing);
    pausing = setTimeout(() => {
      if (box.value === state.q) return;
      go({ q: box.value, all: "" }, typing ? "replaceState" : "pushState");
      typing = true;
    }, PAUSE);
  }

  function settle(changed) {
    clearTimeout(pausing);
    const next = { all: "", ...changed, q: box.value };
    if (address(next) !== address({})) go(next, "pushState");
    typing = false;
  }

  function back() {
    typing = false;
    state = read(location.search);
    box.value = state.q;
    run();
  }

  box.addEventListener("input", (event) => event.isComposing || typed());
  box.addEventListener("compositionend", typed);
  box.form.addEventListener("submit", (event) => {
    event.preventDefault();
    settle({});
  });
  panel.addEventListener("change", () => {
    const [from, to] = [...panel.querySelectorAll("select")].map((select) => select.value);
    settle(to && from > to ? { from: to, to: from } : { from, to });
  });
  panel.addEventListener("toggle", () => answer && attempt(facets), true);
  more.addEventListener("click", further);
  trouble.querySelector("button").addEventListener("click", run);
  document.addEventListener("click", (event) => {
    const followed = event.target.closest("[data-go]");
    if (!followed || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    settle(read(followed.search));
    if (chips.contains(followed)) told.focus();
  });
  addEventListener("popstate", back);
  addEventListener("scroll", () => {
    const near = more.getBoundingClientRect().top < innerHeight + 300;
    if (near && !more.hidden && answer.found.length < BY_ITSELF) further();
  });
  addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const titles = [...list.querySelectorAll(".row-title")];
    const at = titles.indexOf(target.closest(".result")?.querySelector(".row-title"));
    const inList = at >= 0;
    const clears = key === "Escape" && target === box && box.value;
    let to = null;
    if (key === "/" && !target.closest("input, textarea, select")) to = box;
    if (clears || (key === "Escape" && inList)) to = box;
    if (key === "ArrowDown" && (inList || target === box)) to = titles[at + 1];
    if (key === "ArrowUp" && inList) to = titles[at - 1] ?? box;
    if (!to) return;
    event.preventDefault();
    to.focus();
    if (clears) {
      box.value = "";
      settle({});
    } else if (to === box) box.select();
  });

  panel.open = matchMedia("(min-width: 60em)").matches;
  back();
})();
