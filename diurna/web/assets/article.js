"use strict";
// A row lights its words and the words light their rows; layers of marks can be taken away.
(() => {
  const words = document.getElementById("words");
  if (!words) return;
  const of = (element) => (element.dataset.of || "").split(" ").filter(Boolean);
  const all = [...document.querySelectorAll("[data-of]")];
  let lit = [];

  const light = (labels) => {
    for (const element of lit) element.classList.remove("lit");
    lit = labels.length ? all.filter((element) => of(element).some((label) => labels.includes(label))) : [];
    for (const element of lit) element.classList.add("lit");
  };
  const at = (event) => {
    const element = event.target instanceof Element ? event.target.closest("[data-of]") : null;
    light(element ? of(element) : []);
  };
  document.addEventListener("mouseover", at);
  document.addEventListener("focusin", at);
  document.addEventListener("mouseleave", () => light([]));

  for (const box of document.querySelectorAll("[data-layer]"))
    box.addEventListener("change", () => words.classList.toggle(`show-${box.dataset.layer}`, box.checked));

  // An address with an event's or a claim's id leads to its row; its words come into view as well.
  const arrive = () => {
    const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    const row = target && target.closest("[data-of]");
    for (const element of document.querySelectorAll(".arrived")) element.classList.remove("arrived");
    if (!row) return;
    const label = of(row)[0];
    light(of(row));
    const element = row.closest(".record") ? row : document.getElementById(label) || row;
    element.classList.add("arrived");
    const first = document.getElementById(`w-${label}`);
    if (row.closest(".record") && first && matchMedia("(min-width: 900px)").matches) first.scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", arrive);
  arrive();
})();
