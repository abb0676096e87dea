# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""Tables of time expressions: words by class, what stands around them, and the grammar that joins them."""

from tawatur.lexicon.tables import TableSpec

CLASSES = (
    ("months", ("month", "month_unsure", "hijri_month", "solar_month")),
    ("weekdays", ("weekday", "bare_weekday")),
    ("dayparts", ("part", "hour_part", "night", "midnight", "early", "late", "sometime", "hour_word")),
    ("deictics", ("deictic", "last_night", "tonight", "next_day")),
    (
        "units",
        (
            "unit", "al_unit", "day_word", "days_word", "month_word", "months_word", "year_word", "years_word",
            "season_word", "season", "weekend", "century_word",
        ),
    ),
    ("relatives", ("rel", "weak_rel", "bare_rel", "this", "same", "edge", "half", "quarter")),
    (
        "particles",
        (
            "ago", "since", "shortly", "after", "of", "of_span", "till", "between", "in", "on", "and", "or",
            "about", "nearly", "few", "few_adj", "article", "first_day", "era", "equals", "named_day", "morrow",
        ),
    ),
    (
        "numbers",
        ("cardinal", "ordinal", "tens", "teen", "hundred", "hundreds", "thousand", "thousands", "half_hour"),
    ),
    ("decades", ("decade",)),
)  # fmt: skip

WORDS = tuple(
    TableSpec(
        name=f"time/{name}",
        columns=("word", "class", "value"),
        required=("word", "class"),
        key=("word", "class"),
        allowed=(("class", classes),),
    )
    for name, classes in CLASSES
)

CONTEXTS = TableSpec(
    name="time/contexts",
    columns=("word", "side", "class", "effect"),
    required=("word", "side", "effect"),
    key=("word", "side", "effect"),
    allowed=(("side", ("before", "after")), ("effect", ("block", "future", "past"))),
)

GRAMMAR = TableSpec(
    name="time/grammar",
    columns=("name", "pattern", "value", "example", "gives"),
    required=("name", "pattern"),
    key=("name",),
)

SPECS = (*WORDS, CONTEXTS, GRAMMAR)
