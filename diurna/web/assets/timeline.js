"use strict";
// Days are chosen by dragging over the strip; the page is then loaded with them as filters.
(() => {
  const strip = document.querySelector("[data-strip]");
  if (!strip) return;
  const bins = [...strip.querySelectorAll("g")];
  let from = null;
  const bin = (event) => {
    const box = strip.getBoundingClientRect();
    const at = Math.floor(((event.clientX - box.left) / box.width) * bins.length);
    return Math.max(0, Math.min(bins.length - 1, at));
  };
  const mark = (a, b) => bins.forEach((g, n) => g.classList.toggle("brushed", n >= Math.min(a, b) && n <= Math.max(a, b)));
  strip.addEventListener("pointerdown", (event) => {
    from = bin(event);
    strip.setPointerCapture(event.pointerId);
    mark(from, from);
    event.preventDefault();
  });
  strip.addEventListener("pointermove", (event) => { if (from !== null) mark(from, bin(event)); });
  strip.addEventListener("pointerup", (event) => {
    if (from === null) return;
    const [low, high] = [from, bin(event)].sort((a, b) => a - b);
    from = null;
    const to = new URL(strip.dataset.base, location.href);
    to.searchParams.set("since", bins[low].dataset.first);
    to.searchParams.set("until", bins[high].dataset.last);
    location.assign(to);
  });
  strip.addEventListener("pointercancel", () => { from = null; mark(-1, -2); });
})();
