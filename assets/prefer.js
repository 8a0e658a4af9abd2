/* What a reader has chosen, kept by the browser, and put on <html> before anything is shown.

   The one script that the page waits for: with it no page flashes in another size or colour first. Where the browser
   keeps nothing, a choice holds as long as its page. All values are strings; "" is off or the system's own way. */
"use strict";

const yaodian = (() => {
  const root = document.documentElement;
  const possible = {
    care: ["", "on"],
    size: ["1", "2", "3"],
    theme: ["", "light", "dark", "contrast"],
    contrast: ["high", "normal", "yellow"],
    guide: ["", "on"],
    rate: ["1", "0.7", "1.4"],
  };
  const chosen = {};

  /* A value kept under a name of ours: an object, or {} where there is none. */
  function load(name) {
    try {
      return JSON.parse(localStorage.getItem(name)) || {};
    } catch {
      return {};
    }
  }

  /* Whether the browser has kept it. */
  function keep(name, value) {
    try {
      localStorage.setItem(name, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  }

  function read() {
    const kept = load("yaodian");
    for (const [name, values] of Object.entries(possible)) {
      chosen[name] = values.includes(kept[name]) ? kept[name] : values[0];
    }
  }

  function mark(name, value) {
    if (value) root.dataset[name] = value;
    else delete root.dataset[name];
  }

  function apply() {
    const care = chosen.care;
    mark("care", care);
    mark("size", care && chosen.size);
    mark("guide", care && chosen.guide);
    mark("theme", chosen.theme === "contrast" ? "" : chosen.theme);
    if (care) mark("contrast", chosen.contrast === "normal" ? "" : chosen.contrast);
    else mark("contrast", chosen.theme === "contrast" ? "high" : "");
    document.dispatchEvent(new Event("yaodian-chosen"));
  }

  function choose(name, value) {
    chosen[name] = value;
    keep("yaodian", chosen);
    apply();
  }

  /* Tell the reader what happened, on the page and through a screen reader. */
  let clearing = 0;
  function say(text) {
    const said = document.getElementById("said");
    said.textContent = text;
    clearTimeout(clearing);
    clearing = setTimeout(() => (said.textContent = ""), 6000);
  }

  /* Another tab chose, or the browser brings back a page as it was left. */
  function again(event) {
    if (event.type === "storage" || event.persisted) {
      read();
      apply();
    }
  }

  mark("script", "on");
  mark("framed", window.name.startsWith("beside-") && window.parent !== window ? "on" : "");
  read();
  apply();
  addEventListener("storage", again);
  addEventListener("pageshow", again);
  /* The files of the search index are scripts that call yaodian(name, value); `take` is set by who asks for them. */
  const taken = (name, value) => taken.take?.(name, value);
  return Object.assign(taken, { chosen, choose, say, load, keep });
})();
