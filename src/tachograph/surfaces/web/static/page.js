(() => {
  "use strict";
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const root = document.documentElement;

  // --- light and dark ---
  one(".theme").addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch { /* not kept */ }
  });

  // --- red for up, as in China, or blue for up ---
  const colours = one(".colours");
  colours.setAttribute("aria-pressed", String(root.dataset.colours === "china"));
  colours.addEventListener("click", () => {
    const china = root.dataset.colours !== "china";
    if (china) root.dataset.colours = "china"; else delete root.dataset.colours;
    colours.setAttribute("aria-pressed", String(china));
    try { localStorage.setItem("colours", china ? "china" : ""); } catch { /* not kept */ }
  });

  // --- menus close when one looks elsewhere ---
  const menus = all("details.menu");
  document.addEventListener("click", (event) => menus.forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; }));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = menus.find((menu) => menu.open);
    if (open) { open.open = false; one("summary", open).focus(); }
  });

  // --- what a mark of a chart stands for, beside the pointer or the focus ---
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.setAttribute("aria-hidden", "true"); // its text is the mark's own label
  const marked = (event) => event.target.closest?.("figure.chart svg :is(a, [tabindex])");
  const hide = () => tip.remove();
  for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, (event) => {
    const mark = marked(event);
    if (!mark) return hide();
    tip.textContent = mark.getAttribute("aria-label");
    document.body.append(tip);
    const title = one("title", mark);
    if (title) title.remove(); // the browser's own would come late and beside it
    const at = (one(".dot", mark) || mark).getBoundingClientRect(), size = tip.getBoundingClientRect();
    tip.style.left = `${Math.max(4, Math.min(at.left + at.width / 2 - size.width / 2, innerWidth - size.width - 4))}px`;
    tip.style.top = `${at.top - size.height - 8 < 0 ? at.bottom + 8 : at.top - size.height - 8}px`;
  });
  document.addEventListener("focusout", hide);
  document.addEventListener("scroll", hide, { passive: true });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });

  // Left and right go from mark to mark.
  document.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key], mark = marked(event);
    if (!step || !mark) return;
    const marks = all("a, [tabindex]", mark.closest("svg")), next = marks[marks.indexOf(mark) + step];
    if (next) { event.preventDefault(); next.focus(); }
  });

  // --- a chart as PNG: drawn from its SVG file, twice as large ---
  all("button.png").forEach((button) => button.addEventListener("click", async () => {
    const picture = new Image();
    picture.src = button.dataset.from;
    await picture.decode();
    const canvas = document.createElement("canvas");
    canvas.width = 2 * picture.naturalWidth;
    canvas.height = 2 * picture.naturalHeight;
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = new URL(button.dataset.from, location.href).pathname.split("/").pop().replace(/svg$/, "png");
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    }, "image/png");
  }));

  // --- the form ---
  const form = one("form.ask");
  if (form) asking(form);
  // A page that comes back from the browser's memory must not still say that it is busy.
  addEventListener("pageshow", () => all("button[data-busy]").forEach((button) => {
    if (button.dataset.idle) { button.textContent = button.dataset.idle; button.disabled = false; }
  }));
  all("form:not(.ask)").forEach((other) => other.addEventListener("submit", () => busy(other)));

  function busy(within) {
    const button = one("button[data-busy]", within);
    if (!button) return;
    button.dataset.idle = button.textContent;
    button.textContent = button.dataset.busy;
    setTimeout(() => { button.disabled = true; });
  }

  function asking(form) {
    const text = one("#text", form), file = one("#file", form), url = one("#url", form), trouble = one(".trouble", form);
    const dropped = one(".dropped", form);
    const name = () => {
      dropped.hidden = !file.files.length;
      one("span", dropped).textContent = [...file.files].map((each) => each.name).join(", ");
    };
    file.addEventListener("change", name);
    one("button", dropped).addEventListener("click", () => { file.value = ""; name(); });
    const files = (event) => event.dataTransfer && event.dataTransfer.types.includes("Files"); // a text goes where texts go
    document.addEventListener("dragover", (event) => {
      if (!files(event)) return;
      event.preventDefault();
      form.classList.add("over");
    });
    document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) form.classList.remove("over"); });
    document.addEventListener("drop", (event) => {
      form.classList.remove("over");
      if (!files(event)) return;
      event.preventDefault();
      file.files = event.dataTransfer.files;
      name();
    });
    form.addEventListener("submit", (event) => {
      const given = [text.value.trim(), file.files.length, url && url.value.trim()].filter(Boolean).length;
      trouble.hidden = given === 1;
      if (given === 1) return busy(form);
      event.preventDefault();
      trouble.textContent = given ? trouble.dataset.several : trouble.dataset.nothing;
      text.focus();
    });
    text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    });
  }

  // --- how far a check is ---
  const waiting = one(".waiting");
  if (waiting) follow();
  async function follow() {
    try {
      const answer = await fetch(waiting.dataset.job, { cache: "no-store" });
      const job = await answer.json();
      if (!answer.ok || job.stage === "done" || job.stage === "failed") return location.reload();
      for (const stage of all("[data-stage]", waiting)) {
        if (stage.dataset.stage === job.stage) stage.setAttribute("aria-current", "step");
        else stage.removeAttribute("aria-current");
      }
      const figures = one(".figures", waiting);
      if (job.figures !== null) figures.textContent = figures.dataset.said.replace("{n}", job.figures);
    } catch { /* asked again below */ }
    setTimeout(follow, 700);
  }

  // --- how far what the page is about is: it is there as soon as another answer comes ---
  const pending = one(".pending");
  if (pending) again();
  async function again() {
    try {
      const answer = await fetch(location.href, { cache: "no-store", headers: { Accept: "application/json" } });
      if (answer.status !== 202) return location.reload();
      const { done, of } = await answer.json();
      const bar = one("progress", pending);
      bar.max = of || 1;
      bar.value = done;
    } catch { /* asked again below */ }
    setTimeout(again, 700);
  }

  // --- taking a result away ---
  const link = one("#link");
  if (link) {
    link.value = new URL(link.value, location.href).href;
    link.addEventListener("focus", () => link.select());
    const copy = one("#copy-link");
    copy.addEventListener("click", async () => {
      link.select();
      try { await navigator.clipboard.writeText(link.value); } catch { return; } // it is selected, to be copied by hand
      const before = copy.textContent;
      copy.textContent = copy.dataset.said;
      setTimeout(() => { copy.textContent = before; }, 2000);
    });
  }
  const print = one("button.print");
  if (print) print.addEventListener("click", () => window.print());
})();
