// SPDX-FileCopyrightText: 2026 Tawatur contributors
// SPDX-License-Identifier: Apache-2.0

/** Have what the filter of this page chooses written in a format, and hand the file over as a download. */

import { fetched, tell } from "./server.js";

const form = document.getElementById("export");

function wanted() {
  const { format, text, redact, reviewers, language, reviewed_only, pdf, bom, hide, columns } = form.elements;
  return {
    format: format.value,
    text: text.value,
    redact: redact.value,
    reviewers: reviewers?.value ?? "numbered",
    language: language.value,
    reviewed_only: reviewed_only.checked,
    pdf: pdf.checked,
    bom: bom.checked,
    hide: hide.value.split("\n").map((line) => line.trim()).filter(Boolean),
    columns: format.value === "mapping" ? columns.value : "",
  };
}

function save(content, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  tell(form.dataset.making);
  try {
    const query = new URLSearchParams(location.search);
    for (const name of ["page", "order", "lang", "theme"]) query.delete(name);
    const headers = { "Content-Type": "application/json" };
    const answer = await fetched(`/api/export?${query}`, { method: "POST", body: JSON.stringify(wanted()), headers });
    const name = answer.headers.get("content-disposition").match(/filename="([^"]+)"/)[1];
    save(await answer.blob(), name);
    tell(form.dataset.made.replace("{name}", name));
  } catch (error) {
    tell(error.message);
  } finally {
    button.disabled = false;
  }
});
