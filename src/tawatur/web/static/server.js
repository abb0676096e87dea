// SPDX-FileCopyrightText: 2026 Tawatur contributors
// SPDX-License-Identifier: Apache-2.0

/** Requests to our own API, with the token that changes need. */

const csrf = document.querySelector('meta[name="csrf-token"]')?.content ?? "";
const notice = document.getElementById("notice");

/** Tell the reader something for a while. */
export function tell(message) {
  notice.textContent = message;
  notice.classList.toggle("shown", Boolean(message));
}

/** What went wrong, in the words that the server gave. */
export class Refused extends Error {}

/** Ask the API; the answer's JSON, or a `Refused` that says why not. */
export async function ask(path, { method = "GET", body, headers = {} } = {}) {
  let answer;
  try {
    answer = await fetch(path, { method, body, headers: { "X-CSRF-Token": csrf, ...headers }, credentials: "same-origin" });
  } catch {
    throw new Refused(notice.dataset.offline);
  }
  const found = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(`${notice.dataset.failed} ${found.detail ?? found.title ?? answer.status}`);
  return found;
}

/** Send JSON to the API. */
export function send(path, value) {
  return ask(path, { method: "POST", body: JSON.stringify(value ?? {}), headers: { "Content-Type": "application/json" } });
}
