"use strict";
// The page reads without this. Every state stands in the address after #, so that each has a link.
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const cells = $(".cells"), form = $("#filters"), reader = $("#reader"), hint = $(".hint"), steps = $(".steps"), step = $("#step");
  const lines = $$("#list .lines li");
  const facts = new Map(lines.map((line) => [line, read(line)]));
  const byId = new Map(lines.map((line) => [facts.get(line).id, line]));
  const articles = new Map($$("article").map((article) => [article.dataset.doc, article]));
  const FILTERS = ["q", "side", "who", "act", "on", "c", "nested"];
  const words = new Map();
  let shown = null;

  function read(line) {
    const link = $(":scope > a", line), time = line.classList.contains("nested") ? $("time", link) : null;
    return {
      id: link.hash.slice(3),
      side: $$("abbr:not(.none)", link).map((side) => side.textContent),
      who: $(".who", link)?.textContent || "",
      act: $("i", link).textContent,
      on: line.classList.contains("nested") ? time?.dateTime || "" : line.closest(".day").dataset.on,
      c: parseInt($("b", link).textContent, 10),
    };
  }
  const anchor = (id) => document.getElementById("s-" + id) || document.getElementById("e-" + id);
  const articleOf = (id) => anchor(id)?.closest("article");
  const state = () => new URLSearchParams(location.hash.slice(1));
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const wordsOf = (line) => {
    if (!words.has(line)) words.set(line, plain(["p", "div"].map((part) => $(":scope > a > " + part, line).textContent).join(" ")));
    return words.get(line);
  };

  function go(change, replace = false) {
    const next = state();
    for (const [name, value] of Object.entries(change)) value ? next.set(name, value) : next.delete(name);
    for (const name of [...next.keys()]) if (!FILTERS.includes(name) && !["doc", "s", "cell"].includes(name)) next.delete(name);
    const address = "#" + next.toString();
    if (replace) { history.replaceState(null, "", address); apply(); } else if (location.hash === address) apply(); else location.hash = address;
  }

  function matches(line, f) {
    const data = facts.get(line);
    if (f.side && (f.side === "-" ? data.side.length > 0 : !data.side.includes(f.side))) return false;
    if (f.who && data.who !== f.who) return false;
    if (f.act && data.act !== f.act) return false;
    if (f.on && (f.on === "-" ? data.on !== "" : !data.on.startsWith(f.on))) return false;
    if (f.c && data.c < Number(f.c)) return false;
    if (f.nested === "0" && line.classList.contains("nested")) return false;
    return f.terms.every((term) => wordsOf(line).includes(term));
  }

  function filter(now) {
    const f = Object.fromEntries(FILTERS.map((name) => [name, now.get(name) || ""]));
    f.terms = plain(f.q).split(/\s+/).filter(Boolean);
    let count = 0;
    // from the innermost out: a statement stays, greyed, above one within it that fits
    for (const line of [...lines].reverse()) {
      const fits = matches(line, f);
      const within = $(":scope > .within > li:not([hidden])", line) !== null;
      line.hidden = !fits && !within;
      line.classList.toggle("aside", !fits && within);
      count += fits;
    }
    for (const day of $$(".day")) day.hidden = $("li:not([hidden])", day) === null;
    const active = FILTERS.some((name) => f[name]);
    $("#count").textContent = active ? `${count} of ${lines.length} statements` : `${lines.length} ${lines.length === 1 ? "statement" : "statements"}`;
    $("#nothing").hidden = count > 0 || lines.length === 0;
    for (const name of FILTERS) {
      const field = form.elements[name];
      if (name === "nested") field.checked = f.nested !== "0";
      else if (document.activeElement !== field) {
        // a month of the chart that the list of months doesn't hold (its year does) has a choice of its own
        if (f[name] && field.options && ![...field.options].some((option) => option.value === f[name])) field.add(new Option(f[name], f[name]));
        field.value = f[name];
      }
    }
    for (const bar of $$(".chart a")) {
      const own = new URLSearchParams(bar.getAttribute("href").slice(1));
      bar.classList.toggle("on", own.get("side") === f.side && own.get("on") === f.on);
    }
  }

  function light(article, number) {
    for (const part of $$("[data-m]", article)) {
      part.classList.remove("hit-s", "hit-q", "hit-c", "hit-t");
      const roles = part.dataset.m.split(" ").filter((token) => token.slice(0, -1) === number).map((token) => token.slice(-1));
      if (roles.length) part.classList.add("hit-" + (roles.includes("t") ? "t" : roles.includes("q") ? "q" : roles.includes("s") ? "s" : "c"));
    }
  }


  function idsOf(article) {
    // statements, then deeds: anchors stand where their words begin, and bear their number in data-m
    if (!article.order) article.order = $$(".text a[id]", article).sort((a, b) => a.dataset.n - b.dataset.n).map((at) => at.id.slice(2));
    return article.order;
  }

  // the evidence of a cell stands right below its row
  function unfold(now) {
    const wanted = now.get("cell"), cell = wanted && document.getElementById("c-" + wanted);
    for (const other of $$(".cell.shown")) if (other !== cell) { other.classList.remove("shown"); cells.append(other); }
    for (const row of $$(".heat .detail")) if (!row.contains(cell)) row.remove();
    const link = wanted ? $$(".heat a").find((one) => one.hash === "#c-" + wanted) : null;
    for (const other of $$(".heat a[aria-current]")) other.removeAttribute("aria-current");
    if (!cell || !link) return;
    link.setAttribute("aria-current", "true");
    cell.classList.add("shown");
    if (cell.closest(".detail")) return;
    const row = document.createElement("tr"), box = row.insertCell();
    row.className = "detail";
    box.colSpan = link.closest("tr").cells.length;
    box.append(cell);
    link.closest("tr").after(row);
  }

  function open(now) {
    if (!reader) return;
    const id = now.get("s"), doc = now.get("doc");
    const article = (id && articleOf(id)) || articles.get(doc) || null;
    for (const other of $$("article.shown")) if (other !== article) other.classList.remove("shown");
    for (const link of $$(".lines a[aria-current], .go[aria-current]")) link.removeAttribute("aria-current");
    reader.classList.toggle("open", article !== null);
    document.body.classList.toggle("reading", article !== null);
    hint.hidden = article !== null;
    steps.hidden = article === null;
    if (!article) { shown = null; return; }
    article.classList.add("shown");
    const order = idsOf(article);
    const at = id ? order.indexOf(id) : -1;
    light(article, at < 0 ? "" : String(at + 1));
    $("#previous").disabled = at <= 0;
    $("#next").disabled = at + 1 >= order.length;
    step.textContent = at < 0 ? `${order.length} here` : `${at + 1} of ${order.length}`;
    $("#previous").onclick = () => select(order[at - 1]);
    $("#next").onclick = () => select(order[at + 1]);
    const place = at < 0 ? $("header", article) : $(".hit-s, .hit-q, .hit-c, .hit-t", article);
    if (id !== shown || at < 0) scroll(place);
    shown = id;
    const line = id && byId.get(id), chosen = id && document.activeElement?.matches(`.go[href$="-${CSS.escape(id)}"]`) ? document.activeElement : null;
    for (const link of id ? $$(`.go[href$="-${CSS.escape(id)}"]`) : []) link.setAttribute("aria-current", "true");
    if (line) $(":scope > a", line).setAttribute("aria-current", "true");
    // whoever came by evidence stays at the evidence, the rest see the statement in its list
    const link = chosen || (line && $(":scope > a", line));
    if (!link) return;
    // lines far away have a size only once they are near: look again when they do
    const show = () => {
      const at = link.getBoundingClientRect(), away = at.top < 0 || at.bottom > innerHeight;
      link.scrollIntoView({ block: away && innerWidth >= 1024 ? "center" : "nearest" });
    };
    show();
    requestAnimationFrame(() => requestAnimationFrame(show));
    setTimeout(show, 200);
  }

  function scroll(place) {
    if (!place) return;
    const box = reader.getBoundingClientRect(), at = place.getBoundingClientRect();
    reader.scrollTop += at.top - box.top - box.height / 4;
  }

  const select = (id) => id && go({ s: id, doc: articleOf(id)?.dataset.doc });

  function apply() {
    const bare = /^#(s|e|d|c)-(.+)$/.exec(decodeURIComponent(location.hash));
    if (bare?.[1] === "c") history.replaceState(null, "", "#" + new URLSearchParams({ cell: bare[2] }));
    else if (bare) {
      const article = bare[1] === "d" ? document.getElementById("d-" + bare[2]) : articleOf(bare[2]);
      if (article) history.replaceState(null, "", "#" + new URLSearchParams(bare[1] === "d" ? { doc: article.dataset.doc } : { s: bare[2], doc: article.dataset.doc }));
    }
    if (form) filter(state());
    unfold(state());
    open(state());
  }

  document.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    const link = event.target.closest("a[href^='#']"), part = event.target.closest(".text [data-m]");
    if (!link && !part) return;
    if (link?.matches(".lines a, .go")) { event.preventDefault(); link.focus(); select(link.hash.slice(3)); }
    else if (link?.closest(".heat")) {
      event.preventDefault();
      const open = link.hasAttribute("aria-current") ? "" : link.hash.slice(3);
      go({ cell: open }, true);
      const cell = open && document.getElementById("c-" + open);
      if (cell) { cell.focus({ preventScroll: true }); cell.scrollIntoView({ block: "nearest" }); }
    } else if (link?.classList.contains("shut")) { event.preventDefault(); go({ cell: "" }, true); }
    else if (link?.closest(".sections")) { event.preventDefault(); $(link.getAttribute("href")).scrollIntoView(); }
    else if (link?.classList.contains("doc")) { event.preventDefault(); go({ doc: link.dataset.doc, s: "" }); }
    else if (link?.closest(".chart")) {
      event.preventDefault();
      const own = Object.fromEntries(new URLSearchParams(link.getAttribute("href").slice(1)));
      go(link.classList.contains("on") ? { side: "", on: "" } : own);
      $("#statements").scrollIntoView();
    } else if (part && String(getSelection()) === "") {
      // the innermost statement whose content holds the word, else any that names it
      const tokens = part.dataset.m.split(" "), token = tokens.filter((one) => one.endsWith("c")).pop() || tokens[0];
      select(idsOf(part.closest("article"))[Number(token.slice(0, -1)) - 1]);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
    if (!reader) return;
    if (event.key === "Escape") close();
    if (event.key !== "j" && event.key !== "k") return;
    const visible = lines.filter((line) => !line.hidden && !line.closest("[hidden]"));
    const at = visible.findIndex((line) => facts.get(line).id === state().get("s"));
    const next = visible[event.key === "j" ? at + 1 : Math.max(at - 1, 0)];
    if (next) { select(facts.get(next).id); $(":scope > a", next).focus({ preventScroll: true }); }
  });
  function close() {
    const id = state().get("s"), line = byId.get(id);
    const from = $$(".go[aria-current]")[0] || (line && $(":scope > a", line));
    go({ doc: "", s: "" });
    if (from) from.focus();
  }
  $("#close")?.addEventListener("click", close);
  form?.addEventListener("input", (event) => {
    const field = event.target;
    go({ [field.name]: field.type === "checkbox" ? (field.checked ? "" : "0") : field.value }, true);
  });
  form?.addEventListener("submit", (event) => event.preventDefault());
  form?.addEventListener("reset", () => setTimeout(() => go(Object.fromEntries(FILTERS.map((name) => [name, ""])))));
  window.addEventListener("hashchange", apply);
  document.documentElement.classList.add("js");
  if (form) form.hidden = false;
  apply();
})();
