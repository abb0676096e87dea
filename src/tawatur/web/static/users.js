// SPDX-FileCopyrightText: 2026 Tawatur contributors
// SPDX-License-Identifier: Apache-2.0

/** Users of the case, and one's own password: forms, lists and buttons that carry `data-users`. */

import { ask, send, tell } from "./server.js";

function change(element, fields) {
  const name = element.closest("[data-name]").dataset.name;
  return ask(`/api/users/${encodeURIComponent(name)}`, {
    method: "PATCH",
    body: JSON.stringify(fields),
    headers: { "Content-Type": "application/json" },
  });
}

const ACTIONS = {
  add: ({ elements: { name, role, password } }) =>
    send("/api/users", { name: name.value, role: role.value, password: password.value }),
  own: ({ elements: { old, new: wanted } }) => send("/api/account/password", { old: old.value, new: wanted.value }),
  password: (form) => change(form, { password: form.elements.password.value }),
  role: (list) => change(list, { role: list.value }),
  remove: (button) =>
    ask(`/api/users/${encodeURIComponent(button.closest("[data-name]").dataset.name)}`, { method: "DELETE" }),
};

async function act(element) {
  element.setAttribute("aria-busy", "true");
  try {
    tell("");
    await ACTIONS[element.dataset.users](element);
    location.reload(); // where that was one's own, the form that logs in comes
  } catch (error) {
    tell(error.message);
    if (element instanceof HTMLSelectElement) element.value = [...element.options].find((o) => o.defaultSelected).value;
  } finally {
    element.removeAttribute("aria-busy");
  }
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-users]")) return;
  event.preventDefault();
  act(event.target);
});
document.addEventListener("change", (event) => {
  if (event.target.matches("select[data-users]")) act(event.target);
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-users]");
  if (button && window.confirm(button.dataset.sure)) act(button);
});
