/* The choices of size, colour and 关怀版, the keys of its toolbar, and the line that helps to read. */
"use strict";

(() => {
  const { chosen, choose, say } = yaodian;
  const careSwitch = document.getElementById("care-switch");
  const controls = document.querySelectorAll("[data-set]");

  function show() {
    for (const control of controls) {
      const value = chosen[control.dataset.set];
      if (control.localName === "select") control.value = value;
      else control.setAttribute("aria-pressed", String(value === control.dataset.value));
    }
    guide.hidden = !(chosen.care && chosen.guide);
  }

  /* What a control is called: 字号：特大 */
  function name(button) {
    const group = button.closest("[role=group]");
    const label = group && document.getElementById(group.getAttribute("aria-labelledby"));
    return (label ? `${label.textContent}：` : "") + button.textContent.trim();
  }

  function press(button) {
    const { set, value, toggles } = button.dataset;
    const on = chosen[set] !== value;
    if (!on && toggles === undefined) return;
    choose(set, on ? value : "");
    say(name(button) + (toggles === undefined ? "" : on ? "已打开" : "已关闭"));
  }

  function leave() {
    choose("care", "");
    careSwitch.focus();
    say("关怀版已关闭");
  }

  /* ← → Home End go from button to button; Tab does so too, as it does everywhere else. */
  function move(event, toolbar) {
    const buttons = [...toolbar.querySelectorAll("button")].filter((button) => button.offsetParent);
    const at = buttons.indexOf(document.activeElement);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    if (next === undefined || at < 0) return;
    event.preventDefault();
    buttons.at(next % buttons.length).focus();
  }

  /* Escape ends one thing at a time. Reading aloud comes first: see aloud.js. */
  function escape(event) {
    if (event.key !== "Escape" || event.defaultPrevented || !chosen.care) return;
    if (chosen.guide) press(document.querySelector("[data-set=guide]"));
    else if (document.activeElement.closest(".care-tools")) leave();
  }

  const guide = document.createElement("div");
  guide.className = "care-guide";
  guide.setAttribute("aria-hidden", "true");
  document.body.append(guide);

  function guideTo(y) {
    guide.style.transform = `translateY(${Math.round(y)}px) translateY(-50%)`;
  }

  guideTo(innerHeight / 3);
  addEventListener("pointermove", (event) => guideTo(event.clientY), { passive: true });
  addEventListener("pointerdown", (event) => guideTo(event.clientY), { passive: true });
  addEventListener("focusin", (event) => {
    const box = event.target.getBoundingClientRect();
    if (event.target.matches(":focus-visible")) guideTo(box.top + Math.min(box.height, innerHeight) / 2);
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.matches("[data-set]")) press(button);
    else if (button?.id === "care-leave") leave();
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("select[data-set]")) choose(event.target.dataset.set, event.target.value);
  });
  addEventListener("keydown", escape);
  for (const toolbar of document.querySelectorAll("[role=toolbar]")) {
    toolbar.addEventListener("keydown", (event) => move(event, toolbar));
  }
  document.addEventListener("yaodian-chosen", show);
  show();
})();
