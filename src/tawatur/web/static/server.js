// SPDX-FileCopyrightText: 2026 Tawatur contributors
// SPDX-License-Identifier: Apache-2.0

/** Requests to our own API, with the token that changes need. */

const csrf = document.querySelector('meta[name="csrf-token"]')?.content ?? "";
const seen = document.querySelector('meta[name="seen"]')?.content;
const notice = document.getElementById("notice");

/** Tell the reader something for a while. */
export function tell(message) {
  notice.textContent = message;
  notice.classList.toggle("shown", Boolean(message));
}

/** The Latin letter of a key, whatever the layout writes: with an Arabic one the key «n» gives «ى». */
export function letter(event) {
  if (/^[a-z]$/i.test(event.key)) return event.key.toLowerCase();
  return /^Key[A-Z]$/.test(event.code) ? event.code.at(-1).toLowerCase() : event.key;
}

/** What went wrong, in the words that the server gave. */
export class Refused extends Error {}

/** Ask the API; the answer itself, or a `Refused` that says why not. */
export async function fetched(path, { method = "GET", body, headers = {} } = {}) {
  let answer;
  try {
    answer = await fetch(path, { method, body, headers: { "X-CSRF-Token": csrf, ...headers }, credentials: "same-origin" });
  } catch {
    throw new Refused(notice.dataset.offline);
  }
  if (answer.ok) return answer;
  const found = await answer.json().catch(() => ({}));
  const told = [found.title, found.detail].filter(Boolean).join(" ") || String(answer.status);
  throw new Refused(`${notice.dataset.failed} ${told}`);
}

/** Ask the API; the answer's JSON, null where it is empty. */
export async function ask(path, options) {
  const answer = await fetched(path, options);
  return answer.status === 204 ? null : answer.json();
}

/** Send JSON to the API. */
export function send(path, value) {
  return ask(path, { method: "POST", body: JSON.stringify(value ?? {}), headers: { "Content-Type": "application/json" } });
}

/** Send a decision, and with it what this page has seen, so that nobody decides over somebody else's unseen decision. */
export function sendDecision(path, value) {
  return send(seen ? `${path}?seen=${seen}` : path, value);
}

/** Another page of ours, as a document. */
export async function page(address) {
  let answer;
  try {
    answer = await fetch(address, { credentials: "same-origin" });
  } catch {
    throw new Refused(notice.dataset.offline);
  }
  if (!answer.ok) throw new Refused(`${notice.dataset.failed} ${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}
