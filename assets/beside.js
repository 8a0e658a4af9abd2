/* Two plans side by side: choosing the other one on a plan's page, the page that shows both, and what the two shown
   pages do in it. Messages, because pages opened from a disk may not look into each other. */
"use strict";

(() => {
  const { say, load, keep } = yaodian;
  const ID = /^[A-Za-z0-9._-]+$/;

  /* On a plan's page: the form, and the plan that the reader noted on another page. */
  function choosing(form) {
    const own = form.elements.a.value;
    const select = form.elements.b;
    const noted = load("yaodian-noted");
    if (typeof noted.id === "string" && ID.test(noted.id) && noted.id !== own) {
      const group = document.createElement("optgroup");
      group.label = "先前记下的";
      group.append(new Option(String(noted.title), noted.id, true, true));
      select.prepend(group);
    }
    const none = !select.options.length;
    for (const part of form.querySelectorAll("[data-needs-choice]")) part.hidden = none;
    document.getElementById("beside-note").addEventListener("click", () => {
      const done = keep("yaodian-noted", { id: own, title: form.dataset.title });
      say(done ? "已记下这份。请打开另一份，在那里点“并排看”" : "浏览器不让网页记东西，没能记下");
    });
  }

  /* On beside.html: the two pages, which tell their titles and how far they are scrolled. */
  function showing(stage) {
    const asked = new URLSearchParams(location.search);
    const sides = ["a", "b"].map((name) => ({
      id: asked.get(name) ?? "",
      frame: document.getElementById(`beside-${name}`),
      link: document.getElementById(`beside-${name}-title`),
    }));
    if (!sides.every((side) => ID.test(side.id))) return;
    for (const { id, frame, link } of sides) {
      link.href = frame.src = `plans/${id}.html`;
      link.textContent = id;
    }
    stage.hidden = false;
    document.getElementById("beside-empty").hidden = true;
    const together = document.getElementById("beside-together");
    together.addEventListener("click", () => {
      const on = together.getAttribute("aria-pressed") !== "true";
      together.setAttribute("aria-pressed", String(on));
      say(on ? "两份一起滚动" : "两份各自滚动");
    });
    addEventListener("message", ({ source, data }) => {
      const [from, to] = sides[0].frame.contentWindow === source ? sides : [...sides].reverse();
      if (from.frame.contentWindow !== source) return;
      if (typeof data?.title === "string") from.frame.title = from.link.textContent = data.title;
      if (typeof data?.at !== "number" || together.getAttribute("aria-pressed") !== "true") return;
      to.frame.contentWindow.postMessage({ at: data.at }, "*");
    });
  }

  /* Inside a frame: only the page around may say where to scroll, and links leave the frame. */
  function shown() {
    const height = () => Math.max(document.documentElement.scrollHeight - innerHeight, 1);
    let told = -1; // where this page was scrolled by the other, which needn't hear of it again
    parent.postMessage({ title: document.querySelector("h1").textContent.trim() }, "*");
    addEventListener("scroll", () => {
      if (Math.abs(scrollY - told) > 2) parent.postMessage({ at: scrollY / height() }, "*");
      told = -1;
    });
    addEventListener("message", ({ source, data }) => {
      if (source !== parent || typeof data?.at !== "number") return;
      told = Math.round(data.at * height());
      scrollTo({ top: told, behavior: "instant" });
    });
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href]");
      if (link && !link.getAttribute("href").startsWith("#")) link.target = "_top";
    });
  }

  const form = document.getElementById("beside-form");
  const stage = document.getElementById("beside-stage");
  if (stage) showing(stage);
  else if (document.documentElement.dataset.framed) shown();
  else if (form) choosing(form);
})();
