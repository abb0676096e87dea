// SPDX-FileCopyrightText: 2026 Tawatur contributors
// SPDX-License-Identifier: Apache-2.0

/** The network of parties: the day goes by a slider, and a line tells who says so. The server draws. */

import { page, tell } from "./server.js";

const DAY = 86_400_000;
const WAIT = 120; // milliseconds from the last move of the slider until the server is asked

/** Bring the party with most lines into the middle of a window that is narrower than the drawing. */
function lookAtHub(box) {
  const frame = box.querySelector(".tree-frame");
  const hub = box.querySelector(".hub rect")?.getBoundingClientRect();
  if (!frame || !hub) return;
  const window = frame.getBoundingClientRect();
  frame.scrollLeft += hub.left + hub.width / 2 - (window.left + window.width / 2);
}

function follow(box) {
  const form = box.querySelector(".as-of");
  const slide = form?.querySelector(".slide");
  const range = slide?.querySelector("input");
  const date = form?.querySelector("input[type=date]");
  const kinds = () => [...form.querySelectorAll("input[name=type]:checked")].map((tick) => tick.value);
  let waiting = 0;
  let asked = 0;

  const show = async (day) => {
    const mine = ++asked;
    const address = new URL(box.dataset.from, location.href);
    address.searchParams.set("as_of", day);
    for (const type of kinds()) address.searchParams.append("type", type);
    try {
      const found = (await page(address)).querySelector("#network");
      if (mine !== asked) return; // another day was asked for meanwhile
      tell("");
      const left = box.querySelector(".tree-frame")?.scrollLeft ?? 0;
      box.querySelector(".network-part").replaceWith(found.querySelector(".network-part"));
      const frame = box.querySelector(".tree-frame");
      if (frame) frame.scrollLeft = left; // the reader keeps looking at the same place
      slide.querySelector("output").textContent = found.querySelector("output").textContent;
      range.setAttribute("aria-valuetext", found.querySelector("output").textContent);
      const here = new URL(location.href);
      here.searchParams.set("as_of", day);
      here.searchParams.delete("type");
      for (const type of kinds()) here.searchParams.append("type", type);
      history.replaceState(null, "", here);
    } catch (error) {
      tell(error.message);
    }
  };

  if (range && range.max !== "0") {
    slide.hidden = false;
    const first = Date.parse(range.dataset.first);
    range.addEventListener("input", () => {
      date.value = new Date(first + Number(range.value) * DAY).toISOString().slice(0, 10);
      clearTimeout(waiting);
      waiting = setTimeout(show, WAIT, date.value);
    });
  }

  box.addEventListener("click", async (event) => {
    const link = event.target.closest('a[href^="/network/said"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const panel = box.querySelector(".said");
    try {
      const found = (await page(link.href.baseVal ?? link.href)).querySelector("#said");
      panel.replaceChildren(...found.childNodes);
      for (const other of box.querySelectorAll(".chosen")) other.classList.remove("chosen");
      link.classList.add("chosen");
      if (link.closest("table")) panel.focus();
      panel.scrollIntoView({ block: "nearest" });
    } catch (error) {
      tell(error.message);
    }
  });
}

const network = document.getElementById("network");
if (network) {
  lookAtHub(network);
  follow(network);
}
