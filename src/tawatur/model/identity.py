# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Ids are hashes of content, never random, so that two runs agree."""

import hashlib


def report_id(text: str, *, outlet: str | None = None, url: str | None = None) -> str:
    """Return an id for a report that brings none of its own: 16 hex digits.

    Args:
        text: The report's text; lone surrogates are allowed.
        outlet: Its outlet.
        url: Its address.
    """
    digest = hashlib.blake2b(digest_size=8)
    for part in (outlet or "", url or "", text):
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


MAX_NAME = 180  # bytes of a file name made from an id; file systems allow 255
_PLAIN = frozenset("-_.~,+@=")
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"com{i}" for i in range(1, 10)), *(f"lpt{i}" for i in range(1, 10))]
)


def file_name(id: str) -> str:
    """Return a file name, without suffix, that stands for an id and can be nothing but a name.

    Letters, digits and `-_.~,+@=` stay; every other character becomes `%` and its UTF-8 bytes in hex, so that no
    id becomes a path. A leading dot and the names that Windows reserves are escaped too; a long name is cut and
    ends in a hash of the whole.

    Args:
        id: Any string.
    """
    kept = "".join(
        c if c.isalnum() or c in _PLAIN else "".join(f"%{b:02X}" for b in c.encode("utf-8", "surrogatepass"))
        for c in id
    )
    if not kept or kept.startswith(".") or kept.split(".")[0].lower() in _RESERVED:
        kept = (f"%{ord(kept[0]):02X}" + kept[1:]) if kept else "%"
    if len(kept.encode()) <= MAX_NAME:
        return kept
    digest = hashlib.blake2b(id.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return kept.encode()[: MAX_NAME - 17].decode("utf-8", "ignore") + "~" + digest


def report_key(outlet: str | None, id: str, sha256: str) -> str:
    """Return the identity of one version of one report: 24 hex digits.

    The same bytes again from the same outlet under the same id are the same version; other bytes under that id are
    another version, and the same bytes from another outlet are another report.

    Args:
        outlet: The outlet that printed it.
        id: The report's own id, or its address.
        sha256: SHA-256 of the bytes as received, in hex.
    """
    digest = hashlib.blake2b(digest_size=12)
    for part in (outlet or "", id, sha256):
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()
