// Draws every chart of the page from the Vega-Lite specification beside it, in the page's own colours.
(() => {
  "use strict";

  function config() {
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    const axis = { labelColor: colour("--soft"), titleColor: colour("--soft"), domainColor: colour("--strong"), tickColor: colour("--strong"), gridColor: colour("--rule"), labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal" };
    return {
      background: null, font: style.getPropertyValue("--sans").trim(), aria: false,
      axis, header: { labelColor: colour("--ink"), titleColor: colour("--soft") },
      legend: { labelColor: colour("--ink"), titleColor: colour("--soft"), labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal" },
      title: { color: colour("--ink"), fontSize: 13 },
      view: { stroke: null }, text: { color: colour("--ink") }, rule: { color: colour("--strong") },
      bar: { color: colour("--bar") }, line: { color: colour("--bar") }, point: { color: colour("--bar") }, area: { color: colour("--bar") }, rect: { color: colour("--bar") },
      range: { category: (colour("--series") || colour("--bar")).split(/\s+/) },
    };
  }

  // "var(--bar)" anywhere in a specification becomes the page's colour of that name
  function coloured(value) {
    if (Array.isArray(value)) return value.map(coloured);
    if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, coloured(one)]));
    const named = typeof value === "string" && /^var\((--[a-z-]+)\)$/.exec(value);
    return named ? getComputedStyle(document.documentElement).getPropertyValue(named[1]).trim() : value;
  }

  async function draw(place) {
    const data = document.getElementById("chart-" + place.dataset.chart);
    const spec = coloured(JSON.parse(data.textContent));
    const compiled = vegaLite.compile(spec, { config: config(), logger: vega.logger(vega.Error) }).spec;
    place.view?.finalize();
    const view = new vega.View(vega.parse(compiled, null, { ast: true }), {
      expr: vega.expressionInterpreter, renderer: "svg", container: place, hover: true, logLevel: vega.Error,
      tooltip: (_handler, event, _item, value) => { place.title = value == null ? "" : words(value); },
    });
    place.view = view;
    await view.runAsync();
    // the place itself is the picture, with its words; the numbers stand beside it
    for (const part of place.querySelectorAll("[role], [aria-roledescription], [aria-label]"))
      for (const name of ["role", "aria-roledescription", "aria-label"]) part.removeAttribute(name);
    place.dispatchEvent(new CustomEvent("chart:drawn", { bubbles: true, detail: { view } }));
    place.dataset.drawn = "";
    if ((spec.params || []).some((one) => one.name === "stretch")) watch(place, view);
  }

  // a stretch of time that is dragged over becomes part of the address
  function watch(place, view) {
    let stretch = null;
    view.addSignalListener("stretch", (_name, value) => { stretch = Object.values(value || {})[0] || null; });
    place.addEventListener("pointerup", () => setTimeout(() => {
      if (!stretch || stretch.length < 2 || !(stretch[1] - stretch[0] > 864e5)) return;
      const day = (time, add) => new Date(Number(time) + add).toISOString().slice(0, 10);
      const address = new URL(location.href);
      if (address.pathname !== "/timeline") { address.pathname = "/timeline"; address.search = ""; }
      address.searchParams.set("since", day(stretch[0], 432e5));
      address.searchParams.set("until", day(stretch[1], -432e5));
      address.searchParams.delete("page");
      location.assign(address);
    }, 30));
  }

  const words = (value) => typeof value === "object" ? Object.entries(value).map(([key, one]) => `${key}: ${one}`).join("\n") : String(value);
  const all = (root) => root.querySelectorAll("[data-chart]");
  const drawAll = (root) => { for (const place of all(root)) draw(place); };

  drawAll(document);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawAll(document));
  document.addEventListener("htmx:afterSettle", (event) => drawAll(event.target));
})();
