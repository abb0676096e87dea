# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""How the API says what is wrong (RFC 9457), for its description."""

from typing import Any

MEDIA_TYPE = "application/problem+json"
_SCHEMA = {
    "type": "object",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
}  # fmt: skip
_MEANINGS = {
    400: "The request cannot be understood or done.",
    401: "Nobody is known by what the request carries.",
    403: "The request comes from elsewhere, or the role does not allow it.",
    404: "The case holds nothing under this id.",
    405: "The address takes no such request.",
    409: "Somebody else decided on this meanwhile.",
    413: "What was sent is too large.",
    422: "A parameter is wrong, or the decision cannot be made as stated.",
    429: "Too many wrong passwords.",
    500: "A defect of the program.",
    503: "The case cannot be used just now.",
}
RESPONSES: dict[int | str, dict[str, Any]] = {
    status: {"description": meaning, "content": {MEDIA_TYPE: {"schema": _SCHEMA}}}
    for status, meaning in _MEANINGS.items()
}
