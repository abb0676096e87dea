# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Tables by which inputs are understood."""

from tawatur.lexicon.tables import TableSpec

SPECS = (
    TableSpec(
        name="intake/columns",
        columns=("field", "names"),
        required=("field", "names"),
        key=("field",),
    ),
    TableSpec(
        name="intake/meta",
        columns=("field", "attribute", "value"),
        required=("field", "attribute", "value"),
        key=("attribute", "value"),
    ),
)
