// SPDX-FileCopyrightText: 2026 Tawatur contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * The page of a report. Its text is one text node and stays one: marks are CSS highlights over it, so that letters stay
 * joined and words keep their order. What lies under a click is found by the place of the caret.
 */

import "./decide.js";
import { Offsets } from "./offsets.js";
import { ask, letter } from "./server.js";

const box = document.getElementById("text");
const explained = document.getElementById("explained");
const missed = document.getElementById("missed");
const buttons = [...document.querySelectorAll("button[data-item].item")];
const state = { marks: [], offsets: new Offsets([]), chosen: null, node: null };

/** The name of the highlight that a mark belongs to. */
function styleOf(mark) {
  if (mark.layer === "claim") return mark.part === "content" ? "claim-content" : mark.part === "cue" ? "claim-cue" : null;
  if (mark.layer === "event") return mark.part === "word" ? "event" : null;
  return mark.layer;
}

function range(start, end) {
  const found = document.createRange();
  found.setStart(state.node, state.offsets.toUnits(start));
  found.setEnd(state.node, state.offsets.toUnits(end));
  return found;
}

function shownLayers() {
  return new Set([...document.querySelectorAll("input[data-layer]:checked")].map((input) => input.dataset.layer));
}

const PRIORITY = ["claim-content", "silence", "relation", "place", "timex", "entity", "claim-cue", "event"];

function draw() {
  const layers = shownLayers();
  const found = new Map(PRIORITY.map((name) => [name, new Highlight()]));
  for (const mark of state.marks) {
    const name = styleOf(mark);
    if (name && layers.has(mark.layer)) found.get(name).add(range(mark.start, mark.end));
  }
  PRIORITY.forEach((name, priority) => {
    found.get(name).priority = priority;
    CSS.highlights.set(name, found.get(name));
  });
}

function marksOf(item) {
  return state.marks.filter((mark) => mark.item === item);
}

function scrollTo(start, end) {
  const where = range(start, end).getBoundingClientRect();
  const side = window.matchMedia("(max-width: 60rem)").matches ? 0.5 : 1;
  if (where.top < 80 || where.bottom > window.innerHeight * side) {
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    window.scrollTo({ top: window.scrollY + where.top - window.innerHeight * 0.3 * side, behavior: calm ? "auto" : "smooth" });
  }
}

function show(start, end) {
  const highlight = new Highlight(range(start, end));
  highlight.priority = 100;
  CSS.highlights.set("shown", highlight);
  scrollTo(start, end);
}

/** Choose an item: its marks stand out, its explanation is shown. */
function choose(item, { scroll = true, focus = false } = {}) {
  state.chosen = item;
  CSS.highlights.delete("shown");
  const marks = marksOf(item);
  const strong = new Highlight(...marks.map((mark) => range(mark.start, mark.end)));
  strong.priority = 50;
  CSS.highlights.set("chosen", strong);
  for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.item === item));
  for (const article of explained.querySelectorAll(".explain")) article.hidden = article.dataset.for !== item;
  explained.querySelector("[data-hint]").hidden = true;
  explained.querySelector("[data-leave]").hidden = false;
  explained.scrollTop = 0;
  if (scroll && marks.length) scrollTo(marks[0].start, marks[0].end);
  if (focus) document.querySelector(`#x-${CSS.escape(item)} h2`)?.focus({ preventScroll: true });
  history.replaceState(null, "", `#${item}`);
}

/** Choose nothing any more. */
function leave() {
  state.chosen = null;
  CSS.highlights.delete("chosen");
  CSS.highlights.delete("shown");
  for (const button of buttons) button.setAttribute("aria-pressed", "false");
  for (const article of explained.querySelectorAll(".explain")) article.hidden = true;
  explained.querySelector("[data-hint]").hidden = false;
  explained.querySelector("[data-leave]").hidden = true;
  history.replaceState(null, "", location.pathname + location.search);
}

