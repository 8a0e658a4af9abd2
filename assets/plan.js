/* A plan's page: links that copy themselves, the table of contents that follows, citing, printing. */
"use strict";

(() => {
  const { say } = yaodian;

  /* Whether the text is on the clipboard now. Without https there is only the old way. */
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const field = document.createElement("textarea");
      const focused = document.activeElement;
      field.value = text;
      field.className = "visually-hidden";
      document.body.append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      focused?.focus({ preventScroll: true });
      return done;
    }
  }

  /* The browser follows the link as ever, so its address stands in the address bar in any case. */
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a.permalink");
    if (!link) return;
    const name = link.getAttribute("aria-label");
    say((await copy(link.href)) ? `已复制${name}` : `地址栏里就是${name}`);
  });

  document.getElementById("print")?.addEventListener("click", () => print());

  /* 引用日期 is the reader's own day. */
  const today = document.getElementById("citing-date");
  if (today) {
    const now = new Date();
    const two = (n) => String(n).padStart(2, "0");
    today.textContent = `[${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}]`;
    document.getElementById("citing-copy").addEventListener("click", async () => {
      const done = await copy(document.getElementById("citing-text").textContent);
      say(done ? "已复制引用格式" : "没能复制，请选中文字后自己复制");
    });
  }

  /* The contents show where the reader is: at the last heading above a line in the upper third of the window. The box
     that is watched reaches up without end, so a heading that a jump has left behind counts too. */
  const links = new Map();
  for (const link of document.querySelectorAll(".outline a")) {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (target) links.set(target, link);
  }
  const passed = new Set();
  let current = null;

  function here(entries) {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) passed.add(target);
      else passed.delete(target);
    }
    const next = links.get([...links.keys()].findLast((target) => passed.has(target)));
    if (next === current) return;
    current?.removeAttribute("aria-current");
    next?.setAttribute("aria-current", "location");
    current = next;
    if (next) keepInSight(next);
  }

  function keepInSight(link) {
    const side = link.closest(".side");
    if (!side || side.scrollHeight <= side.clientHeight) return;
    const [box, frame] = [link.getBoundingClientRect(), side.getBoundingClientRect()];
    if (box.top < frame.top || box.bottom > frame.bottom) side.scrollTop += box.top - frame.top - frame.height / 2;
  }

  const watcher = new IntersectionObserver(here, { rootMargin: "1000000px 0px -66% 0px" });
  for (const target of links.keys()) watcher.observe(target);
})();
