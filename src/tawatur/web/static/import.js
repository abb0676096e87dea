// SPDX-FileCopyrightText: 2026 Tawatur contributors
// SPDX-License-Identifier: Apache-2.0

/** Hand files and pasted text to the API, one after the other, and show how each goes. */

import { ask, tell } from "./server.js";

const form = document.getElementById("import");
const list = document.getElementById("import-list");
const words = document.getElementById("imports").dataset;
const digits = new Intl.NumberFormat(words.lang);
const rows = new Map();
const OVER = ["done", "failed", "stopped"];

function row(found) {
  let item = rows.get(found.id);
  if (!item) {
    item = document.createElement("li");
    item.className = "import";
    rows.set(found.id, item);
    list.prepend(item);
    document.getElementById("no-imports").hidden = true;
  }
  return item;
}

function part(tag, text, name) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (name) made.className = name;
  return made;
}

function show(found) {
  const { added, same, erased, failed } = found.counts;
  const name = part("bdi", found.name === "pasted" ? words.pasted : found.name);
  const state = part("span", words[found.state] + (found.left ? ` (${digits.format(found.left)})` : ""), `state ${found.state}`);
  const counted = [[added, words.added], [same, words.same], [erased, words.erased], [failed, words.unread]];
  const told = counted.filter(([n], at) => n || at === 0).map(([n, word]) => `${digits.format(n)} ${word}`).join(" · ");
  const item = row(found);
  item.replaceChildren(name, " ", state, " ", part("span", told, "muted"));
  if (!OVER.includes(found.state)) item.append(document.createElement("progress"));
  if (found.error) item.append(part("p", found.error, "warning"));
  for (const failure of found.failures) {
    const line = part("p", "", "warning");
    line.append(part("bdi", failure.input), ": ", part("bdi", failure.message));
    item.append(line);
  }
  if (found.state === "done" && added) {
    const link = part("a", words.see);
    link.href = "/incidents?order=newest";
    item.append(" ", link);
  }
}

async function follow(id) {
  for (;;) {
    const found = await ask(`/api/imports/${id}`);
    show(found);
    if (OVER.includes(found.state)) return;
    await new Promise((done) => setTimeout(done, 400));
  }
}

async function start(name, body) {
  const query = new URLSearchParams({ name, outlet: form.outlet.value.trim(), published: form.published.value });
  const headers = { "Content-Type": "application/octet-stream" };
  const found = await ask(`/api/imports?${query}`, { method: "POST", body, headers });
  show(found);
  return follow(found.id);
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    tell("");
    const going = [];
    for (const file of form.files.files) going.push(start(file.name, file));
    if (form.pasted.value.trim()) going.push(start("pasted", form.pasted.value));
    await Promise.all(going);
    form.pasted.value = "";
    form.files.value = "";
  } catch (error) {
    tell(error.message);
  } finally {
    button.disabled = false;
  }
});

for (const found of (await ask("/api/imports")).reverse()) {
  show(found);
  if (!OVER.includes(found.state)) follow(found.id).catch((error) => tell(error.message));
}