/** Code points before a point of the screen, or null where it is not in the text. */
function placeAt(x, y) {
  let node;
  let offset;
  if (document.caretPositionFromPoint) {
    const caret = document.caretPositionFromPoint(x, y);
    [node, offset] = [caret?.offsetNode, caret?.offset];
  } else {
    const caret = document.caretRangeFromPoint(x, y);
    [node, offset] = [caret?.startContainer, caret?.startOffset];
  }
  if (node !== state.node) return null;
  // A caret stands between two letters; which of them was clicked, the boxes tell.
  for (const at of [offset - 1, offset]) {
    if (at < 0 || at >= node.length) continue;
    const letter = document.createRange();
    letter.setStart(node, at);
    letter.setEnd(node, at + 1);
    const hit = [...letter.getClientRects()].some((r) => x >= r.left && x <= r.right && y >= r.top && y <= r.bottom);
    if (hit) return state.offsets.toPoints(at);
  }
  return null;
}

/** The items under a place, innermost first. */
function itemsAt(place) {
  const layers = shownLayers();
  const under = state.marks.filter((m) => m.start <= place && place < m.end && layers.has(m.layer) && styleOf(m));
  under.sort((a, b) => a.end - a.start - (b.end - b.start));
  return [...new Set(under.map((mark) => mark.item))];
}

function click(event) {
  if (!document.getSelection().isCollapsed) return;
  const place = placeAt(event.clientX, event.clientY);
  const under = place === null ? [] : itemsAt(place);
  if (!under.length) return;
  const next = under[(under.indexOf(state.chosen) + 1) % under.length];
  choose(next, { scroll: false });
}

/** The items in the order of the text. */
function inOrder() {
  const layers = shownLayers();
  const starts = new Map();
  for (const mark of state.marks) {
    if (layers.has(mark.layer) && styleOf(mark) && !starts.has(mark.item)) starts.set(mark.item, mark.start);
  }
  return [...starts.keys()];
}

function step(by) {
  const order = inOrder();
  if (!order.length) return;
  const at = order.indexOf(state.chosen);
  const next = at < 0 ? (by > 0 ? 0 : order.length - 1) : (at + by + order.length) % order.length;
  choose(order[next]);
}

function typed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  const button = event.target.closest("button.item");
  if (button && ["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) {
    const at = buttons.indexOf(button);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    buttons[Math.min(Math.max(to, 0), buttons.length - 1)].focus();
    event.preventDefault();
  } else if (event.key === "Escape") leave();
  else if (letter(event) === "n") step(1);
  else if (letter(event) === "p") step(-1);
}

/** Offer to add an event where words are selected. */
function selected() {
  const selection = document.getSelection();
  if (selection.isCollapsed || selection.anchorNode !== state.node || selection.focusNode !== state.node) return;
  const found = selection.getRangeAt(0);
  const text = found.toString();
  const lead = text.length - text.trimStart().length;
  const start = state.offsets.toPoints(found.startOffset + lead);
  const end = state.offsets.toPoints(found.startOffset + text.trimEnd().length);
  if (start >= end) return;
  missed.elements.start.value = String(start);
  missed.elements.end.value = String(end);
  document.getElementById("missed-words").textContent = text.trim();
  missed.hidden = false;
}

async function load() {
  box.textContent = box.dataset.loading;
  box.setAttribute("aria-busy", "true");
  try {
    const { text, astral, marks } = await ask(box.dataset.from);
    box.textContent = text;
    state.node = box.firstChild ?? box.appendChild(document.createTextNode(""));
    state.offsets = new Offsets(astral);
    state.marks = marks;
  } catch {
    box.textContent = box.dataset.lost;
    return;
  } finally {
    box.removeAttribute("aria-busy");
  }
  draw();
  const asked = decodeURIComponent(location.hash.slice(1));
  if (marksOf(asked).length) choose(asked);
  box.dataset.ready = "yes";
}

box.addEventListener("click", click);
document.addEventListener("selectionchange", selected);
document.addEventListener("keydown", typed);
for (const input of document.querySelectorAll("input[data-layer]")) input.addEventListener("change", draw);
for (const button of buttons) button.addEventListener("click", () => choose(button.dataset.item));
missed.querySelector("[data-close]").addEventListener("click", () => (missed.hidden = true));
explained.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button && "leave" in button.dataset) leave();
  if (button?.dataset.show) show(...button.dataset.show.split("-").map(Number));
  if (button?.dataset.choose) choose(button.dataset.choose, { focus: true });
});
load();
