(() => {
  "use strict";
  document.documentElement.classList.add("scripting");
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const wide = matchMedia("(min-width: 62.01rem)");
  const figures = all(".fig");
  const notesOf = (figure) => (figure.dataset.notes || "").split(" ").filter(Boolean).map(byId);
  const figuresOf = new Map(all(".note").map((note) => [note, []]));
  figures.forEach((figure) => notesOf(figure).forEach((note) => figuresOf.get(note).push(figure)));
  let active = null; // the note to set exactly beside its figure

  // Each note goes beside the first of its figures; where two would overlap the later one gives way,
  // and notes before the active one move up for it.
  function align() {
    for (const margin of all(".notes")) {
      const notes = all(":scope > :is(.note, .agreeing)", margin).filter((note) => getComputedStyle(note).display !== "none");
      margin.classList.toggle("aligned", wide.matches);
      margin.style.minHeight = "";
      if (!wide.matches) continue;
      const origin = margin.getBoundingClientRect().top;
      const wanted = (note) => {
        const own = (figuresOf.get(note) || []).filter((figure) => margin.parentElement.contains(figure));
        const first = all(".about a", note).map((link) => byId(link.hash.slice(1))).find((figure) => own.includes(figure)) || own[0];
        return first ? Math.max(0, first.getBoundingClientRect().top - origin - 8) : 0;
      };
      const gap = 10;
      const heights = notes.map((note) => note.offsetHeight);
      const tops = [];
      notes.forEach((note, i) => {
        tops[i] = Math.max(wanted(note), i ? tops[i - 1] + heights[i - 1] + gap : 0);
      });
      const pinned = notes.indexOf(active);
      if (pinned >= 0) {
        tops[pinned] = wanted(active);
        for (let i = pinned - 1; i >= 0; i--) tops[i] = Math.min(tops[i], tops[i + 1] - heights[i] - gap);
        for (let i = pinned + 1; i < notes.length; i++) {
          tops[i] = Math.max(wanted(notes[i]), tops[i - 1] + heights[i - 1] + gap);
        }
        if (tops[0] < 0) { // no room above: all move down together
          const shift = -tops[0];
          for (let i = 0; i < notes.length; i++) tops[i] += i <= pinned ? shift : 0;
          for (let i = pinned + 1; i < notes.length; i++) tops[i] = Math.max(tops[i], tops[i - 1] + heights[i - 1] + gap);
        }
      }
      notes.forEach((note, i) => { note.style.top = `${tops[i]}px`; });
      const last = notes.length - 1;
      margin.style.minHeight = last < 0 ? "" : `${tops[last] + heights[last]}px`;
    }
  }

  function light(elements, on) {
    elements.forEach((element) => element && element.classList.toggle("lit", on));
  }

  function activate(note) {
    active = note;
    align();
  }

  // --- the card at a figure: how it was read, and why it has its verdict ---
  const card = document.createElement("div");
  card.className = "card";
  card.id = "card";
  card.role = "tooltip";
  card.hidden = true;
  document.body.append(card);
  let held = null; // the figure whose card stays until it is dismissed
  let shown = null;

  function line(text, name) {
    const element = document.createElement("div");
    element.className = name;
    element.textContent = text;
    card.append(element);
    return element;
  }

  function show(figure) {
    hide();
    shown = figure;
    const row = byId(figure.dataset.row);
    const cells = row ? all("td", row).map((cell) => cell.textContent.trim()) : [];
    card.replaceChildren();
    card.className = `card ${[...figure.classList].find((name) => name.startsWith("v-")) || ""}`;
    if (cells[5]) line(cells[5], "word");
    line(cells[1] || "", "value");
    line(cells.slice(2, 5).filter(Boolean).join(" · "), "read");
    for (const note of notesOf(figure).slice(0, 3)) {
      const because = line("", "because");
      because.append(note.querySelector(".message").textContent);
      for (const part of all(":is(:scope, :scope > .workings) > :is(.steps, .evidence)", note)) because.append(part.cloneNode(true));
    }
    card.hidden = false;
    figure.setAttribute("aria-describedby", "card");
    light(notesOf(figure), true);
    if (getComputedStyle(card).position === "fixed") return;
    const at = [...figure.getClientRects()].at(-1);
    const below = at.bottom + card.offsetHeight + 12 < innerHeight || at.top < card.offsetHeight + 12;
    card.style.top = `${scrollY + (below ? at.bottom + 8 : at.top - card.offsetHeight - 8)}px`;
    card.style.left = `${scrollX + Math.max(16, Math.min(at.left, document.documentElement.clientWidth - card.offsetWidth - 16))}px`;
  }

  function hide() {
    if (shown) {
      shown.removeAttribute("aria-describedby");
      light(notesOf(shown), false);
    }
    shown = held = null;
    card.hidden = true;
  }

  for (const figure of figures) {
    figure.addEventListener("mouseenter", () => held || show(figure));
    figure.addEventListener("mouseleave", () => held || hide());
    figure.addEventListener("focus", () => figure.matches(":focus-visible") && show(figure));
    figure.addEventListener("blur", hide);
    figure.addEventListener("click", (event) => {
      event.preventDefault();
      const note = notesOf(figure).find((one) => one.tagName === "SECTION");
      if (note && wide.matches) {
        hide();
        activate(note);
        came = figure;
        note.focus({ preventScroll: true });
        note.scrollIntoView({ block: "nearest" });
      } else {
        show(figure);
        held = figure;
      }
    });
  }

  // --- the notes ---
  let came = null; // where escape goes back to
  for (const [note, own] of figuresOf) {
    note.addEventListener("mouseenter", () => light(own, true));
    note.addEventListener("mouseleave", () => light(own, false));
    note.addEventListener("focusin", () => light(own, true));
    note.addEventListener("focusout", () => light(own, false));
    note.addEventListener("click", (event) => event.target.closest("a, summary, button") || activate(note));
  }
  for (const link of all(".about a, .all td a")) {
    link.addEventListener("click", (event) => {
      const figure = byId(link.hash.slice(1));
      if (!figure) return;
      event.preventDefault();
      figure.focus({ preventScroll: true });
      figure.scrollIntoView({ block: "center" });
      activate(link.closest(".note") || active);
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const back = document.activeElement.closest(".note") && (came || null);
    hide();
    if (back) back.focus();
    activate(null);
  });
  document.addEventListener("click", (event) => {
    if (held && !event.target.closest(".fig, .card")) hide();
  });

  // --- from finding to finding, with the buttons or with j and k ---
  const flagged = all("section.note");
  let at = -1;
  function walk(by) {
    const shownOnes = flagged.filter((note) => getComputedStyle(note).display !== "none");
    if (!shownOnes.length) return;
    const from = shownOnes.indexOf(flagged[at]);
    const note = shownOnes[from < 0 ? (by > 0 ? 0 : shownOnes.length - 1) : (from + by + shownOnes.length) % shownOnes.length];
    at = flagged.indexOf(note);
    came = figuresOf.get(note).find((figure) => figure.isConnected) || null;
    activate(note);
    note.focus({ preventScroll: true });
    (wide.matches && came ? came : note).scrollIntoView({ block: "center" });
    for (const said of all(".walk .at")) said.textContent = said.dataset.said.replace("{n}", at + 1).replace("{of}", flagged.length);
  }
  all("[data-walk]").forEach((button) => button.addEventListener("click", () => walk(Number(button.dataset.walk))));
  const mend = byId("mend");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input[type=text], textarea, select")) return;
    if (event.key === "j") walk(1);
    else if (event.key === "k") walk(-1);
    else if (event.key === "m" && mend) mend.click();
  });

  // --- mending: each finding by its button, all of them by the switch ---
  const applies = all(".apply");
  function apply(button, on) {
    const figure = byId(button.dataset.figure);
    [figure, ...all(`.now[data-of="${CSS.escape(button.dataset.figure)}"]`)].forEach((part) => part && part.classList.toggle("mended", on));
    button.setAttribute("aria-pressed", String(on));
    button.textContent = on ? button.dataset.on : button.dataset.off;
  }
  applies.forEach((button) => button.addEventListener("click", () => {
    apply(button, button.getAttribute("aria-pressed") !== "true");
    if (mend) mend.checked = applies.every((one) => one.getAttribute("aria-pressed") === "true");
    align();
  }));
  if (mend) mend.addEventListener("change", () => applies.forEach((button) => apply(button, mend.checked)));

  // --- the text as it is shown, to take away ---
  function written(block) {
    const copy = block.cloneNode(true);
    for (const figure of all(".fig", copy)) {
      const gone = figure.classList.contains("mended") ? ".was" : ".now";
      all(gone, figure).forEach((part) => part.remove());
    }
    all(".now.aside", copy).forEach((part) => part.remove());
    const cells = all("tr", copy).map((row) => all("td", row).map((cell) => cell.textContent.trim()).join("\t"));
    return cells.length ? cells.join("\n") : copy.textContent.trim();
  }
  const copying = byId("copy");
  if (copying && !navigator.clipboard) copying.remove();
  else if (copying) {
    copying.addEventListener("click", async () => {
      const blocks = all(".text > :not(.meta)").map(written);
      await navigator.clipboard.writeText(blocks.join("\n\n"));
      const before = copying.textContent;
      copying.textContent = copying.dataset.said;
      setTimeout(() => { copying.textContent = before; }, 2000);
    });
  }

  // --- keeping it so ---
  all(".tools input").forEach((input) => input.addEventListener("change", align));
  document.addEventListener("toggle", align, true);
  addEventListener("resize", align);
  addEventListener("load", align);
  if (document.fonts) document.fonts.ready.then(align);
  const closed = [];
  addEventListener("beforeprint", () => all("details:is(.all, .workings):not([open])").forEach((one) => { one.open = true; closed.push(one); }));
  addEventListener("afterprint", () => closed.splice(0).forEach((one) => { one.open = false; }));
  align();
})();
