// SPDX-FileCopyrightText: 2026 Tawatur contributors
// SPDX-License-Identifier: Apache-2.0

/** The queue of the review, by keyboard: one card is current; deciding takes it away and goes on to the next. */

import "./decide.js";
import { letter, sendDecision, tell } from "./server.js";

const queue = document.getElementById("queue");
const taken = []; // what was decided last: numbers of decisions, card and the one after it

function cards() {
  return [...(queue?.querySelectorAll(".due") ?? [])];
}

function current() {
  return document.activeElement?.closest(".due") ?? queue?.querySelector(".due");
}

function go(by) {
  const all = cards();
  const inside = document.activeElement?.closest(".due");
  const at = inside ? all.indexOf(inside) + by : 0;
  all[Math.min(Math.max(at, 0), all.length - 1)]?.focus();
}

async function undo() {
  const last = taken.pop();
  if (!last) return;
  try {
    for (const number of [...last.numbers].reverse()) await sendDecision(`/api/decisions/${number}/undo`);
    queue.insertBefore(last.card, last.next?.isConnected ? last.next : null);
    last.card.focus();
  } catch (error) {
    taken.push(last);
    tell(error.message);
  }
}

const KEYS = {
  n: () => go(1),
  p: () => go(-1),
  a: () => current()?.querySelector('[data-decide="accept"]')?.click(),
  d: () => current()?.querySelector('[data-decide="drop"]')?.click(),
  c: () => {
    const details = current()?.querySelector("details");
    if (!details) return;
    details.open = true;
    details.querySelector("select, input").focus();
  },
  o: () => current() && location.assign(current().dataset.open),
  u: undo,
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.activeElement?.closest(".due")?.focus();
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  const action = KEYS[letter(event)];
  if (!action) return;
  event.preventDefault();
  action();
});

document.addEventListener("decided", (event) => {
  const card = event.target.closest(".due");
  if (!card) return;
  event.preventDefault(); // no loading anew: the card goes, the next is current
  const next = card.nextElementSibling;
  taken.push({ numbers: event.detail, card, next });
  card.remove();
  if (next) next.focus();
  else if (cards().length) go(0);
  else location.reload();
});
