"use strict";
(() => {
  const page = document.documentElement;
  const reader = document.getElementById("reader");
  const field = document.getElementById("filter");
  const links = [...document.querySelectorAll("[data-statement]")];
  const speakers = [...document.querySelectorAll(".speaker")];
  const startOpen = speakers.filter((speaker) => speaker.open);
  const behind = [...document.querySelectorAll("header, main, footer")];
  const wide = window.matchMedia("(min-width: 60rem)");
  let chosen = null;
  let shown = links;
  let typing = 0;

  page.classList.add("live");

  // On a narrow page the article covers the list, which must then not take the focus.
  function cover() {
    for (const part of behind) part.inert = chosen !== null && !wide.matches;
  }

  function unmark() {
    if (!chosen) return;
    chosen.removeAttribute("aria-current");
    const article = document.querySelector(chosen.getAttribute("href"));
    article.classList.remove("open");
    for (const piece of article.querySelectorAll("span[class]:not(.facts span)")) piece.removeAttribute("class");
  }

  function choose(link) {
    unmark();
    chosen = link;
    const number = link.dataset.statement;
    const article = document.querySelector(link.getAttribute("href"));
    for (const role of ["source", "cue", "content"]) {
      for (const piece of article.querySelectorAll(`[data-${role}~="${number}"]`)) piece.classList.add(role);
    }
    link.setAttribute("aria-current", "true");
    article.classList.add("open");
    page.classList.add("reading");
    cover();
    const first = article.querySelector(".source, .cue, .content") || article;
    reader.scrollTop += first.getBoundingClientRect().top - reader.getBoundingClientRect().top - reader.clientHeight / 3;
    if (!wide.matches) article.focus({ preventScroll: true });
  }

  function address(link) {
    history.replaceState(null, "", link ? `#s${link.dataset.statement}` : location.pathname + location.search);
  }

  function close() {
    if (!chosen) return;
    const link = chosen;
    unmark();
    chosen = null;
    page.classList.remove("reading");
    cover();
    address(null);
    link.focus();
  }

  function step(by) {
    const at = shown.indexOf(chosen);
    const link = shown[at < 0 ? 0 : at + by];
    if (!link) return;
    link.closest("details").open = true;
    choose(link);
    address(link);
    if (!wide.matches) return;
    link.focus({ preventScroll: true });
    link.scrollIntoView({ block: "nearest" });
  }

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = new Map();

  function textOf(link) {
    if (!texts.has(link)) {
      texts.set(link, plain(`${link.closest("details").querySelector("summary").textContent} ${link.textContent}`));
    }
    return texts.get(link);
  }

  function filter() {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    shown = [];
    for (const speaker of speakers) {
      let found = 0;
      for (const link of speaker.querySelectorAll("[data-statement]")) {
        const fits = words.every((word) => textOf(link).includes(word));
        link.parentElement.hidden = !fits;
        if (fits) {
          found += 1;
          shown.push(link);
        }
      }
      speaker.hidden = found === 0;
      speaker.open = words.length ? found > 0 && shown.length - found < 300 : startOpen.includes(speaker);
    }
    document.getElementById("found").textContent = words.length ? `${shown.length} of ${links.length}` : "";
    document.getElementById("nothing").hidden = shown.length > 0 || links.length === 0;
  }

  document.querySelector("main").addEventListener("click", (event) => {
    const link = event.target.closest("[data-statement]");
    if (!link) return;
    event.preventDefault();
    choose(link);
    address(link);
  });
  document.getElementById("previous").addEventListener("click", () => step(-1));
  document.getElementById("next").addEventListener("click", () => step(1));
  document.getElementById("close").addEventListener("click", close);
  wide.addEventListener("change", cover);
  field.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(filter, 120);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target === field) {
      if (event.key === "Escape") {
        field.value = "";
        filter();
      }
      return;
    }
    if (event.key === "Escape") close();
    else if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "/") {
      event.preventDefault();
      field.focus();
    }
  });

  let closedForPrint = [];
  window.addEventListener("beforeprint", () => {
    closedForPrint = speakers.filter((speaker) => !speaker.open);
    for (const speaker of closedForPrint) speaker.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const speaker of closedForPrint) speaker.open = false;
  });

  const named = /^#s\d+$/.test(location.hash) && document.querySelector(`${location.hash} [data-statement]`);
  if (named) {
    named.closest("details").open = true;
    choose(named);
    named.scrollIntoView({ block: "center" });
  } else if (wide.matches && links.length) choose(links[0]);
})();
