"use strict";
// Joins what belongs together in the text and the panel, filters by kind, and moves with the keyboard.
// Without it the page still shows everything, and its links lead from facts to mentions.
(() => {
  const article = document.getElementById("article");
  const columns = document.querySelector(".columns");
  const bar = document.getElementById("chosen");
  const said = document.getElementById("said");
  const toFact = document.getElementById("to-fact");
  const marks = [...article.querySelectorAll("mark[id]")];
  const groups = new Map();
  for (const element of document.querySelectorAll("[data-g]")) {
    for (const group of element.dataset.g.split(" ")) {
      if (!groups.has(group)) groups.set(group, []);
      groups.get(group).push(element);
    }
  }
  let lit = [];
  let stop = marks[0]; // the one mark that the Tab key reaches
  let chosenFact = null;

  const kindOf = (mark) => mark.classList[0];
  const isOn = (mark) => !columns.classList.contains("off-" + kindOf(mark));
  // A mark that was cut has its id and its words on the first piece only.
  const headOf = (mark) => mark.id ? mark : marks.findLast((head) =>
    head.dataset.g === mark.dataset.g && head.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING);
  const marked = (target) => {
    let mark = target.closest?.("[data-g]");
    while (mark && mark.matches("mark") && !isOn(mark)) mark = mark.parentElement.closest("[data-g]");
    return mark;
  };

  function light(element) {
    for (const old of lit) old.classList.remove("lit");
    lit = element ? element.dataset.g.split(" ").flatMap((group) => groups.get(group)) : [];
    for (const one of lit) one.classList.add("lit");
  }

  function stopAt(mark) {
    if (stop) stop.tabIndex = -1;
    stop = mark;
    if (stop) stop.tabIndex = 0;
  }

  function choose(mark) {
    const fact = document.getElementById("f-" + mark.dataset.g.split(" ")[0]);
    chosenFact?.classList.remove("chosen");
    chosenFact = fact;
    fact.classList.add("chosen");
    said.textContent = mark.title;
    toFact.href = "#" + fact.id;
    bar.hidden = false;
    const panel = document.getElementById("facts");
    if (getComputedStyle(panel).overflowY === "auto") { // it stands beside the text
      const top = fact.offsetTop - panel.offsetTop;
      if (top < panel.scrollTop || top + fact.offsetHeight > panel.scrollTop + panel.clientHeight) {
        panel.scrollTop = top - panel.clientHeight / 3;
      }
    }
  }

  function clear() {
    light(null);
    chosenFact?.classList.remove("chosen");
    chosenFact = null;
    bar.hidden = true;
  }

  function land(mark) {
    stopAt(mark);
    mark.focus({ preventScroll: true });
    choose(mark);
  }

  function move(from, step) {
    const on = marks.filter(isOn);
    const next = { first: on[0], last: on.at(-1) }[step] ?? on[on.indexOf(from) + step];
    if (!next) return;
    land(next);
    next.scrollIntoView({ block: "nearest" });
  }

  for (const type of ["mouseover", "focusin"]) {
    document.addEventListener(type, (event) => light(marked(event.target)));
  }

  article.addEventListener("click", (event) => {
    const mark = marked(event.target);
    if (mark && !String(getSelection())) land(headOf(mark));
  });

  article.addEventListener("keydown", (event) => {
    if (!event.target.matches("mark") || event.ctrlKey || event.altKey || event.metaKey) return;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: "first", End: "last" }[event.key];
    if (step) move(event.target, step);
    else if (event.key === "Enter") toFact.click();
    else return;
    event.preventDefault();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") clear();
  });

  toFact.addEventListener("click", (event) => {
    if (!chosenFact) return;
    event.preventDefault();
    chosenFact.scrollIntoView({ block: "center" });
    chosenFact.querySelector("a").focus({ preventScroll: true });
  });

  document.getElementById("facts").addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#m']");
    if (link) setTimeout(() => land(document.getElementById(link.hash.slice(1)))); // when the jump is done
  });

  document.getElementById("filters").addEventListener("change", (event) => {
    columns.classList.toggle("off-" + event.target.value, !event.target.checked);
    clear();
    if (!stop || !isOn(stop)) stopAt(marks.find(isOn));
  });

  const target = location.hash.startsWith("#m") && document.getElementById(location.hash.slice(1));
  if (target) land(target);
})();
