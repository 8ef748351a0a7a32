"use strict";
// Keys for all pages: / search, j k rows, o open, f filters, ? list. Nothing here is needed to use a page.
(() => {
  const typing = (at) => at instanceof HTMLElement && (at.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(at.tagName));
  const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.getClientRects().length && !row.parentElement.closest("[data-row]"));
  let current = null;

  const go = (step) => {
    const all = rows();
    if (!all.length) return;
    const at = all.indexOf(current);
    const next = all[Math.min(all.length - 1, Math.max(0, at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step))];
    if (current) current.classList.remove("current");
    current = next;
    current.classList.add("current");
    const link = current.querySelector("[data-open]") || current;
    if (link.tabIndex < 0) link.tabIndex = -1;
    link.focus({ preventScroll: true });
    current.scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("diurna:next", (event) => { if (event.detail === current || !current) go(1); });

  const dialog = document.getElementById("keys");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (typing(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (dialog && dialog.open) return;
    const find = document.getElementById("find");
    if (event.key === "/" && find) find.focus();
    else if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if (event.key === "o" && current) (current.querySelector("[data-open]") || current.querySelector("a") || current).click();
    else if (event.key === "f") {
      const filters = document.querySelector("details.filters");
      if (!filters) return;
      filters.open = true;
      const first = filters.querySelector("input, select");
      if (first) first.focus();
    } else if (event.key === "?" && dialog) dialog.showModal();
    else return;
    event.preventDefault();
  });

  // On a narrow screen the pages' names scroll: the present one is in view.
  const here = document.querySelector(".top nav [aria-current]");
  if (here) here.parentElement.parentElement.parentElement.scrollLeft = Math.max(0, here.offsetLeft - 60);

  // A filter left empty stays out of the address.
  for (const form of document.querySelectorAll(".filters form, form.find"))
    form.addEventListener("submit", () => {
      for (const field of form.elements) if (field.name && !field.value) field.disabled = true;
      setTimeout(() => { for (const field of form.elements) field.disabled = false; }, 500);
    });

  // An open menu closes when something else is clicked.
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.export[open]")) if (!menu.contains(event.target)) menu.open = false;
  });
})();
