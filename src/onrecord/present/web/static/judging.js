// Judging in the reader: the words that are selected become spans of a row; the name is remembered on this machine.
(() => {
  "use strict";
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const text = () => $("#text");
  let chosen = null; // {start, end, words} of the last selection, in code points of the document
  const length = (words) => { let n = 0; for (const _ of words) n += 1; return n; };

  // where a place in the page stands in the document's text
  function codePoint(node, offset) {
    let part = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    if (node.nodeType !== Node.TEXT_NODE) {
      const child = node.childNodes[offset];
      if (child?.dataset?.at !== undefined) return Number(child.dataset.at);
      if (!child && node.lastChild?.dataset?.at !== undefined) { part = node.lastChild; return Number(part.dataset.at) + length(part.textContent); }
    }
    part = part.closest?.("span[data-at]");
    if (!part) return null;
    const before = node.nodeType === Node.TEXT_NODE ? node.data.slice(0, offset) : offset ? part.textContent : "";
    return Number(part.dataset.at) + length(before);
  }

  function selected() {
    const now = getSelection();
    if (!now || now.isCollapsed || !now.rangeCount || !text()) return null;
    const range = now.getRangeAt(0);
    if (!text().contains(range.startContainer) || !text().contains(range.endContainer)) return null;
    let start = codePoint(range.startContainer, range.startOffset), end = codePoint(range.endContainer, range.endOffset);
    if (start === null || end === null || end <= start) return null;
    const words = range.toString();
    start += length(words) - length(words.trimStart());
    end -= length(words) - length(words.trimEnd());
    return end > start ? { start, end, words: words.trim() } : null;
  }

  document.addEventListener("selectionchange", () => {
    const now = selected();
    if (now) chosen = now;
    tell();
  });

  // what may be done with the words that are selected stands at the lower edge of the screen
  function tell() {
    const bar = $("#selected");
    if (!bar) return;
    const now = selected();
    bar.hidden = !now;
    if (!now) return;
    $("q", bar).textContent = now.words.length > 60 ? now.words.slice(0, 58) + "…" : now.words;
    const open = $$("#panel form .spans").filter((field) => field.offsetParent !== null);
    const place = $("span.ways", bar);
    place.replaceChildren(...(open.length ? open.map((field) => way("As " + field.name, () => take(field.form, field.name))) : ["statement", "event"].map((kind) => way("Add as " + kind, () => add(kind)))));
  }

  function way(words, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words;
    // before the press takes the selection away
    button.addEventListener("pointerdown", (event) => event.preventDefault());
    button.addEventListener("click", act);
    return button;
  }

  function add(kind) {
    if (!chosen) return;
    const address = "/read?" + new URLSearchParams({ doc: text().dataset.doc, add: kind, at: `${chosen.start}-${chosen.end}` });
    history.pushState({ reader: true }, "", address);
    getSelection().removeAllRanges();
    document.getElementById("reader").classList.add("chosen-row");
    htmx.ajax("GET", address, { target: "#panel", swap: "outerHTML" }).then(() => $("#panel")?.focus());
  }

  // hold Alt to add to the spans that are there, as for a quotation that is interrupted
  function take(form, name, more = false) {
    if (!chosen) return;
    const field = form.elements.namedItem(name);
    const span = `${chosen.start}-${chosen.end}`;
    field.value = more && field.value ? `${field.value}, ${span}` : span;
    const preview = $("output", field.closest(".field"));
    preview.textContent = more && preview.textContent ? `${preview.textContent} ${chosen.words}` : chosen.words;
    field.closest(".field").classList.add("changed");
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.take");
    if (button) take(button.form, button.dataset.for, event.altKey);
  });

  // single keys can be put off, as speech input needs it
  const KEYS = "onrecord-keys";
  document.addEventListener("change", (event) => {
    if (event.target.id === "keys") try { localStorage.setItem(KEYS, event.target.checked ? "on" : "off"); } catch { /* not kept */ }
  });
  const keys = (root) => { const field = $("#keys", root) || (root.id === "keys" && root); try { if (field) field.checked = localStorage.getItem(KEYS) !== "off"; } catch { /* as it is */ } };
  keys(document);
  document.addEventListener("htmx:load", (event) => keys(event.target));

  const NAME = "onrecord-author";
  const remembered = () => { try { return localStorage.getItem(NAME) || ""; } catch { return ""; } };
  function named(root) {
    for (const field of $$("input.author, .judge input[name=author]", root)) if (!field.value) field.value = remembered();
  }
  document.addEventListener("change", (event) => {
    if (!event.target.matches?.("input.author")) return;
    try { localStorage.setItem(NAME, event.target.value); } catch { /* a browser that keeps nothing */ }
    for (const field of $$("input.author, .judge input[name=author]")) field.value = event.target.value;
  });
  document.addEventListener("htmx:load", (event) => named(event.target));
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.requestConfig?.verb === "post") $("#panel")?.focus({ preventScroll: true });
    tell();
  });
  named(document);
})();
