"use strict";
// One key a decision: the row's form is sent in the background, the row says what was kept, and the next one is current.
(() => {
  const said = document.getElementById("said");
  const tell = (words, bad) => {
    said.hidden = false;
    said.textContent = words;
    said.classList.toggle("problem", Boolean(bad));
  };
  const undos = [];

  const send = (form, button) => {
    const body = new URLSearchParams(new FormData(form));
    body.set(button.name, button.value);
    return fetch(form.action, { method: "POST", body, headers: { accept: "application/json" } })
      .then((answer) => answer.json().then((told) => {
        if (!answer.ok) throw new Error(told.message);
        return { body, told };
      }));
  };

  // A part that is put right leaves the rest of the row to be judged.
  const corrected = (form, button) => {
    const part = form.closest(".put-right");
    send(form, button)
      .then(({ body }) => {
        undos.push({ row: part, action: form.action, body });
        part.open = false;
        part.dataset.verdict = "corrected";
        tell(`Kept: ${form.querySelector("label").textContent.trim()} ${body.get("instead") || "nothing"}. u takes it back.`);
      })
      .catch((problem) => tell(`Not kept: ${problem.message}`, true));
  };

  const decided = (form, button) => {
    if (form.closest(".put-right")) { corrected(form, button); return; }
    const row = form.closest("[data-row]");
    if (!row || row.classList.contains("done")) return;
    row.classList.add("done");
    send(form, button)
      .then(({ body }) => {
        row.dataset.verdict = button.value;
        undos.push({ row, action: form.action, body });
        tell(`Kept: ${button.textContent.replace(/\s+\S$/, "").trim().toLowerCase()}. u takes it back.`);
        document.dispatchEvent(new CustomEvent("diurna:next", { detail: row }));
      })
      .catch((problem) => {
        row.classList.remove("done");
        tell(`Not kept: ${problem.message}`, true);
      });
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches(".decide") || !form.closest(".queue") || !event.submitter) return;
    event.preventDefault();
    decided(form, event.submitter);
  });

  const undo = () => {
    const last = undos.pop();
    if (!last) return tell("There is nothing to take back on this page.");
    if (last.body.get("kind") === "link" && last.body.get("verdict") === "wrong") return tell("A link that was taken apart stays apart.");
    last.body.set("verdict", "open");
    return fetch(last.action, { method: "POST", body: last.body, headers: { accept: "application/json" } }).then((answer) => {
      if (!answer.ok) return tell("Not taken back.", true);
      last.row.classList.remove("done");
      delete last.row.dataset.verdict;
      return tell("Taken back.");
    });
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    if (event.key === "u") { undo(); event.preventDefault(); return; }
    const row = document.querySelector(".queue > [data-row].current") || document.querySelector(".queue > [data-row]:not(.done)");
    const key = event.key === "w" && row && !row.querySelector('[data-key="w"]') ? "n" : event.key;
    const button = row && /^[rwn]$/.test(key) ? row.querySelector(`button[data-key="${key}"]`) : null;
    if (button) { decided(button.form, button); event.preventDefault(); }
  });
})();
