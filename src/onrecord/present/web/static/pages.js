// What all pages share: trouble is told, never silent. Everything here is an addition: each page reads without it.
(() => {
  "use strict";
  const trouble = () => document.getElementById("trouble");
  let waiting = 0;

  function tell(words) {
    const place = trouble();
    place.textContent = words;
    place.hidden = false;
    clearTimeout(waiting);
    waiting = setTimeout(() => { place.hidden = true; }, 12000);
  }

  document.addEventListener("htmx:responseError", (event) => {
    const answer = event.detail.xhr;
    const plain = (answer.getResponseHeader("content-type") || "").startsWith("text/plain");
    const lead = plain ? null : new DOMParser().parseFromString(answer.responseText, "text/html").querySelector(".lead");
    tell(plain ? answer.responseText : lead ? lead.textContent : `The server answered ${answer.status}.`);
  });
  document.addEventListener("htmx:sendError", () => tell("The server doesn’t answer. Is `onrecord serve` still running?"));
  // where there is little room what narrows a list is folded away
  const fold = (root) => { if (!matchMedia("(min-width: 60rem)").matches) for (const one of root.querySelectorAll("details.fold")) one.open = false; };
  document.addEventListener("htmx:afterSwap", (event) => fold(event.target));
  fold(document);
  document.documentElement.classList.add("js");
})();
