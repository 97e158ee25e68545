// The reader: a click on a word opens the row that it belongs to, beside the text; j and k go on, Escape closes.
(() => {
  "use strict";
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const text = () => $("#text");
  const items = () => $$("#rows li[data-key]");
  const current = () => items().find((item) => $("a[aria-current]", item)) || null;

  // "s3c s4s" -> the strongest role that row `key` plays in this stretch
  function role(part, key) {
    const found = (part.dataset.m || "").split(" ").filter((token) => token.slice(0, -1) === key).map((token) => token.slice(-1));
    return ["q", "s", "t", "c"].find((one) => found.includes(one)) || "";
  }

  function light(key) {
    for (const part of $$("span[data-at]", text())) {
      part.classList.remove("hit-s", "hit-q", "hit-c", "hit-t");
      if (part.id === "here") part.removeAttribute("id");
      const found = key && role(part, key);
      if (found) part.classList.add("hit-" + found);
    }
    const first = $("[class*='hit-']", text());
    if (first) first.id = "here";
    return first;
  }

  function seen(place, smooth = true) {
    const box = place.getBoundingClientRect();
    const sheet = getComputedStyle($("#side-by")).position === "fixed" ? $("#side-by").getBoundingClientRect().top : innerHeight;
    if (box.top < 60 || box.bottom > sheet - 20) scrollTo({ top: scrollY + box.top - sheet / 3, behavior: smooth && !matchMedia("(prefers-reduced-motion: reduce)").matches ? "smooth" : "auto" });
  }

  function mark(item) {
    for (const link of $$("#rows a[aria-current]")) link.removeAttribute("aria-current");
    $("#reader").classList.toggle("chosen-row", item !== null);
    const first = light(item?.dataset.key || "");
    if (item) {
      const link = $("a", item);
      link.setAttribute("aria-current", "true");
      link.scrollIntoView({ block: "nearest" });
    }
    if (first) seen(first);
  }

  function panel(address, push = true) {
    const bare = address.split("#")[0];
    if (push) history.pushState({ reader: true }, "", bare);
    return htmx.ajax("GET", bare, { target: "#panel", swap: "outerHTML" });
  }

  function open(item, focus = false) {
    mark(item);
    panel($("a", item).getAttribute("href"));
    if (focus) $("a", item).focus({ preventScroll: true });
  }

  function close() {
    const item = current();
    mark(null);
    panel("/read?" + new URLSearchParams({ doc: text().dataset.doc }));
    if (item) $("a", item).focus({ preventScroll: true });
  }

  const itemOf = (address) => {
    const row = new URL(address, location.href).searchParams.get("row");
    return row && items().find((item) => new URL($("a", item).href).searchParams.get("row") === row);
  };

  document.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button || !text()) return;
    const link = event.target.closest("a");
    if (link) {
      if (link.classList.contains("to-edit")) {
        event.preventDefault();
        const edit = $("#edit");
        edit.open = true;
        edit.scrollIntoView({ block: "start" });
        $("input:not([type=hidden])", edit).focus({ preventScroll: true });
      } else if (link.closest("#rows")) { event.preventDefault(); open(link.closest("li")); }
      else if (link.classList.contains("close")) { event.preventDefault(); close(); }
      else if (link.classList.contains("go") && link.closest("#panel") && itemOf(link.href)) { event.preventDefault(); open(itemOf(link.href)); }
      return;
    }
    const part = event.target.closest("#text span[data-m]");
    if (!part || String(getSelection()) !== "") return;
    // the innermost row whose own words these are: an event's trigger, then a content, then a source or a cue
    const tokens = part.dataset.m.split(" ");
    const token = tokens.filter((one) => one.endsWith("t")).pop() || tokens.filter((one) => one.endsWith("c")).pop() || tokens[0];
    const held = part.dataset.m.split(" ").map((one) => one.slice(0, -1)), now = current()?.dataset.key;
    // a second click on the same words goes to the next row that they belong to
    const key = now && held.includes(now) ? held[(held.indexOf(now) + 1) % held.length] : token.slice(0, -1);
    const item = items().find((one) => one.dataset.key === key);
    if (item) open(item);
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !text() || event.target.matches("input, select, textarea")) return;
    if (event.key === "Escape" && $("#panel[data-row]")) close();
    if ($("#keys") && !$("#keys").checked) return;
    const press = { r: "#panel .quick .yes", w: "#panel .quick .no", e: "#panel .to-edit", n: "#panel .next-drawn" }[event.key];
    if (press && $(press)) { event.preventDefault(); $(press).click(); }
    if (event.key !== "j" && event.key !== "k") return;
    const all = items(), at = all.indexOf(current());
    const next = all[event.key === "j" ? at + 1 : Math.max(at - 1, 0)];
    if (next) open(next, true);
  });

  addEventListener("popstate", () => {
    if (!text()) return;
    const wanted = new URLSearchParams(location.search);
    if (wanted.get("doc") !== text().dataset.doc) { location.reload(); return; }
    const item = itemOf(location.href);
    if (wanted.get("row") && !item) { location.reload(); return; }
    mark(item || null);
    panel(location.href, false);
  });

  const here = $("#here");
  if (here) seen(here, false);
})();
