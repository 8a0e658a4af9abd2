/* Filtering a long list by typing: what doesn't hold the typed text is hidden, and headings left without anything. */
"use strict";

(() => {
  const FEW = 15;
  const main = document.getElementById("main");

  /* As people compare: full or half width, upper or lower case, blanks and punctuation don't matter. */
  function plain(text) {
    return text.normalize("NFKC").toLowerCase().replace(/[\s\p{P}\p{S}]+/gu, "");
  }

  function entries() {
    const rows = [...main.querySelectorAll(".rows > .row")];
    const found = rows.length ? rows : [...main.querySelectorAll(".links > li")];
    const listed = found.filter((entry) => !entry.closest(".pager, .plan-page, .run"));
    return listed.length > FEW ? listed : [];
  }

  const items = entries().map((element) => ({ element, text: plain(element.textContent) }));
  if (!items.length || document.body.dataset.page === "search") return;

  /* The headings, each with what stands below it. A heading that holds the text keeps all of that. */
  const groups = [...main.querySelectorAll(".group, .province, .link-block")].map((element) => ({
    element,
    text: plain(element.querySelector("h2").textContent),
    items: items.filter((item) => element.contains(item.element)),
  }));

  const single = groups.filter((group) => group.element.matches(".province") && !group.items.length);

  const box = document.createElement("div");
  box.className = "filter";
  const label = document.createElement("label");
  label.textContent = "在本页里筛选";
  const input = document.createElement("input");
  input.type = "search";
  input.id = "filter";
  input.autocomplete = "off";
  label.htmlFor = input.id;
  const told = document.createElement("p");
  told.setAttribute("role", "status");
  box.append(label, input, told);
  const unit = items[0].element.matches(".row") ? "份" : "个";

  function filter() {
    const typed = plain(input.value);
    for (const item of items) item.element.hidden = !item.text.includes(typed);
    for (const group of groups) {
      const named = group.text.includes(typed);
      if (named) for (const item of group.items) item.element.hidden = false;
      group.element.hidden = !named && group.items.every((item) => item.element.hidden);
    }
    const counted = [...items, ...single];
    const shown = counted.filter((item) => !item.element.hidden).length;
    told.textContent = typed ? `显示 ${shown} / ${counted.length} ${unit}` : "";
  }

  input.addEventListener("input", filter);
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !input.value) return;
    event.preventDefault();
    input.value = "";
    filter();
  });
  const { element } = items[0];
  (element.closest(".group, .province, .link-block") ?? element.parentElement).before(box);
})();
