// SPDX-FileCopyrightText: 2026 Tawatur contributors
// SPDX-License-Identifier: Apache-2.0

/** The map: nearer, farther, and drawn about; circles and names keep their size. */

const map = document.getElementById("map");
const STEP = 1.6;
const NEAREST = 40; // times

function follow(drawing) {
  const whole = { ...["x", "y", "width", "height"].reduce((all, k) => ({ ...all, [k]: drawing.viewBox.baseVal[k] }), {}) };
  let view = { ...whole };
  let held = null; // where the pointer took hold
  let moved = false;

  const draw = () => {
    const scale = view.width / whole.width;
    drawing.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
    for (const circle of drawing.querySelectorAll("circle")) circle.setAttribute("r", circle.dataset.r * scale);
    for (const name of drawing.querySelectorAll("text")) {
      const letter = drawing.dataset.letter * scale;
      const circle = name.parentNode.querySelector("circle");
      const side = name.getAttribute("text-anchor") === "end" ? -1 : 1;
      name.setAttribute("font-size", letter);
      name.setAttribute("dx", side * (circle.dataset.r * scale + letter / 3));
      name.setAttribute("dy", letter / 3);
    }
  };

  const zoom = (factor) => {
    const width = Math.min(36000, Math.max(whole.width / NEAREST, view.width / factor));
    const height = (width * whole.height) / whole.width;
    view = { x: view.x + (view.width - width) / 2, y: view.y + (view.height - height) / 2, width, height };
    draw();
  };

  document.querySelector(".zoom").hidden = false;
  document.querySelector(".zoom").addEventListener("click", (event) => {
    const kind = event.target.closest("[data-zoom]")?.dataset.zoom;
    if (kind === "all") {
      view = { ...whole };
      draw();
    } else if (kind) zoom(kind === "in" ? STEP : 1 / STEP);
  });

  drawing.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    held = { x: event.clientX, y: event.clientY, view };
    moved = false;
  });
  window.addEventListener("pointermove", (event) => {
    if (!held || (!moved && Math.hypot(event.clientX - held.x, event.clientY - held.y) < 6)) return;
    moved = true;
    const scale = view.width / drawing.getBoundingClientRect().width;
    view = { ...view, x: held.view.x - (event.clientX - held.x) * scale, y: held.view.y - (event.clientY - held.y) * scale };
    draw();
  });
  for (const end of ["pointerup", "pointercancel"]) window.addEventListener(end, () => (held = null));
  drawing.addEventListener("dragstart", (event) => event.preventDefault());
  drawing.addEventListener("click", (event) => {
    if (moved) event.preventDefault();
    moved = false;
  });
}

if (map) follow(map);
