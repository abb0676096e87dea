// SPDX-FileCopyrightText: 2026 Tawatur contributors
// SPDX-License-Identifier: Apache-2.0

/** Decisions of the analyst: buttons, lists and forms that carry `data-decide`. */

import { ask, sendDecision, tell } from "./server.js";

/** The values of a form that were changed, without those that are no fields of the record. */
function changed(form) {
  const fields = {};
  for (const control of form.elements) {
    if (!control.name || ["note", "start", "end"].includes(control.name)) continue;
    const before =
      control instanceof HTMLSelectElement
        ? ([...control.options].find((o) => o.defaultSelected) ?? control.options[0]).value
        : control.defaultValue;
    if (form.dataset.decide === "add" || control.value !== before) fields[control.name] = control.value.trim();
  }
  return fields;
}

/** The values of the boxes that are ticked. */
function ticked(form) {
  return [...form.querySelectorAll("input[name=away]:checked")].map((box) => box.value);
}

/** An id, also where the whole address of its page was pasted. */
function lastPart(value) {
  return decodeURIComponent(value.trim().split(/[?#]/)[0].split("/").at(-1));
}

function wanted(element) {
  const { decide, report, item, source } = element.dataset;
  const note = element.elements?.note?.value ?? "";
  if (decide === "accept") return { kind: "accept", report, item };
  if (decide === "drop") return { kind: "correct", report, item, fields: { drop: "yes" } };
  if (decide === "correct") return { kind: "correct", report, item, fields: changed(element), note };
  if (decide === "grade") return { kind: "grade", source, value: element.value };
  if (decide === "merge") return { kind: "merge", ids: [element.dataset.id, lastPart(element.elements.other.value)], note };
  if (decide === "split") return { kind: "split", id: element.dataset.id, away: ticked(element), note };
  const { start, end } = element.elements;
  const place = { start: Number(start.value), end: Number(end.value) };
  return { kind: "add", report, record: "event", ...place, fields: changed(element), note };
}

/** Do what an element stands for; the numbers of the decisions made. */
export async function decide(element) {
  if (element.dataset.decide === "undo") return (await sendDecision(`/api/decisions/${element.dataset.number}/undo`)).decisions;
  const decision = wanted(element);
  if (decision.kind === "split" && decision.away.length === 0) return [];
  if (decision.kind === "correct" && Object.keys(decision.fields).length === 0) return [];
  return (await sendDecision("/api/decisions", decision)).decisions;
}

async function act(element, event) {
  element.setAttribute("aria-busy", "true");
  try {
    tell("");
    const numbers = await decide(element);
    const done = new CustomEvent("decided", { bubbles: true, cancelable: true, detail: numbers });
    if (numbers.length && element.dispatchEvent(done)) location.reload();
  } catch (error) {
    tell(error.message);
  } finally {
    element.removeAttribute("aria-busy");
  }
  event.preventDefault();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-decide]");
  if (button) act(button, event);
});
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-decide]")) return;
  event.preventDefault();
  act(event.target, event);
});
document.addEventListener("submit", async (event) => {
  if (!event.target.matches("form[data-erase]")) return;
  event.preventDefault();
  const { id } = event.target.elements;
  if (id.value.trim() !== id.dataset.is) return id.focus();
  event.target.setAttribute("aria-busy", "true");
  try {
    await ask(`/api/reports/${encodeURIComponent(event.target.dataset.erase)}`, { method: "DELETE" });
    location.assign("/reports");
  } catch (error) {
    tell(error.message);
    event.target.removeAttribute("aria-busy");
  }
});
document.addEventListener("change", (event) => {
  if (event.target.matches("select[data-decide]")) act(event.target, event);
});
