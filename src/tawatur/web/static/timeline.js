// SPDX-FileCopyrightText: 2026 Tawatur contributors
// SPDX-License-Identifier: Apache-2.0

/** The bar of time: drag over bars, or Shift and a second bar, to choose a stretch of days. */

const svg = document.querySelector(".timeline svg");

/** Go to the list of what happened between two days. */
function choose(days) {
  const address = new URL(location.href);
  address.searchParams.set("since", days.map((d) => d.since).sort()[0]);
  address.searchParams.set("until", days.map((d) => d.until).sort().at(-1));
  address.searchParams.delete("page");
  location.assign(address);
}

function follow(drawing) {
  const bars = [...drawing.querySelectorAll("[data-since]")];
  const brush = drawing.querySelector(".brush");
  let from = null; // where a drag began, in pixels
  let dragged = false;

  const mark = (low, high) => {
    const box = drawing.getBoundingClientRect();
    const scale = drawing.viewBox.baseVal.width / box.width;
    brush.setAttribute("x", (Math.max(low, box.left) - box.left) * scale);
    brush.setAttribute("width", Math.max(0, Math.min(high, box.right) - Math.max(low, box.left)) * scale);
  };

  drawing.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    from = event.clientX;
    dragged = false;
  });
  window.addEventListener("pointermove", (event) => {
    if (from === null || (!dragged && Math.abs(event.clientX - from) < 6)) return;
    dragged = true;
    mark(Math.min(from, event.clientX), Math.max(from, event.clientX));
  });
  window.addEventListener("pointerup", (event) => {
    if (from !== null && dragged) {
      const [low, high] = [Math.min(from, event.clientX), Math.max(from, event.clientX)];
      const touched = bars.filter((bar) => {
        const box = bar.getBoundingClientRect();
        return box.right >= low && box.left <= high;
      });
      if (touched.length) choose(touched.map((bar) => bar.dataset));
      else mark(0, 0);
    }
    from = null;
  });
  window.addEventListener("pointercancel", () => {
    from = null;
    mark(0, 0);
  });
  drawing.addEventListener("dragstart", (event) => event.preventDefault());

  drawing.addEventListener("click", (event) => {
    const bar = event.target.closest("a[data-since]");
    if (dragged) {
      event.preventDefault();
      dragged = false;
    } else if (bar && event.shiftKey) {
      event.preventDefault();
      const chosen = new URL(location.href).searchParams;
      const [since, until] = [chosen.get("since"), chosen.get("until")];
      choose(since && until ? [{ since, until }, bar.dataset] : [bar.dataset]);
    }
  });
}

if (svg) follow(svg);
