(() => {
  "use strict";
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const chosen = (name) => document.querySelector(`input[name="${name}"]:checked`)?.value ?? "*";
  const articles = all("article").map((element) => ({
    element,
    rows: all(".compared tbody tr", element),
    figures: all(".fig", element),
  }));
  const shown = document.querySelector(".shown");

  // A figure is shown if its row is; an article if it is of the language and kind, and holds a figure to show.
  function apply() {
    const [show, lang, kind] = ["show", "lang", "kind"].map(chosen);
    const fits = (value, wanted) => wanted === "*" || value === wanted;
    let rows = 0;
    let texts = 0;
    for (const { element, rows: own, figures } of articles) {
      const right = fits(element.dataset.lang, lang) && fits(element.dataset.kind, kind);
      let here = 0;
      for (const row of own) {
        row.hidden = !(right && row.dataset.filters.split(" ").includes(show));
        here += !row.hidden;
      }
      for (const figure of figures) {
        figure.classList.toggle("off", figure.dataset.rows.split(" ").every((id) => document.getElementById(id).hidden));
      }
      element.hidden = !right || (show !== "all" && !here);
      rows += here;
      texts += !element.hidden;
    }
    shown.textContent = `${rows.toLocaleString("en")} ${rows === 1 ? "figure" : "figures"} in ${texts} ${texts === 1 ? "text" : "texts"}`;
  }

  // A link to a row that is filtered out shows everything again.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#r']");
    const row = link && document.getElementById(link.hash.slice(1));
    if (!row || !row.hidden) return;
    for (const name of ["show", "lang", "kind"]) {
      const first = document.querySelector(`input[name="${name}"]`);
      if (first) first.checked = true;
    }
    apply();
  });
  all(".tools input").forEach((input) => input.addEventListener("change", apply));
  apply();
})();
