"use strict";
// Searches and filters the rows of all lists. Without it the page shows everything.
(() => {
  const form = document.getElementById("filters");
  const words = document.getElementById("words");
  const year = document.getElementById("year");
  const list = document.getElementById("list");
  const said = document.getElementById("said");
  const sections = [...document.querySelectorAll(".list")].map((section) => ({
    section,
    count: section.querySelector(".count"),
    periods: [...section.querySelectorAll(".period")],
    rows: [...section.querySelectorAll(".row")].map((row) => ({ row, years: row.dataset.years.split(" ") })),
  }));
  const plain = (text) => text.normalize("NFC").toLowerCase();
  let texts = null; // made at the first search

  function textsOfRows() {
    return new Map(sections.flatMap(({ rows }) => rows.map(({ row }) =>
      [row, plain(row.textContent + " " + (row.dataset.words ?? ""))])));
  }

  function filter() {
    const wanted = plain(words.value).split(/\s+/).filter(Boolean);
    if (wanted.length) texts ??= textsOfRows();
    const shares = [];
    for (const { section, count, periods, rows } of sections) {
      section.hidden = list.value !== "" && list.value !== section.dataset.list;
      let shown = 0;
      for (const { row, years } of rows) {
        const fits = (!year.value || years.includes(year.value)) &&
          wanted.every((word) => texts.get(row).includes(word));
        row.hidden = !fits;
        shown += fits;
      }
      for (const period of periods) period.hidden = !period.querySelector(".row:not([hidden])");
      count.textContent = shown === rows.length ? rows.length
        : count.dataset.of.replace("{0}", shown).replace("{1}", rows.length);
      if (!section.hidden) shares.push(section.querySelector("h2").textContent.trim());
    }
    said.textContent = shares.join(", ");
  }

  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
})();
