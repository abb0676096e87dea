# SPDX-FileCopyrightText: 2026 Tawatur contributors
# SPDX-License-Identifier: Apache-2.0
"""The network over words: exact on every machine, bounded on long texts, and a help where words are new."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawatur.lexicon import default_lexicon
from tawatur.model.errors import ModelFileError
from tawatur.reading import network
from tawatur.reading.events.blends import Blend, logit
from tawatur.reading.network import EVENTS, MOST, Seen
from tawatur.text.document import Document, analyse

TEXT = "قصفت طائرات حربية مستودعا في ضواحي المدينة، وأدانت النقابة الغارة ودعت إلى هدنة."


def seen(text: str) -> tuple[Document, Seen]:
    document = analyse(text, default_lexicon())
    return document, network.load().read(document.tokens)


def token(document: Document, word: str) -> int:
    return next(t.index for t in document.tokens if t.text == word)


def test_network_sums_are_whole_numbers_that_floats_hold_exactly() -> None:
    for name, layer in network.load().layers.items():
        assert np.array_equal(layer.weight, np.rint(layer.weight)), name
        assert MOST * float(np.abs(layer.weight).sum(0).max()) < 2**24, name


def test_network_says_the_same_in_whatever_order_a_processor_adds() -> None:
    layer = network.load().layers["around_0"]
    chance = np.random.default_rng(0)
    x = chance.uniform(0, 3, (7, len(layer.weight))).astype(np.float32)
    order = chance.permutation(len(layer.weight))
    whole = layer.whole(x)
    assert np.array_equal(whole @ layer.weight, whole[:, order] @ layer.weight[order])


def test_network_tells_what_an_event_looks_like() -> None:
    document, found = seen(TEXT)
    (odds,) = found.events([token(document, "قصفت")])
    assert EVENTS[int(np.argmax(odds))] == "ASSAULT"


def test_network_tells_who_acts() -> None:
    document, found = seen("اعتقلت الشرطة ثلاثة متظاهرين أمام البرلمان.")
    anchor, police, marchers = (token(document, word) for word in ("اعتقلت", "الشرطة", "متظاهرين"))
    one, other = found.parts([(anchor, "COERCE", police, police + 1), (anchor, "COERCE", marchers, marchers + 1)])
    assert one[0] > other[0]


def test_network_tells_what_dates_an_event() -> None:
    document, found = seen("قصفت طائرات القرية الأحد، ويجتمع المجلس في ديسمبر المقبل.")
    anchor, sunday, december = (token(document, word) for word in ("قصفت", "الأحد", "ديسمبر"))
    one, other = found.dates([(anchor, "ASSAULT", sunday), (anchor, "ASSAULT", december)])
    assert one > other


def test_network_has_nothing_to_say_of_nothing() -> None:
    _, found = seen("")
    assert found.tokens.shape[0] == 0
    assert (found.events([]), found.parts([]), found.dates([])) == ([], [], [])


def test_network_reads_long_reports_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    document = analyse(" ".join([TEXT] * 8), default_lexicon())
    monkeypatch.setattr(network, "BLOCK", 50)
    found = network.load().read(document.tokens)
    assert found.tokens.shape[0] == len(document.tokens)
    first = network.load().read(document.tokens[:50])
    assert np.array_equal(found.tokens[:50], first.tokens)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=80))
def test_network_reads_anything(text: str) -> None:
    document, found = seen(text)
    odds = found.events(range(len(document.tokens)))
    assert all(np.isfinite(row).all() for row in odds)


@given(st.integers(-(10**7), 10**7))
def test_network_distances_have_rows(tokens: int) -> None:
    rows = network.load().tables["part_distance"].shape[0]
    assert 0 <= network.distance(tokens) < rows
    assert network.distance(-tokens) + network.distance(tokens) == rows


def test_network_damaged_file_names_the_file(tmp_path: Path) -> None:
    broken = tmp_path / "network.npz"
    broken.write_bytes(b"no archive")
    with pytest.raises(ModelFileError, match=r"network\.npz.*reinstall"):
        network.read_files(network.MODELS / "network_words.npz", broken)


def test_blends_weigh_what_both_say() -> None:
    blend = Blend(((0.5, 1.0, 0.5),))
    no, yes = blend.odds([logit(0.8, 0.2), -1.0])
    assert yes == pytest.approx(0.8, abs=0.01)
    assert no + yes == pytest.approx(1)


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=2))
def test_blends_give_probabilities(inputs: list[float]) -> None:
    odds = Blend(((0.1, 0.7, 0.2), (-0.3, 0.1, 0.9))).odds(inputs)
    assert sum(odds) == pytest.approx(1)
    assert all(0 <= p <= 1 for p in odds)
